"""`find`, as typed."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui.cli.conftest import A, B, C
from ui.__main__ import main

Ask = Callable[..., Any]


@pytest.fixture
def case(tmp_path: Path, ask: Ask) -> Path:
    path, moves = tmp_path / "theft.case", tmp_path / "t.csv"
    moves.write_text(
        f"from,to,amount,time\n{A},{B},5.0,1700000000\n{B},{C},4.0,1700000100\n{C},{A},1.0,1700000200\n",
        encoding="utf-8",
    )
    ask("new", path)
    ask("import", path, moves, "--asset", "ETH", "--units", "whole", "--decimals", "18")
    return path


def test_for_machines_exact_and_in_order(case: Path, ask: Ask) -> None:
    found = ask("find", case, "value>=4", "--order", "amount", "--descending")
    assert (found["count"], found["query"]) == (2, "value>=4")
    assert [one["whole"] for one in found["transfers"]] == ["5", "4"]
    assert found["transfers"][0]["from"] == A
    assert found["totals"][0]["transfers"] == 2
    assert ask("find", case, "hops<=1", "--from", A)["count"] == 3
    assert ask("find", case, "hops<=0", "--from", A)["count"] == 0
    assert ask("find", case)["count"] == 3


def test_for_people(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["find", str(case), "-value<5 | value:1", "--limit", "1"]) == 0
    told = capsys.readouterr().out
    assert "2 transfers, 1 shown." in told
    assert "6 ETH by 2 transfers" in told
    assert main(["find", "--about"]) == 0
    assert "hops<=2" in capsys.readouterr().out


def test_trouble_says_what_and_where(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words, said in (
        (
            [str(case), "asset:ETH lable:x"],
            "lable:x (characters 11 to 17) has no known key; did you mean label:?",
        ),
        ([str(case), "--saved", "none"], "no filter none"),
        ([str(case), "value>1", "--save", " "], "cannot be kept"),
        ([], "needs a case"),
    ):
        capsys.readouterr()
        assert main(["find", *words]) == 2
        assert said in capsys.readouterr().err


def test_a_filter_is_kept_in_the_case(case: Path, ask: Ask) -> None:
    assert ask("find", case, "value>=4", "--save", "big")["count"] == 2
    assert ask("find", case, f"from:{A}", "--saved", "big")["count"] == 1


def test_a_list_of_addresses_and_an_export(case: Path, ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(
        f"{C.upper().replace('X', 'x')},\n{'0x' + 'd' * 40}; junk", encoding="utf-8"
    )
    out = tmp_path / "out.csv"
    found = ask("find", case, "value>=4", "--addresses", tmp_path / "list.txt", "--export", out)
    assert (found["count"], found["path"]) == (1, str(out))
    with out.open(encoding="utf-8") as file:
        (line,) = csv.DictReader(file)
    assert (line["from"].lower(), line["amount"], line["asset"]) == (B, "4", "ETH")
    (tmp_path / "none.txt").write_text("junk", encoding="utf-8")
    assert main(["find", str(case), "--addresses", str(tmp_path / "none.txt")]) == 2
    assert main(["find", str(case), "--addresses", str(tmp_path / "lost.txt")]) == 2
