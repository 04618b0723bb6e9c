"""What traced money was worth where it ended: at the price of the moment when it came there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.chain.source import ImportOptions
from investigator.errors import Trouble
from investigator.operations.pricing import import_prices
from investigator.operations.tracing import TraceOptions, books, trace_money
from investigator.operations.worthing import worth_of_ends
from investigator.records import Clock
from tests.makers import Move, put
from ui.__main__ import main

NOON, ETHER = 1_700_000_000, 10**18
WHO = [f"eip155:1:0x{digit * 40}" for digit in "123"]
ETH = ("eip155:1/slip44:60", "ETH", 18)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    moves = [Move(0, 1, 2 * ETHER, NOON), Move(0, 1, ETHER, NOON + 7200), Move(1, 2, ETHER, NOON + 10_000)]
    table = tmp_path / "ETH-USD.csv"
    table.write_text(f"time,price\n{NOON - 10},1000\n{NOON + 7000},2000\n", encoding="utf-8")
    with Case.create(tmp_path / "a.case") as case:
        put(case.store, moves, WHO, [ETH])
        import_prices(case, [table], ImportOptions())
    return tmp_path / "a.case"


def test_each_end_at_its_own_moment(path: Path) -> None:
    with Case.open(path) as case:
        ledger = books(case)
        found = trace_money(case, ledger, [WHO[0]])
        told = dict(
            zip((end.address for end in found.endpoints), worth_of_ends(case, ledger, found), strict=True)
        )
        assert {one: worth["fifo"].value for one, worth in told.items()} == {WHO[1]: "4000", WHO[2]: "2000"}
        assert told[WHO[1]]["fifo"].age == 200
        back = trace_money(case, ledger, [WHO[2]], TraceOptions(backward=True))
        ((worth,),) = ([one] for one in worth_of_ends(case, ledger, back))
        assert worth["lifo"].value == "1000"  # the first that can have been of it left at that price


def test_without_prices_there_is_no_worth_and_without_dates_it_is_said() -> None:
    with Case.create(None) as case:
        put(case.store, [Move(0, 1, ETHER, 5)], WHO, [ETH], clock=Clock.STEP)
        ledger = books(case)
        found = trace_money(case, ledger, [WHO[0]])
        assert worth_of_ends(case, ledger, found) == [{}]
        with pytest.raises(Trouble, match="Prices need dates"):
            worth_of_ends(case, ledger, found, "USD")


def test_as_typed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["trace", str(path), "--from", WHO[0], "--fiat", "usd"]
    assert main([*words, "--json"]) == 0
    worth = json.loads(capsys.readouterr().out)["endpoints"][0]["worth"]
    assert worth["haircut"]["derived"] is True
    assert main(words) == 0
    assert "≈ 4,000.00 USD" in capsys.readouterr().out
