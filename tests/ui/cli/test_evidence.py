from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ui.__main__ import main

Ask = Callable[..., Any]


def test_import_answers_the_contract(case: Path, tmp_path: Path, ask: Ask) -> None:
    again = ask("import", case, tmp_path / "t.csv", "--asset", "ETH")
    assert (again["transfers"], again["addresses"], again["duplicates"], again["bad_rows"]) == (0, 3, 3, 0)


def test_import_speaks_to_people(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "more.csv"
    table.write_text("from,to,amount\n0x" + "d" * 40 + ",0x" + "e" * 40 + ",1\nx,y,z\n", encoding="utf-8")
    assert main(["import", str(case), str(table)]) == 0
    said = capsys.readouterr().out
    assert "1 transfer added; 5 addresses in the case." in said
    assert "1 row could not be read" in said


def test_whole_numbers_may_be_whole_units(case: Path, tmp_path: Path, ask: Ask) -> None:
    table = tmp_path / "whole.csv"
    table.write_text(
        "from,to,amount,asset\n0x" + "d" * 40 + ",0x" + "e" * 40 + ",5,USDC\n", encoding="utf-8"
    )
    assert ask("import", case, table, "--units", "whole")["transfers"] == 1
    with duckdb.connect(str(case)) as db:
        assert db.execute("SELECT max(a0) FROM transfer").fetchone() == (5_000_000,)


def test_verify_answers_0_or_1_and_names_the_row(
    case: Path, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    found = ask("verify", case)
    assert (found["ok"], found["problems"]) == (True, [])
    with duckdb.connect(str(case)) as db:
        db.execute("UPDATE transfer SET a0 = 99 WHERE id = 1")
    found = ask("verify", case, code=1)
    assert found["ok"] is False
    assert found["problems"][0] == {
        "where": "transfer",
        "row": 1,
        "reason": "the row does not match its digest",
    }
    assert main(["verify", str(case)]) == 1
    assert "transfer, row 1" in capsys.readouterr().out


def test_a_file_cut_in_half_is_a_problem(case: Path, ask: Ask) -> None:
    raw = case.read_bytes()
    case.write_bytes(raw[: len(raw) // 2])
    assert ask("verify", case, code=1)["problems"][0]["where"] == "file"


def test_new_refuses_to_overwrite(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(case)]) == 2
    assert "exists already" in capsys.readouterr().err
