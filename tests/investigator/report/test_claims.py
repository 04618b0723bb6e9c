"""Exhibits say by what they are proved, and are cited by numbers that stay."""

from __future__ import annotations

import json
from pathlib import Path

from investigator.cases.case import Case
from investigator.cases.edits import Basket, SetExhibits, SetFinding
from investigator.cases.facts import Exhibit, Finding, item
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions
from investigator.operations.proving import prove
from investigator.records import Tier
from investigator.report.caveats import verification
from investigator.report.claims import exhibits, findings
from investigator.report.document import Entry
from investigator.report.gather import gather
from tests.investigator.chain.proofs import made

BLOCK, RECEIPTS = made.block([made.signed("dynamic fee", 0), made.signed("plain", 1)], [[], []])
FIRST, SECOND = (one["hash"] for one in BLOCK["transactions"])


def _entries(case: Case) -> list[dict[str, str]]:
    found = exhibits(gather(case), 10).blocks
    return [{name: cell.text for name, cell in one.rows} for one in found if isinstance(one, Entry)]


def _case(folder: Path) -> Case:
    (folder / "block.json").write_text(json.dumps(BLOCK))
    (folder / "receipts.json").write_text(json.dumps(RECEIPTS))
    case = Case.create(None)
    ingest(case.store, open_sources([folder / "block.json", folder / "receipts.json"], ImportOptions()))
    case.do(SetExhibits((0, 1)))
    return case


def test_a_proved_exhibit_names_its_block_and_its_proof(tmp_path: Path) -> None:
    with _case(tmp_path) as case:
        assert all("Merkle proof" not in rows for rows in _entries(case))
        proof = prove(case, FIRST).proofs[0]
        first, second = _entries(case)
        assert "shows this transfer" in first["Merkle proof"]
        assert (first["Hash of the block"], first["SHA-256 of the proof"]) == (BLOCK["hash"], proof.sha256)
        assert "Merkle proof" not in second
        assert "prove CASE TX" in str(verification(gather(case), "tool"))


def test_what_a_proof_cannot_show_or_contradicts_is_said(tmp_path: Path) -> None:
    with _case(tmp_path) as case:
        prove(case, FIRST)
        prove(case, SECOND)
        with case.store.transaction() as db:
            db.execute("UPDATE transfer SET kind = 1 WHERE id = 0")
            db.execute("UPDATE transfer SET a0 = 6 WHERE id = 1")
        first, second = _entries(case)
        assert "which no receipt tells" in first["Merkle proof"]
        assert "contradicts this row: the proven transaction moves 5 base units" in second["Merkle proof"]


def test_exhibits_of_every_kind_are_printed_with_their_notes_and_numbers(tmp_path: Path) -> None:
    with _case(tmp_path) as case:
        case.do(SetFinding("F1", Finding("Theft", "It was stolen.", Tier.LEAD, transfers=(1,))))
        case.do(Basket({item("transfer", 0): None}))
        case.do(
            Basket(
                {
                    item("account", "bank:9"): Exhibit(3, 5, "His *own*."),
                    item("finding", "F1"): Exhibit(4, 6),
                    item("finding", "F9"): Exhibit(5, 7),
                    item("transfer", 1): Exhibit(2, 8, "The second."),
                }
            )
        )
        entries = [one for one in exhibits(gather(case), 10).blocks if isinstance(one, Entry)]
        assert [(one.number, one.headline, one.text) for one in entries[1:]] == [
            ("Exhibit 3", "An account", "His *own*."),
            ("Exhibit 4", "Theft", ""),
            ("Exhibit 5", "A finding since withdrawn", ""),
        ]
        assert (entries[0].number, entries[0].text) == ("Exhibit 2", "The second.")
        (_, stated) = findings(gather(case)).blocks
        assert isinstance(stated, Entry)
        assert dict(stated.rows)["Transfers"].text.startswith("Exhibit 2: ")
