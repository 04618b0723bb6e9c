"""Certificates, the frontier and derived worth in a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from investigator.cases.balancing import Check
from investigator.cases.case import Case
from investigator.cases.completeness import Certificate
from investigator.cases.edits import SetExhibits
from investigator.chain.source import ImportOptions
from investigator.data.queries import transfers
from investigator.operations.acquiring import PullOptions, pull
from investigator.operations.pricing import import_prices
from investigator.records import Address
from investigator.report.caveats import not_covered
from investigator.report.claims import exhibits
from investigator.report.complete import IN_FULL, completeness
from investigator.report.document import Entry, Items, Para, Table
from investigator.report.gather import gather
from tests.makers import Move
from tests.makers import case as made
from tests.nodes.anvil import Anvil


@pytest.fixture(scope="module")
def node() -> Iterator[Anvil]:
    with Anvil.started("--slots-in-an-epoch", "1", "--chain-id", "1") as anvil:
        anvil.send(to=anvil.accounts[1], value=10**18)
        contract = anvil.deploy("0x600060005360016000f3", from_=anvil.accounts[1])
        anvil.send(from_=anvil.accounts[1], to=contract, value=7)
        anvil.mine(8)
        yield anvil


@pytest.fixture
def case(tmp_path: Path, node: Anvil) -> Iterator[Case]:
    with Case.create(tmp_path / "a.case") as pulled:
        pull(pulled, node.uri, [node.accounts[1]], PullOptions(last="final", hops=2))
        yield pulled


def test_certificates_stand_check_by_check(case: Case) -> None:
    section = completeness(gather(case))
    told = next(one for one in section.blocks if isinstance(one, Para))
    assert "2 accounts were pulled: 2 complete." in told.text
    table, stops = (one for one in section.blocks if isinstance(one, Table))
    assert [row[2].text for row in table.rows] == ["complete", "complete"]
    entries = [one for one in section.blocks if isinstance(one, Entry)]
    rows = {name: cell.text for name, cell in entries[0].rows}
    assert rows["Nonce continuity"].startswith("passed: Every transaction that was sent is held: ")
    assert rows["Second provider"].startswith("not possible here: Only one source")
    assert [row[2].text for row in stops.rows] == ["contract"]
    gaps = next(one for one in not_covered(gather(case)).blocks if isinstance(one, Items))
    assert not any("No balance was compared" in one for one in gaps.items)


def test_without_a_pull_nothing_is_claimed() -> None:
    with made([Move(0, 1, 5)]) as plain:
        (told,) = completeness(gather(plain)).blocks
        assert isinstance(told, Para)
        assert "not proved for any" in told.text
        gaps = next(one for one in not_covered(gather(plain)).blocks if isinstance(one, Items))
        assert any("No balance was compared" in one for one in gaps.items)


def test_worth_of_an_exhibit_is_marked_as_derived(case: Case, tmp_path: Path) -> None:
    row = next(one for one in transfers.page(case.store, transfers.Where()) if one.amount == 10**18)
    case.do(SetExhibits((row.id,)))

    def shown() -> dict[str, str]:
        (entry,) = (one for one in exhibits(gather(case), 5).blocks if isinstance(one, Entry))
        return {name: cell.text for name, cell in entry.rows}

    assert "Worth, derived" not in shown()
    table = tmp_path / "ETH-USD.csv"
    table.write_text(f"time,price\n{row.time - 100_000},1600.5\n", encoding="utf-8")
    import_prices(case, [table], ImportOptions())
    told = shown()["Worth, derived"]
    assert told.startswith("≈ 1,600.50 USD (derived: price 1,600.50 of ")
    assert told.endswith("from ETH-USD.csv, 27 h old); the price was old by then")


def made_up(
    number: int, outcome: Literal["passed", "failed", "not possible"], sentence: str
) -> Certificate:
    check = Check("native balance", outcome, sentence)
    return Certificate(Address(f"eip155:1:0x{number:040x}"), "eip155:1", (5, 1_005), (check,))


def test_failures_come_first_with_what_is_missing() -> None:
    with made([Move(0, 1, 5)]) as plain:
        found = replace(
            gather(plain),
            certificates=(
                made_up(1, "passed", "Both ends agree."),
                made_up(2, "not possible", "It is pruned."),
                made_up(3, "failed", "0.5 ETH are missing <b>#panic()"),
            ),
        )
    told, table, *entries = completeness(found).blocks
    assert isinstance(told, Para)
    assert told.text.startswith("3 accounts were pulled: 1 incomplete, 1 not proved complete, 1 complete. ")
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0][1:]] == ["5 to 1,005", "incomplete", "0", "1", "0"]
    first = entries[0]
    assert isinstance(first, Entry)
    assert first.text == "Incomplete: blocks 5 to 1,005."
    assert [cell.text for _, cell in first.rows] == ["failed: 0.5 ETH are missing <b>#panic()"]


def test_of_many_accounts_the_rest_is_counted() -> None:
    with made([Move(0, 1, 5)]) as plain:
        empty = gather(plain)
    for count, end in (
        (1, None),
        (IN_FULL, None),
        (IN_FULL + 1, "1 further account. "),
        (IN_FULL + 2, "2 further accounts. "),
    ):
        some = tuple(made_up(number, "passed", "Both ends agree.") for number in range(count))
        told, table, *rest = completeness(replace(empty, certificates=some)).blocks
        assert isinstance(told, Para)
        assert told.text.startswith(
            "1 account was pulled: " if count == 1 else f"{count} accounts were pulled: "
        )
        assert isinstance(table, Table)
        assert len(table.rows) == count
        assert sum(isinstance(one, Entry) for one in rest) == min(count, IN_FULL)
        notes = [one.text for one in rest if isinstance(one, Para)]
        assert notes == [] if end is None else end in notes[0]
