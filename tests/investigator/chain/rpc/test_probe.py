from __future__ import annotations

import msgspec
import pytest

from investigator.chain.abilities import Abilities
from investigator.chain.rpc.node import Node
from investigator.chain.rpc.patience import Patience
from investigator.chain.rpc.probe import probe
from investigator.errors import Trouble
from investigator.progress import Cancelled, silent
from tests.nodes import misbehaviour as bad
from tests.nodes.anvil import Anvil
from tests.nodes.chain import Chain, pay
from tests.nodes.server import Served, serving

ALICE, BOB = "0x" + "a1" * 20, "0x" + "b0" * 20
METHODS = ("trace_block", "trace_filter", "debug_trace", "ots", "block_receipts")


@pytest.fixture(scope="module")
def chain() -> Chain:
    made = Chain(chain_id=10)
    for number in range(1, 800):
        made.mine(*([pay(ALICE, BOB, number)] if number % 2 else []))
    made.final = 790
    return made


def found(chain: Chain, *faults: bad.Fault) -> tuple[Abilities, Served]:
    quick = Patience(first=0.01, most=0.02)
    with serving(chain, *faults) as served, Node(served.uri, patience=quick) as node:
        return probe(node, silent), served


def test_a_node_that_can_do_everything(chain: Chain) -> None:
    able, served = found(chain)
    assert (able.chain, able.head, able.final) == ("eip155:10", 799, 790)
    assert able.endpoint == served.uri.removeprefix("http://")
    assert {name: able.words[name] for name in METHODS} == dict.fromkeys(METHODS, True)
    assert able.words["archive"] is True
    assert able.words["finalized"] is True
    assert able.words["syncing"] is False
    assert able.words["client"] == "Test/v1.0/in-memory"
    assert able.words["link"] == "local"
    assert able.words["batch"] == 20
    assert able.words["log_range"] is None


def test_it_takes_few_requests(chain: Chain) -> None:
    _, served = found(chain)
    assert served.requests <= 20
    assert served.calls["debug_traceBlockByNumber"] == served.calls["trace_block"] == 1


def test_the_words_can_be_stored(chain: Chain) -> None:
    able, _ = found(chain)
    assert msgspec.json.decode(msgspec.json.encode(able.words)) == able.words


@pytest.mark.parametrize(
    ("method", "name"),
    [("trace_block", "trace_block"), ("trace_filter", "trace_filter"), ("debug_traceBlockByNumber", "debug_trace"),
     ("ots_getApiLevel", "ots"), ("ots_searchTransactionsAfter", "ots"), ("eth_getBlockReceipts", "block_receipts")],
)  # fmt: skip
def test_what_is_missing_is_found_missing(chain: Chain, method: str, name: str) -> None:
    able, _ = found(chain, bad.without(method))
    assert {one for one in METHODS if not able.words[one]} == {name}


@pytest.mark.parametrize(
    "fault",
    [bad.says(-32000, "access to trace data is not included in your plan", "trace_filter"),
     bad.says(-32603, "Internal error", "trace_filter"), bad.says(-32000, "unimplemented", "trace_filter"),
     bad.says(-32000, "odd", "trace_filter")],
)  # fmt: skip
def test_a_refusal_in_any_words_is_one(chain: Chain, fault: bad.Fault) -> None:
    able, _ = found(chain, fault)
    assert not able.words["trace_filter"]
    assert able.words["trace_block"]


def test_a_pruned_node_is_told_from_an_archive(chain: Chain) -> None:
    able, _ = found(chain, bad.pruned(700))
    assert able.words["archive"] is False


def test_a_node_that_gives_its_newest_state_for_an_old_one_is_no_archive(chain: Chain) -> None:
    same = bad.Fault(
        bad.ALWAYS, call=lambda method, params, result: '"0x5"', methods=frozenset({"eth_getBalance"})
    )
    able, _ = found(chain, same)
    assert able.words["archive"] is False


def test_traces_that_are_gone_of_old_blocks_are_asked_of_a_light_recent_one(chain: Chain) -> None:
    def call(method: str, params: list[object], result: str) -> str:
        if method == "debug_traceBlockByNumber" and int(str(params[0]), 16) < 700:
            raise bad.Refusal(-32000, "required historical state unavailable (reexec=128)")
        return result

    able, served = found(chain, bad.Fault(bad.ALWAYS, call=call))
    assert able.words["debug_trace"] is True
    asked = [params[0] for method, params in served.asked if method == "debug_traceBlockByNumber"]
    assert asked == ["0x1", "0x318"]
    assert chain.blocks[0x318]["transactions"] == []


def test_a_node_without_the_tag_says_nothing_of_finality(chain: Chain) -> None:
    able, _ = found(chain, bad.says(-32602, "unknown block tag", "eth_getBlockByNumber"))
    assert able.final is None
    assert able.words["finalized"] is False


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("eth_getLogs is limited to a 100 range", 100),
        ("block range is too wide", 500),
        ("range too wide (0.3K)", 500),
    ],
)
def test_the_range_of_logs_is_taken_from_the_words_or_tried(words: str, limit: int) -> None:
    long = Chain(began=False)
    long.blocks = dict.fromkeys(range(12_000), Chain().blocks[0])
    able, _ = found(long, bad.range_limit(600, words))
    assert able.words["log_range"] == limit


@pytest.mark.parametrize(("most", "batch"), [(1, 1), (3, 3), (50, 20)])
def test_the_size_of_batches_is_found(chain: Chain, most: int, batch: int) -> None:
    able, _ = found(
        chain, bad.refuses_batches(f"Batch of more than {most} requests are not allowed", most=most)
    )
    assert able.words["batch"] == batch


@pytest.mark.parametrize("answer", ['"one"', "null", '{"a":1}', '"0x"', '"\\u001b[31m"'])
def test_what_is_no_node_is_said_in_one_sentence(chain: Chain, answer: str) -> None:
    fault = bad.Fault(
        bad.ALWAYS, call=lambda method, params, result: answer, methods=frozenset({"eth_chainId"})
    )
    with pytest.raises(Trouble, match="which no node of an EVM chain does") as caught:
        found(chain, fault)
    assert str(caught.value).isprintable()


def test_it_can_be_cancelled(chain: Chain) -> None:
    def tick(done: int, total: int | None = None, note: str = "") -> None:
        raise Cancelled

    with serving(chain, bad.slow(0.05)) as served, Node(served.uri) as node, pytest.raises(Cancelled):
        probe(node, tick)


def test_a_real_node(anvil: Anvil) -> None:
    anvil.mine(5)
    with Node(anvil.uri) as node:
        able = probe(node, silent)
    assert (able.chain, able.head) == ("eip155:31337", 5)
    assert all(able.words[name] for name in METHODS)
    assert "anvil" in able.words["client"]
