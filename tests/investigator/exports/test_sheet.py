from __future__ import annotations

from datetime import timedelta, timezone

from investigator.cases.worth import Derived
from investigator.exports.sheet import COLUMNS, Beside, as_tsv, cells, completed, iso
from investigator.records import Clock
from tests.ui.things import ALICE, ALICE_SHOWN, transfer

WORTH = Derived("2400.000000000000000002", "USD", "1600", "ETH", 1_772_424_000, "p.csv", 0, 3)


def test_cells_are_exact_and_whole() -> None:
    row = transfer(0)
    found = dict(zip(COLUMNS, cells(row, tuple(COLUMNS), Beside({ALICE: "Al"}, {0: WORTH})), strict=True))
    assert (found["amount"], found["base"]) == ("1.500000000000000001", "1500000000000000001")
    assert (found["time"], found["from"], found["from_name"]) == ("2026-03-02T04:00:00Z", ALICE_SHOWN, "Al")
    assert (found["worth"], found["fiat"]) == ("2400.000000000000000002", "USD")
    assert found["basis"].startswith("derived: price")


def test_what_must_stand_beside_a_column_does() -> None:
    assert completed(("worth", "kind", "time")) == ("worth", "fiat", "basis", "kind", "state", "time")
    assert cells(transfer(0, ok=False), ("state",), Beside()) == ["failed"]
    assert cells(transfer(0, standing=False), ("state",), Beside()) == ["replaced"]
    assert cells(transfer(0, provisional=True), ("state",), Beside()) == ["not final"]


def test_a_hostile_name_is_harmless_in_a_spreadsheet() -> None:
    row = transfer(0, symbol="=HYPERLINK(1)\t2\n")
    head, line = as_tsv([row], ("asset", "amount"), Beside()).splitlines()
    assert head == "asset\tamount"
    assert line == "'=HYPERLINK(1)␉2␊\t1.500000000000000001"


def test_times_for_machines() -> None:
    east = timezone(timedelta(hours=2))
    assert iso(0, Clock.UTC, east) == "1970-01-01T02:00:00+02:00"
    assert iso(41, Clock.STEP) == "41"
