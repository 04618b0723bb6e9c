"""A local HTTP JSON-RPC server that answers out of a `Chain`, and misbehaves when told to.

    chain = Chain()                               # tests/nodes/chain.py: made in memory, or `Chain.read(folder)`
    chain.mine(pay(ALICE, BOB, 5))
    with serving(chain) as node:                  # on a free port of 127.0.0.1, until the block ends
        ... node.uri ...                          # "http://127.0.0.1:40123"
        node.calls["eth_getLogs"]                 # how often each method was called; node.requests: HTTP requests
        node.largest                              # most calls in one batch; node.asked: the calls themselves
        node.faults.append(truncated(times=2))    # see tests/nodes/misbehaviour.py
    with serving(chain, without("trace_filter"), too_many_requests(3), latency=0.05) as node: ...

`latency` is added to each request. The chain may be changed while it is served; `lies` and `afterwards` change
what is told of one block, or the chain itself between two calls.
"""

from __future__ import annotations

import json
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.nodes.answering import Refusal, answer
from tests.nodes.chain import Chain, Json
from tests.nodes.misbehaviour import Fault, Response


class Served:
    """A node that is being served: its address, what it was asked, and how it misbehaves."""

    def __init__(self, chain: Chain, faults: tuple[Fault, ...], latency: float) -> None:
        self.chain = chain
        self.faults = list(faults)
        self.latency = latency
        self.uri = ""
        self.requests = 0
        self.calls: Counter[str] = Counter()
        self.asked: list[tuple[str, list[Any]]] = []
        self.largest = 0
        self.headers: list[dict[str, str]] = []
        self.ended = threading.Event()
        self._lock = threading.Lock()
        self._texts: dict[tuple[int, str], tuple[int, str]] = {}

    def respond(self, body: bytes) -> Response:
        """The response to a request, faults included."""
        try:
            told = json.loads(body)
        except ValueError:
            return Response(
                b'{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"parse error"}}', 400
            )
        calls = told if isinstance(told, list) else [told]
        methods = {call["method"] for call in calls}
        self._count(calls)
        active = [fault for fault in self.faults if fault.due(methods)]
        self.ended.wait(self.latency) if self.latency else None
        for fault in active:
            if fault.wait:
                self.ended.wait(None if fault.wait == float("inf") else fault.wait)
            if fault.before is not None and (early := fault.before(calls)) is not None:
                return early
        answered = [self._answer(call, active) for call in calls]
        status = max(status for _, status in answered)
        texts = [text for text, _ in answered]
        text = "[" + ",".join(texts) + "]" if isinstance(told, list) else texts[0]
        for fault in active:
            if fault.after is not None:
                text = json.dumps(fault.after(json.loads(text)))
        for fault in active:
            if fault.raw is not None:
                return fault.raw(text.encode())
        return Response(text.encode(), status)

    def _count(self, calls: list[Json]) -> None:
        with self._lock:
            self.requests += 1
            self.largest = max(self.largest, len(calls))
            self.calls.update(call["method"] for call in calls)
            self.asked += [(call["method"], call.get("params", [])) for call in calls]

    def _answer(self, call: Json, faults: list[Fault]) -> tuple[str, int]:
        method, params = call["method"], call.get("params", [])
        head = f'{{"jsonrpc":"2.0","id":{json.dumps(call.get("id"))},'
        try:
            result = self._text(method, params)
            for fault in faults:
                if fault.call is not None:
                    result = fault.call(method, params, result)
        except Refusal as refusal:
            error = json.dumps({"code": refusal.code, "message": refusal.words})
            return f'{head}"error":{error}}}', refusal.status
        return f'{head}"result":{result}}}', 200

    def _text(self, method: str, params: list[Any]) -> str:
        """The text of a result; that of a whole block is kept, as writing it out is the most of the work."""
        block = self.chain.blocks.get(int(params[0], 16)) if _whole_block(method, params) else None
        if block is None:
            return answer(self.chain, method, params)
        key = (int(params[0], 16), method)
        kept = self._texts.get(key)
        if kept is None or kept[0] != id(block):
            kept = self._texts[key] = (id(block), answer(self.chain, method, params))
        return kept[1]


def _whole_block(method: str, params: list[Any]) -> bool:
    return method == "eth_getBlockByNumber" and params[1:] == [True] and params[0].startswith("0x")


@contextmanager
def serving(chain: Chain, *faults: Fault, latency: float = 0.0) -> Iterator[Served]:
    """Serve a chain until the block ends; `latency` in seconds."""
    served = Served(chain, faults, latency)

    class Handler(_Handler):
        node = served

    with _Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        served.uri = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield served
        finally:
            served.ended.set()
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that hang up."""


class _Handler(BaseHTTPRequestHandler):
    node: Served
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        size = int(self.headers.get("Content-Length", 0))
        self.node.headers.append(dict(self.headers.items()))
        response = self.node.respond(self.rfile.read(size))
        head = [f"HTTP/1.1 {response.status} -", "Content-Type: application/json"]
        head += [f"{name}: {value}" for name, value in response.headers.items()]
        head.append(f"Content-Length: {len(response.body)}")
        sent = "\r\n".join([*head, "", ""]).encode() + response.body
        if response.drop is not None:
            sent = sent[: len(sent) - len(response.body) + response.drop] if response.drop else b""
            self.close_connection = True
        for piece in [sent[at : at + 1] for at in range(len(sent))] if response.trickle else [sent]:
            self.node.ended.wait(response.trickle)
            self.wfile.write(piece)
        if response.drop is not None:
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: Any) -> None:
        """Nothing to standard error."""
