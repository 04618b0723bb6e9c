from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from investigator.data import ledger
from tests.ui.cli.conftest import A
from ui.__main__ import main


def test_a_case_is_worked_out_again_as_typed(
    case: Path, ask: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ask("trace", case, "--from", A, "--keep")
    ask("patterns", case, "--keep")
    ask("report", case, "-o", tmp_path / "r.pdf")
    found = ask("replay", case)
    assert found["ok"] is True
    assert [one["what"].split()[0] for one in found["compared"]][:3] == ["trace", "patterns:", "report"]
    assert {one["outcome"] for one in found["compared"]} == {"same"}
    with duckdb.connect(str(case)) as db:
        ((seq, body),) = db.execute("SELECT seq, body FROM journal WHERE verb = 'trace'").fetchall()
        forged = ledger.canonical(json.loads(body) | {"result": "0" * 64})
        db.execute("UPDATE journal SET body = ? WHERE seq = ?", [forged, seq])
    capsys.readouterr()
    assert main(["replay", str(case)]) == 1
    said = capsys.readouterr().out
    assert f"differs  line {seq}, trace from" in said
    assert "came out otherwise" in said
