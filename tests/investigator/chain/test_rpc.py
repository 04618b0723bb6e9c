"""A node that misbehaves gives the right data or one clear sentence."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from investigator.chain.rpc.calls import Call, Pruned, Refused, TooMuch, Unsupported
from investigator.chain.rpc.node import Node
from investigator.chain.rpc.patience import Patience
from investigator.errors import Trouble
from investigator.progress import Cancelled
from tests.nodes import misbehaviour as bad
from tests.nodes.chain import Chain, erc20, pay
from tests.nodes.server import Served, serving

ALICE, BOB, TOKEN = "0x" + "a1" * 20, "0x" + "b0" * 20, "0x" + "cc" * 20
QUICK = Patience(first=0.01, most=0.02)
COUNT = 60


@pytest.fixture(scope="module")
def chain() -> Chain:
    made = Chain()
    for number in range(1, COUNT):
        made.mine(pay(ALICE, BOB, number, logs=[erc20(TOKEN, ALICE, BOB, number)]))
    return made


def blocks(count: int = COUNT) -> list[Call]:
    return [Call("eth_getBlockByNumber", (hex(number), True)) for number in range(count)]


def right(node: Node, chain: Chain, count: int = COUNT) -> bool:
    told = [msgspec.json.decode(answer.result) for answer in node.ask_many(blocks(count))]
    return told == [chain.blocks[number] for number in range(count)]


FAULTS: dict[str, Callable[[], bad.Fault]] = {
    "429": lambda: bad.too_many_requests(3),
    "429 without a time": lambda: bad.too_many_requests(3, None),
    "503": lambda: bad.too_many_requests(3, status=503),
    "rate in words": lambda: bad.says(-32005, "project ID request rate exceeded", times=3),
    "truncated": lambda: bad.truncated(3),
    "wrong numbers": lambda: bad.wrong_ids(3),
    "old numbers": lambda: bad.swapped_ids(3),
    "another order": bad.reordered,
    "some missing": lambda: bad.missing(3),
    "some twice": lambda: bad.doubled(3),
    "no batches": bad.refuses_batches,
    "no batches, in no words": lambda: bad.refuses_batches("Invalid Request"),
    "small batches": lambda: bad.refuses_batches("Batch of more than 3 requests are not allowed", most=3),
    "413": lambda: bad.request_too_large(6),
    "a page": lambda: bad.garbage(3),
    "a page, 502": lambda: bad.garbage(3, status=502),
    "dropped at once": lambda: bad.drops(3),
    "dropped in the middle": lambda: bad.drops(3, after=40),
    "internal error": lambda: bad.says(-32603, "Internal error", times=2),
    "behind": lambda: bad.says(-32000, "header not found", times=1),
    "slow": lambda: bad.slow(0.05, times=3),
    "hangs": lambda: bad.hangs(1),
}


@pytest.mark.parametrize("name", FAULTS)
def test_misbehaviour_that_passes_leaves_the_right_data(name: str, chain: Chain) -> None:
    with (
        serving(chain, FAULTS[name]()) as served,
        Node(served.uri, timeout=1 if name == "hangs" else 60, patience=QUICK, seed=1) as node,
    ):
        assert right(node, chain)
        assert served.faults[0].happened


LASTING: dict[str, tuple[Callable[[], bad.Fault], str]] = {
    "429": (lambda: bad.too_many_requests(bad.ALWAYS), "HTTP status 429"),
    "asks for an hour": (lambda: bad.too_many_requests(1, "3600"), "asks to wait 3600 s"),
    "garbage": (lambda: bad.garbage(bad.ALWAYS), "cut off or is not JSON-RPC"),
    "truncated": (lambda: bad.truncated(bad.ALWAYS), "cut off or is not JSON-RPC"),
    "wrong numbers": (lambda: bad.wrong_ids(bad.ALWAYS), "a question that was not asked"),
    "drops": (lambda: bad.drops(bad.ALWAYS), "dropped the connection"),
    "hangs": (lambda: bad.hangs(bad.ALWAYS), "did not answer in time"),
    "wants a key": (lambda: bad.says(-32002, "invalid project id"), "invalid project id"),
    "no such page": (lambda: bad.garbage(bad.ALWAYS, status=404), "HTTP status 404"),
    "sent elsewhere": (lambda: bad.too_many_requests(bad.ALWAYS, status=302), "another address"),
}


@pytest.mark.parametrize("name", LASTING)
def test_misbehaviour_that_lasts_ends_in_one_sentence(name: str, chain: Chain) -> None:
    fault, words = LASTING[name]
    with (
        serving(chain, fault()) as served,
        Node(served.uri, timeout=0.1 if name == "hangs" else 60, patience=QUICK, seed=1) as node,
        pytest.raises(Trouble) as caught,
    ):
        node.ask("eth_chainId")
    text = str(caught.value)
    assert words in text
    assert text.startswith(f"The node {node.name} ")
    assert text.endswith(".")
    assert "\n" not in text


def test_what_was_answered_before_trouble_is_kept(chain: Chain) -> None:
    with serving(chain) as served, Node(served.uri, batch=5, in_flight=1, patience=QUICK) as node:
        answers = node.ask_many(blocks())
        kept = [next(answers).result for _ in range(20)]
        served.faults.append(bad.drops(bad.ALWAYS))
        with pytest.raises(Trouble):
            kept.extend(answer.result for answer in answers)
        assert 20 <= len(kept) < COUNT
        assert [msgspec.json.decode(one)["number"] for one in kept] == [hex(n) for n in range(len(kept))]


@pytest.mark.parametrize(
    ("code", "words", "refusal"),
    [(-32005, "query returned more than 10000 results", TooMuch), (-32601, "the method is not available", Unsupported),
     (-32000, "missing trie node", Pruned), (3, "execution reverted", Refused)],
)  # fmt: skip
def test_refusals_are_told_apart(chain: Chain, code: int, words: str, refusal: type[Refused]) -> None:
    with (
        serving(chain, bad.says(code, words, "eth_getLogs")) as served,
        Node(served.uri, patience=QUICK) as node,
        pytest.raises(refusal, match=words) as caught,
    ):
        node.ask("eth_getLogs", {})
    assert type(caught.value) is refusal
    assert caught.value.call == Call("eth_getLogs", ({},))


def test_a_refusal_comes_in_its_turn_and_the_rest_goes_on(chain: Chain) -> None:
    calls = [Call("eth_chainId"), Call("eth_nonsense"), Call("eth_blockNumber")]
    with serving(chain) as served, Node(served.uri) as node:
        first, second, third = node.try_many(calls)
        assert not isinstance(first, Refused)
        assert not isinstance(third, Refused)
        assert (first.result, third.result) == (b'"0x1"', b'"0x3b"')
        assert isinstance(second, Unsupported)
        answers = node.ask_many(calls)
        assert next(answers).result == b'"0x1"'
        with pytest.raises(Unsupported):
            next(answers)


def test_too_much_in_a_batch_is_asked_alone_before_it_is_refused(chain: Chain) -> None:
    wide = Call("eth_getLogs", ({"fromBlock": "0x0", "toBlock": "0x3b"},))
    narrow = Call("eth_getLogs", ({"fromBlock": "0x1", "toBlock": "0x1"},))
    limit = bad.range_limit(10, "block range is too wide", -32600, status=400)
    with serving(chain, limit) as served, Node(served.uri, patience=QUICK) as node:
        found = list(node.try_many([narrow, wide, narrow]))
        assert [type(one).__name__ for one in found] == ["Answer", "TooMuch", "Answer"]


def test_a_question_that_takes_too_long_is_too_much_while_the_node_is_well(chain: Chain) -> None:
    fault = bad.hangs(bad.ALWAYS, "eth_getLogs")
    with (
        serving(chain, fault) as served,
        Node(served.uri, timeout=0.4, patience=QUICK) as node,
        pytest.raises(TooMuch, match="did not answer in time"),
    ):
        node.ask("eth_getLogs", {"fromBlock": "0x0"})


class Clock:
    """Time that passes a second whenever it is looked at."""

    now = 0.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


def test_the_wait_that_a_node_asks_for_is_kept_and_said(chain: Chain) -> None:
    notes: list[str] = []
    clock = Clock()
    with (
        serving(chain, bad.too_many_requests(1, "60")) as served,
        Node(served.uri, clock=clock, seed=1) as node,
    ):
        node.ask("eth_chainId", tick=lambda done, total=None, note="": notes.append(note))
        assert clock.now > 60
        assert any(note.startswith(f"{node.name} asks to wait ") for note in notes)
        assert served.requests == 2


@pytest.fixture
def hanging(chain: Chain) -> Iterator[Served]:
    with serving(chain, bad.hangs(bad.ALWAYS)) as served:
        yield served


def test_cancelling_does_not_wait_for_a_request_that_hangs(hanging: Served) -> None:
    asked = threading.Event()

    def tick(done: int, total: int | None = None, note: str = "") -> None:
        if hanging.requests:
            asked.set()
            raise Cancelled

    before = set(threading.enumerate())
    with Node(hanging.uri, timeout=60) as node:
        with pytest.raises(Cancelled):
            list(node.ask_many(blocks(), tick))
        assert asked.is_set()
    left = [one for one in set(threading.enumerate()) - before if one.name.startswith("node")]
    for one in left:
        one.join(60)
    assert not any(one.is_alive() for one in left)


def test_closing_cuts_off_what_others_wait_for(hanging: Served) -> None:
    node = Node(hanging.uri, timeout=60, patience=Patience(first=0.01, most=0.02, tries=1))
    ended: list[BaseException] = []

    def ask() -> None:
        try:
            node.ask("eth_chainId")
        except Cancelled as cancelled:
            ended.append(cancelled)

    asking = threading.Thread(target=ask)
    asking.start()
    while not hanging.requests:
        time.sleep(0.01)
    node.close()
    asking.join(60)
    assert len(ended) == 1


def test_ticks_count_what_was_answered(chain: Chain) -> None:
    seen: list[tuple[int, int | None]] = []
    with serving(chain, latency=0.01) as served, Node(served.uri, batch=5, in_flight=2) as node:
        list(node.ask_many(blocks(), lambda done, total=None, note="": seen.append((done, total))))
    assert seen == sorted(seen)
    assert {total for _, total in seen} == {COUNT}


def test_requests_are_batched_and_not_run_far_ahead(chain: Chain) -> None:
    with serving(chain) as served, Node(served.uri, batch=4, in_flight=2) as node:
        answers = node.ask_many(blocks())
        next(answers)
        time.sleep(0.2)
        assert served.calls["eth_getBlockByNumber"] <= 4 * 2 * 3
        assert served.largest == 4
        answers.close()  # type: ignore[attr-defined]


def test_several_threads_ask_at_once(chain: Chain) -> None:
    results: list[bool] = []
    with serving(chain, bad.reordered()) as served, Node(served.uri, batch=7) as node:
        threads = [threading.Thread(target=lambda: results.append(right(node, chain))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert results == [True] * 4


def test_a_node_that_is_not_there(tmp_path: Path) -> None:
    for uri, words in (
        ("http://127.0.0.1:9", "refuses the connection"),
        ("ws://127.0.0.1:9", "refuses the connection"),
        (f"ipc:{tmp_path / 'none.ipc'}", "no socket at this path"),
    ):
        with Node(uri, patience=QUICK) as node, pytest.raises(Trouble, match=words):
            node.ask("eth_chainId")


@pytest.mark.real_data
def test_real_blocks_come_byte_for_byte(real_data: Path) -> None:
    chain = Chain.read(real_data / "eth_blocks" / "mainnet_blocks")
    with (
        serving(chain, bad.missing(2), bad.truncated(2)) as served,
        Node(served.uri, patience=QUICK) as node,
    ):
        calls = [Call("eth_getBlockByNumber", (hex(number), True)) for number in sorted(chain.blocks)]
        told = [msgspec.json.decode(answer.result) for answer in node.ask_many(calls)]
        assert told == [chain.blocks[number] for number in sorted(chain.blocks)]
