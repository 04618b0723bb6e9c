"""A real node behind a local HTTP server that changes what it answers.

with proxied(anvil, lambda method, result: result) as uri: ...
"""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.nodes.anvil import Anvil

Change = Callable[[str, Any], Any]
_LOCAL = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@contextmanager
def proxied(node: Anvil, change: Change) -> Iterator[str]:
    """Serve what `node` says, with `change(method, result)` in place of each result; the address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            request = urllib.request.Request(node.uri, body, {"Content-Type": "application/json"})
            with _LOCAL.open(request, timeout=120) as response:
                told = json.load(response)
            asked = json.loads(body)
            several = isinstance(asked, list)
            methods = {call["id"]: call["method"] for call in (asked if several else [asked])}
            for one in told if several else [told]:
                if "result" in one:
                    one["result"] = change(methods[one["id"]], one["result"])
            text = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
