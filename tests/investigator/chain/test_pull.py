"""Whatever a node does, a pull ends in the right data or in one sentence, with everything so far kept."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.chain.node import parting
from investigator.chain.rpc import node as node_module
from investigator.chain.rpc import probe
from investigator.chain.rpc.patience import Patience
from investigator.data.queries import sources, standing
from investigator.data.queries.coverage import covered
from investigator.errors import Trouble
from investigator.operations.acquiring import PullOptions, PullReport, pull
from tests.nodes import misbehaviour as bad
from tests.nodes.chain import Chain, Json, erc20, pay
from tests.nodes.misbehaviour import Fault
from tests.nodes.scenario import Moved, held
from tests.nodes.server import Served, serving

ALICE, BOB, POOL, TOKEN = (f"0x{text * 20}" for text in ("a1", "b2", "c3", "d4"))
BLOCKS = 70
INDICES = ("ots_searchTransactionsAfter", "trace_filter")


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Traced blocks are read in parts of 20, so that some are done before something goes wrong."""
    monkeypatch.setattr(parting, "TRACED", 20)


@pytest.fixture(autouse=True)
def _soon_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is tried again as often as ever, but after a moment."""
    monkeypatch.setattr(node_module, "Patience", partial(Patience, first=0.01))
    monkeypatch.setattr(probe, "_BRIEF", replace(probe._BRIEF, first=0.01))


def chain() -> Chain:
    """Seventy blocks of much the same."""
    made = Chain()
    for number in range(1, BLOCKS):
        made.mine(
            pay(ALICE, BOB, number),
            pay(BOB, POOL, 0, logs=[erc20(TOKEN, BOB, ALICE, number)], internal=[(POOL, ALICE, 7)]),
            pay(POOL, ALICE, 5, failed=number % 2 == 0),
        )
    made.final = BLOCKS - 20
    return made


def expected(made: Chain, first: int = 0) -> list[Moved]:
    found = list[Moved]()
    for number in range(max(first, 1), BLOCKS):
        found += [Moved("native", ALICE, BOB, "", number), Moved("erc20", BOB, ALICE, TOKEN, number)]
        found += [
            Moved("internal", POOL, ALICE, "", 7),
            Moved("native", POOL, ALICE, "", 5, ok=number % 2 == 1),
        ]
    return sorted(found)


def pulled(case: Case, node: Served, address: str = ALICE, **more: Any) -> PullReport:
    return pull(case, node.uri, [address] if address else [], PullOptions(**more))


HEALED = {
    "rate limit": lambda: bad.too_many_requests(3),
    "time-outs": lambda: bad.slow(0.05, 3),
    "dropped": lambda: bad.drops(2, 10),
    "truncated": lambda: bad.truncated(2),
    "garbage": lambda: bad.garbage(2),
    "wrong ids": lambda: bad.wrong_ids(2),
    "swapped ids": lambda: bad.swapped_ids(2),
    "back to front": bad.reordered,
    "some missing": lambda: bad.missing(2),
    "some twice": lambda: bad.doubled(2),
    "no batches": bad.refuses_batches,
    "413": lambda: bad.request_too_large(3),
    "a range limit": lambda: bad.range_limit(
        50, "eth_getLogs and eth_newFilter are limited to a 50 blocks range"
    ),
    "more than 10000 results": lambda: bad.result_limit(40, "query returned more than 40 results"),
    "a range too large": lambda: bad.range_limit(20, "exceed maximum block range: 20", code=-32701),
}


@pytest.mark.parametrize("without", [(), INDICES])
@pytest.mark.parametrize("name", HEALED)
def test_what_can_be_healed_gives_the_right_data(name: str, without: tuple[str, ...], case: Case) -> None:
    made = chain()
    faults = [bad.without(*without)] if without else []
    with serving(made, *faults) as node:
        node.faults.append(HEALED[name]())
        pulled(case, node)
    assert held(case.store) == expected(made)
    assert verify(case.store) == []


def changed(**more: Any) -> Callable[[Json], Json]:
    return lambda told: {**told, **more}


REFUSED: dict[str, tuple[Callable[[Chain], Fault], str]] = {
    "another parent": (
        lambda made: bad.lies(50, changed(parentHash="0x" + "77" * 32), "eth_getBlockByNumber"),
        "do not follow from each other",
    ),
    "another height": (
        lambda made: bad.lies(50, changed(number="0x1"), "eth_getBlockByNumber"),
        "answered with block 1 when it was asked for 50",
    ),
    "no block": (lambda made: bad.lies(50, lambda told: None, "eth_getBlockByNumber"), "no block 50"),
    "half a hash": (
        lambda made: bad.lies(50, changed(hash="0x1234"), "eth_getBlockByNumber"),
        "cannot be read",
    ),
    "letters in a number": (
        lambda made: bad.lies(50, changed(timestamp="0xsoon"), "eth_getBlockByNumber"),
        "do not fit|cannot be read",
    ),
    "a transaction less": (
        lambda made: bad.lies(
            50, lambda told: {**told, "transactions": told["transactions"][1:]}, "eth_getBlockByNumber"
        ),
        "are not those of",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_lie_about_one_block_ends_in_a_sentence_and_keeps_the_rest(name: str, case: Case) -> None:
    made = chain()
    fault, sentence = REFUSED[name]
    with serving(made, bad.without(*INDICES)) as node:
        node.faults.append(fault(made))
        with pytest.raises(Trouble, match=sentence):
            pulled(case, node, "", first="1", last="latest")
        kept = {row.last for row in covered(case.store, "eip155:1", []) if row.what == "blocks"}
        assert kept == {19, 39}
        assert verify(case.store) == []
        del node.faults[1:]
        pulled(case, node, "", first="1", last="latest")
    assert held(case.store) == expected(made)
    assert verify(case.store) == []


def test_a_reorganisation_between_two_calls_ends_in_a_sentence_or_the_new_chain(case: Case) -> None:
    made = chain()
    made.final = 40

    def reorganise() -> None:
        made.drop(10)
        for number in range(BLOCKS - 10, BLOCKS):
            made.mine(pay(ALICE, BOB, 10_000 + number))

    with serving(made, bad.without(*INDICES)) as node:
        node.faults.append(bad.afterwards(80, reorganise))
        for _ in range(3):
            with contextlib.suppress(Trouble):
                pulled(case, node)
    with case.store.reading() as db:
        amounts = db.execute("SELECT a0 FROM moved WHERE kind = 0 AND block >= 60 ORDER BY 1").fetchall()
    assert amounts == [(10_000 + number,) for number in range(BLOCKS - 10, BLOCKS)]
    assert (
        standing.blocks_after(case.store, "eip155:1", BLOCKS - 2, 5)[0].hash.hex()
        in made.blocks[BLOCKS - 1]["hash"]
    )
    assert verify(case.store) == []


def test_state_that_is_gone_is_said(case: Case) -> None:
    made = chain()
    with serving(made, bad.pruned(50)) as node:
        report = pulled(case, node, first="10", last="latest")
    assert held(case.store) == expected(made, 10)
    assert [text for text in report.warnings if "is not known for all blocks" in text]


def test_without_traces_it_is_said_what_is_not_covered(case: Case) -> None:
    made = chain()
    with serving(
        made, bad.without(*INDICES, "trace_block", "debug_traceBlockByNumber", "ots_getApiLevel")
    ) as node:
        report = pulled(case, node)
    assert held(case.store) == [one for one in expected(made) if one.kind != "internal"]
    assert "internal" not in report.methods
    assert any("nternal transfers" in text for text in report.warnings)


def test_traces_that_break_off_are_said(case: Case) -> None:
    made = chain()
    with serving(made, bad.without(*INDICES)) as node:
        node.faults.append(
            bad.lies(50, lambda told: [], "trace_block"),
        )
        with pytest.raises(Trouble, match="traces of block 50 are not those"):
            pulled(case, node)
    assert sources.counts(case.store).transfers > 0


@pytest.fixture
def case(tmp_path: Path) -> Any:
    with Case.create(tmp_path / "pulled.case") as case:
        yield case
