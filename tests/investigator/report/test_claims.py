"""Exhibits say by what they are proved."""

from __future__ import annotations

import json
from pathlib import Path

from investigator.cases.case import Case
from investigator.cases.edits import SetExhibits
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions
from investigator.operations.proving import prove
from investigator.report.caveats import verification
from investigator.report.claims import exhibits
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
