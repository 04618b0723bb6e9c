"""Pulling from a real node into a case file: exactly what was sent, whatever happens on the way."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.data.evidence import EVIDENCE
from investigator.data.queries import sources, standing
from investigator.data.queries.coverage import covered
from investigator.errors import Trouble
from investigator.operations.acquiring import PullOptions, estimate, pull
from investigator.progress import Cancelled
from tests.killable import killed_pull
from tests.nodes.anvil import Anvil
from tests.nodes.scenario import ETHER, Moved, held, play

CHAIN = "eip155:31337"


@pytest.fixture(scope="module")
def node() -> Iterator[Anvil]:
    """A node on which everything happened once, in the middle of many empty blocks."""
    with Anvil.started("--slots-in-an-epoch", "4") as anvil:
        anvil.mine(130)
        play(anvil, lambda moved: None)
        anvil.mine(130)
        anvil.send(to=anvil.accounts[5], value=ETHER)
        anvil.mine(40)
        yield anvil


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "pulled.case") as case:
        yield case


def rows(case: Case) -> dict[str, list[tuple[Any, ...]]]:
    """All evidence, but for the times at which it was acquired and the digests, which cover the rest."""
    asked = {table.name: "*" for table in EVIDENCE} | {
        "acquisition": "* EXCLUDE (acquired_at)",
        "seal": "*",
        "raw_answer": "*",
    }
    with case.store.reading() as db:
        return {
            name: db.execute(f"SELECT {columns} FROM {name} ORDER BY ALL").fetchall()
            for name, columns in asked.items()
        }


def test_an_account_by_itself(node: Anvil, case: Case) -> None:
    report = pull(case, node.uri, [node.accounts[5]])
    assert held(case.store) == [Moved("native", node.accounts[0], node.accounts[5], "", ETHER)]
    assert (report.transfers, report.transactions, report.receipts) == (1, 1, 1)
    assert report.methods == {
        "native": "ots_searchTransactions+trace_filter",
        "internal": "ots_searchTransactions+trace_filter",
        "token": "eth_getLogs",
    }
    assert (report.first, report.last, report.chain) == (0, node.head, CHAIN)
    assert report.bytes > 0
    assert verify(case.store) == []
    again = pull(case, node.uri, [node.accounts[5]])
    assert (again.transfers, again.units, again.skipped) == (0, 0, report.units)


def test_whole_blocks(node: Anvil, case: Case) -> None:
    report = pull(case, node.uri, [], PullOptions(first="140", last="latest"))
    assert report.blocks == node.head - 139
    assert {row.what for row in covered(case.store, CHAIN, [])} == {
        *("blocks", "native", "receipts", "token", "internal")
    }
    later = pull(case, node.uri, [node.accounts[1]], PullOptions(first="140", last="latest"))
    assert (later.units, later.transfers) == (0, 0)  # what is known of all accounts is known of one


def test_what_touches_an_account_is_provisional_until_it_is_final(node: Anvil, case: Case) -> None:
    report = pull(case, node.uri, [node.accounts[5]])
    final = standing.final(case.store, CHAIN)
    assert final is not None
    assert final[0] == node.head - 8
    assert report.provisional == 0
    early = pull(case, node.uri, [node.accounts[2]], PullOptions(first="100"))
    assert early.provisional == 0


def test_hop_by_hop(node: Anvil, case: Case) -> None:
    report = pull(case, node.uri, [node.accounts[5]], PullOptions(hops=2))
    assert [one.rpartition(":")[2] for one in report.addresses] == [node.accounts[5], node.accounts[0]]
    assert {stop.reason for stop in report.frontier} <= {"hops", "contract", "value"}
    assert report.frontier


def test_what_did_not_pass_is_not_followed(node: Anvil, case: Case) -> None:
    options = PullOptions(hops=2, min_value=Decimal(2))
    report = pull(case, node.uri, [node.accounts[5]], options)
    assert [stop.reason for stop in report.frontier] == ["value"]


def test_an_estimate_keeps_nothing(node: Anvil, case: Case) -> None:
    expected = estimate(case, node.uri, [node.accounts[1]], PullOptions())
    assert (expected.blocks, expected.units, expected.skipped) == (node.head + 1, 2, 0)
    assert expected.calls > 0
    assert expected.words["archive"] is True
    assert sources.acquisitions(case.store) == []
    pull(case, node.uri, [node.accounts[1]])
    assert estimate(case, node.uri, [node.accounts[1]], PullOptions()).units == 0


def test_a_range_beyond_the_head_is_cut(node: Anvil, case: Case) -> None:
    report = pull(case, node.uri, [node.accounts[5]], PullOptions(first="latest-50", last="99,999"))
    assert (report.first, report.last) == (node.head - 50, node.head)
    assert any("99,999" in warning for warning in report.warnings)


@pytest.mark.parametrize(
    "options, sentence",
    [
        (PullOptions(first="99999"), "There is no block 99,999 yet"),
        (PullOptions(first="20", last="10"), "comes after"),
        (PullOptions(first="soon"), "'soon' is no block"),
        (PullOptions(assets=("DOGE",)), "'DOGE' names no asset"),
    ],
)
def test_what_cannot_be_pulled_is_refused_in_a_sentence(
    node: Anvil, case: Case, options: PullOptions, sentence: str
) -> None:
    with pytest.raises(Trouble, match=sentence):
        pull(case, node.uri, [node.accounts[5]], options)


@pytest.mark.parametrize(
    "address, sentence",
    [("0x12", "0x12 cannot be pulled"), (f"eip155:1:0x{'11' * 20}", "is not an account on eip155:31337")],
)
def test_an_account_that_is_none_here(node: Anvil, case: Case, address: str, sentence: str) -> None:
    with pytest.raises(Trouble, match=sentence):
        pull(case, node.uri, [address])


def test_a_node_that_is_not_there(case: Case) -> None:
    with pytest.raises(Trouble, match="check that it runs"):
        pull(case, "http://127.0.0.1:1", [f"0x{'11' * 20}"])
    assert sources.acquisitions(case.store) == []


def test_a_second_provider_that_agrees(node: Anvil, case: Case) -> None:
    report = pull(
        case, node.uri, [node.accounts[5]], PullOptions(second=node.uri.replace("127.0.0.1", "localhost"))
    )
    assert report.warnings == ()
    with case.store.reading() as db:
        said = db.execute("SELECT endpoint, count(*) FROM balance GROUP BY 1 ORDER BY 1").fetchall()
    assert [count for _, count in said] == [3, 3]


def test_a_second_provider_that_differs(node: Anvil, case: Case) -> None:
    with Anvil.started("--balance", "77") as other:
        other.mine(node.head)
        report = pull(case, node.uri, [node.accounts[5]], PullOptions(second=other.uri))
    assert sum("differ about block" in warning for warning in report.warnings) == 1
    assert sum("its balance" in warning for warning in report.warnings) == 2


def test_cancelling_keeps_what_is_done(node: Anvil, case: Case) -> None:
    def stop(done: int, total: int | None = None, note: str = "") -> None:
        if done >= 5 and note.startswith("Keeping"):
            raise Cancelled

    options = PullOptions(first="0", last="latest")
    with pytest.raises(Cancelled):
        pull(case, node.uri, [], options, stop)
    kept = sources.counts(case.store).blocks
    assert 0 < kept < node.head
    assert verify(case.store) == []
    pull(case, node.uri, [], options)
    assert sources.counts(case.store).blocks == node.head + 1


@pytest.mark.slow
@pytest.mark.parametrize("blocks, names", [("0", ()), ("", (5,))])
def test_killing_a_pull_and_pulling_again_is_as_pulling_once(
    node: Anvil, tmp_path: Path, blocks: str, names: tuple[int, ...]
) -> None:
    addresses = [node.accounts[name] for name in names]
    options = PullOptions(2 if names else 1, blocks, "latest")
    with Case.create(tmp_path / "clean.case") as case:
        began = time.monotonic()
        pull(case, node.uri, addresses, options)
        lasted = time.monotonic() - began
        clean = rows(case)
    chosen = random.Random(7)
    for number in range(10):
        path = tmp_path / f"{number}.case"
        Case.create(path).close()
        killed_pull(path, node.uri, addresses, options, chosen.random() * lasted * 1.3)
        with Case.open(path) as case:
            assert verify(case.store) == []
            pull(case, node.uri, addresses, options)
            again = rows(case)
            assert verify(case.store) == []
        for table, expected in clean.items():
            assert again[table] == expected, table
