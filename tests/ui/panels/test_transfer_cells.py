from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from investigator.cases.worth import Derived
from investigator.query.parse import parse
from investigator.records import Clock
from tests.ui.things import ALICE, ALICE_SHOWN, transfer
from ui.panels.transfer_cells import (
    AMOUNT,
    ASSET,
    BLOCK,
    HEADS,
    KIND,
    LOCAL,
    RECEIVER,
    SENDER,
    SENDER_NAME,
    SOURCE,
    TIME,
    TOKEN,
    TX,
    WORTH,
    Cells,
    head,
    term,
    typed,
)  # fmt: skip

WORTH_OF = Derived("2400.5", "USD", "1600", "ETH", 1_772_424_000, "p.csv", 0, 3)
CELLS = Cells(zone=timezone(timedelta(hours=2), "EET"), names={ALICE: "Al"}, worths={0: WORTH_OF})


def test_more_columns() -> None:
    found = {column: CELLS.text(transfer(0), column) for column in range(len(HEADS))}
    assert found[LOCAL] == "2026-03-02 06:00:00 EET"
    assert (found[SENDER_NAME], found[WORTH], found[BLOCK]) == ("Al", "≈ 2,400.50 USD", "19,426,587")
    assert (found[TOKEN], found[SOURCE]) == ("", "Source 1")
    assert "derived: price" in CELLS.tip(transfer(0), WORTH)
    assert "No price" in CELLS.tip(transfer(1), WORTH)
    assert head(TIME, Clock.STEP) == "Step"


def test_a_cell_as_a_query() -> None:
    row = transfer(0)
    found = {column: term(row, column, Clock.UTC) for column in range(len(HEADS))}
    assert found[TIME] == "time:2026-03-02"
    assert found[SENDER] == f"from:{ALICE_SHOWN}"
    assert found[AMOUNT] == "value>=1.500000000000000001"
    assert (found[KIND], found[ASSET], found[BLOCK]) == ("kind:native", "asset:ETH", "block:19426587")
    assert found[TX].startswith("tx:0xabab")
    assert found[SOURCE] == ""
    for text in filter(None, found.values()):
        assert parse(text).terms
    assert term(transfer(0, symbol='a "b'), ASSET, Clock.UTC) == r'asset:"a \"b"'


@pytest.mark.parametrize(
    "column, text, wanted",
    [
        (AMOUNT, ">10k", "value>10k"),
        (AMOUNT, "5..10", "value:5..10"),
        (ASSET, "-usdc", "-asset:usdc"),
        (RECEIVER, "hot wallet", 'to:"hot wallet"'),
        (TIME, ">= 2022-08", "time>=2022-08"),
        (KIND, "  ", ""),
        (TOKEN, "5", ""),
    ],
)
def test_what_is_typed_under_a_head(column: int, text: str, wanted: str) -> None:
    assert typed(column, text) == wanted
