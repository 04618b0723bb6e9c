"""What a pull leaves open stands in the report."""

from __future__ import annotations

from typing import Any

from investigator.cases.case import Case
from investigator.cases.edits import SetExhibits
from investigator.report import ReportOptions, content
from investigator.report.document import Document
from tests.makers import Move, case
from tests.straight import straight

CHAIN = "eip155:1"
TOKEN = f"{CHAIN}/erc20:0x{'7' * 40}"


def told(made: Case) -> str:
    document: Document = content(made, ReportOptions())
    return str(document)


def pulled() -> Case:
    moves = [Move(0, 1, 5, block=height, tx_hash=bytes([height]) * 32) for height in (7, 8, 9)]
    made = case(moves, assets=((TOKEN, "USDТ", 6),))
    made.do(SetExhibits((1, 2)))
    return made


def test_nothing_is_said_of_what_did_not_happen() -> None:
    text = told(pulled())
    for word in ("provisional", "reorganisation", "suspect", "not followed further"):
        assert word not in text


def test_what_is_not_final_and_what_was_replaced_is_said() -> None:
    made = pulled()
    straight(made.store, "finality", number=8, hash=b"h", chain=CHAIN)
    gone: dict[str, Any] = {
        "evidence_row": 1,
        "block": 8,
        "evidence": "transfer",
        "replaced_by": b"h",
        "chain": CHAIN,
    }
    straight(made.store, "superseded", **gone)
    text = told(made)
    assert (
        "Block 9 of eip155:1 and later ones were not final when that was last asked: 1 transfer there"
        in text
    )
    assert "A reorganisation of the chain replaced 1 transfer:" in text
    assert "entry of a ledger; replaced by a reorganisation of the chain, nothing moved" in text
    assert "entry of a ledger; provisional, not final when last asked" in text


def test_suspect_tokens_are_named_with_their_reasons() -> None:
    made = pulled()
    straight(made.store, "suspect", asset=TOKEN, reason="look_alike", detail="its symbol looks like USDT")
    text = told(made)
    assert "USDТ (suspect)" in text
    assert f"USDТ (0x{'7' * 40}): its symbol looks like USDT." in text
    assert "Suspect token" in text


def test_where_pulls_stopped_is_counted_by_reason() -> None:
    made = pulled()
    for number, reason in enumerate(("hops", "hops", "service")):
        row: dict[str, Any] = {"hop": 1, "counterparties": None, "reason": reason, "detail": "-"}
        straight(made.store, "frontier", **row, address=f"{CHAIN}:{number}")
    text = told(made)
    assert (
        "3 accounts that the pulls reached were not followed further (1 labelled service, 2 beyond" in text
    )
