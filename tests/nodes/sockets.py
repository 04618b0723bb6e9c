"""The same node as `tests.nodes.server` over a WebSocket and over a socket of this machine (IPC).

    with serving(chain) as node, over_websocket(node) as uri: ...      # "ws://127.0.0.1:40123"
    with serving(chain) as node, over_ipc(node, tmp_path / "node.ipc") as uri: ...  # "ipc:/…/node.ipc"

Faults that are of HTTP (a status, `Retry-After`) come as the closing of the connection.
"""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from tests.nodes.server import Served


@contextmanager
def over_websocket(node: Served) -> Iterator[str]:
    """Serve a node over a WebSocket until the block ends."""

    def talk(connection: ServerConnection) -> None:
        try:
            for message in connection:
                response = node.respond(message.encode() if isinstance(message, str) else message)
                if response.status != 200 or response.drop is not None:
                    return
                connection.send(response.body.decode())
        except ConnectionClosed:
            return

    with serve(talk, "127.0.0.1", 0, compression=None, max_size=None) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
        finally:
            node.ended.set()
            server.shutdown()
            thread.join()


@contextmanager
def over_ipc(node: Served, path: Path) -> Iterator[str]:
    """Serve a node over a socket of this machine until the block ends; not on Windows."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            for line in self.rfile:
                response = node.respond(line)
                if response.status != 200 or response.drop is not None:
                    return
                self.wfile.write(response.body + b"\n")

    class Server(socketserver.ThreadingUnixStreamServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Say nothing of clients that hang up."""

    with Server(str(path), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"ipc:{path}"
        finally:
            node.ended.set()
            server.shutdown()
            thread.join()
