"""The ways on which calls travel: HTTP, WebSockets and local sockets."""

from __future__ import annotations

import gzip
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from investigator.chain.rpc import http_line, ipc_line, ws_line
from investigator.chain.rpc.calls import Call, TooMuch
from investigator.chain.rpc.node import Node
from investigator.chain.rpc.patience import Patience
from investigator.errors import Trouble
from investigator.progress import Cancelled
from tests.nodes import misbehaviour as bad
from tests.nodes.chain import Chain
from tests.nodes.server import Served, serving
from tests.nodes.sockets import over_ipc, over_websocket

QUICK = Patience(first=0.01, most=0.02)
Over = Callable[[Served], AbstractContextManager[str]]


@contextmanager
def over_http(served: Served) -> Iterator[str]:
    yield served.uri


@pytest.fixture(params=["http", "ws", "ipc"])
def over(request: pytest.FixtureRequest, tmp_path: Path) -> Over:
    if request.param == "ipc":
        if os.name != "posix":
            pytest.skip("local sockets are tested where they are files")
        return lambda served: over_ipc(served, tmp_path / "node.ipc")
    return over_http if request.param == "http" else over_websocket


def numbers(node: Node, count: int = 50) -> list[bytes]:
    return [answer.result for answer in node.ask_many([Call("eth_getBalance", ("0x0", "0x0"))] * count)]


def test_answers_come_over_each(over: Over) -> None:
    with serving(Chain()) as served, over(served) as uri, Node(uri, batch=5) as node:
        assert numbers(node) == [b'"0x0"'] * 50
        assert node.ask("eth_chainId") == b'"0x1"'
        assert served.largest == 5


@pytest.mark.parametrize(
    "fault, timeout",
    [
        (lambda: bad.drops(2), 60),
        (lambda: bad.wrong_ids(2), 60),
        (lambda: bad.hangs(1), 0.5),
        (lambda: bad.truncated(1), 0.5),
    ],
)
def test_each_recovers(over: Over, fault: Callable[[], bad.Fault], timeout: float) -> None:
    with (
        serving(Chain(), fault()) as served,
        over(served) as uri,
        Node(uri, timeout=timeout, patience=QUICK) as node,
    ):
        assert numbers(node) == [b'"0x0"'] * 50


def test_a_connection_that_was_closed_meanwhile_is_opened_anew(over: Over) -> None:
    chain = Chain()
    with serving(chain) as served, over(served) as uri, Node(uri, in_flight=1, patience=QUICK) as node:
        node.ask("eth_chainId")
        served.faults.append(bad.drops(1))
        node.ask("eth_chainId")
        assert node.ask("eth_blockNumber") == b'"0x0"'


def test_each_is_cut_off_when_cancelled(over: Over) -> None:
    with serving(Chain(), bad.hangs(bad.ALWAYS)) as served, over(served) as uri:

        def tick(done: int, total: int | None = None, note: str = "") -> None:
            if served.requests:
                raise Cancelled

        before = set(threading.enumerate())
        with Node(uri, timeout=60) as node, pytest.raises(Cancelled):
            numbers_ticking(node, tick)
        for thread in set(threading.enumerate()) - before:
            if thread.name.startswith("node"):
                thread.join(60)
                assert not thread.is_alive()


def numbers_ticking(node: Node, tick: Callable[..., None]) -> None:
    for _ in node.ask_many([Call("eth_chainId")] * 3, tick):
        pass


def test_an_answer_without_end_is_refused(over: Over, monkeypatch: pytest.MonkeyPatch) -> None:
    for line in (http_line, ipc_line, ws_line):
        monkeypatch.setattr(line, "LARGEST", 10_000)
    chain = Chain()
    chain.code["0x0"] = "0x" + "00" * 20_000
    with serving(chain) as served, over(served) as uri, Node(uri, patience=QUICK) as node:
        assert node.ask("eth_chainId") == b'"0x1"'
        with pytest.raises(TooMuch, match="answers with more than"):
            node.ask("eth_getCode", "0x0", "0x0")


def packed(body: bytes) -> bad.Fault:
    def raw(_: bytes) -> bad.Response:
        return bad.Response(body, headers={"Content-Encoding": "gzip"})

    return bad.Fault(bad.ALWAYS, raw=raw)


def test_packed_answers_are_unpacked_and_bombs_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = b'{"jsonrpc":"2.0","id":65536,"result":"0x5"}'
    with (
        serving(Chain(), packed(gzip.compress(answer))) as served,
        Node(served.uri, patience=QUICK) as node,
    ):
        assert node.ask("eth_chainId") == b'"0x5"'
    with serving(Chain(), packed(b"not packed")) as served, Node(served.uri, patience=QUICK) as node:
        refused(node, Trouble, "cannot be unpacked")
    monkeypatch.setattr(http_line, "LARGEST", 1 << 20)
    bomb = packed(gzip.compress(b" " * (64 << 20)))
    with serving(Chain(), bomb) as served, Node(served.uri, patience=QUICK) as node:
        refused(node, TooMuch, "more than 1 MiB")


def refused(node: Node, kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words):
        node.ask("eth_chainId")


def test_packing_is_asked_of_others_only() -> None:
    with serving(Chain()) as served, Node(served.uri) as node:
        node.ask("eth_chainId")
        assert served.headers[0]["Accept-Encoding"] == "identity"


def test_an_answer_that_trickles_is_cut_off() -> None:
    """It is never silent for long, and yet it must end."""
    trickle = bad.Fault(2, raw=lambda body: bad.Response(body, trickle=0.03))
    with serving(Chain(), trickle) as served, Node(served.uri, timeout=0.25, patience=QUICK) as node:
        refused(node, TooMuch, "did not come to an end in time")
