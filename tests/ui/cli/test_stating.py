"""`finding`, `rename`, `undo`, `redo`, `show`, `hide`, `group`, `seed` and `draw`, as typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from investigator.cases.case import Case
from investigator.cases.facts import Figure
from investigator.records import Tier
from ui.__main__ import main
from ui.cli import arguments_stating

A, B, C = ("0x" + digit * 40 for digit in "123")
TX = f"0x{2:064x}"


@pytest.fixture
def case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path, moves = tmp_path / "a.case", tmp_path / "moves.csv"
    moves.write_text(
        "from,to,value,time,asset,tx_hash\n"
        f"{A},{B},3,1700000010,ETH,0x{1:064x}\n{B},{C},1,1700000020,ETH,{TX}\n",
        encoding="utf-8",
    )
    assert main(["new", str(path), "--title", "Theft"]) == 0
    assert main(["import", str(path), str(moves)]) == 0
    capsys.readouterr()
    return str(path)


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(list(words)) == code
    read = capsys.readouterr()
    return read.err if code else read.out


def test_what_can_be_typed_is_what_there_is() -> None:
    assert [*Tier] == [*arguments_stating.TIERS]
    assert get_args(Figure) == arguments_stating.FIGURES


def test_findings_are_stated_listed_and_withdrawn_and_keys_never_come_twice(
    case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "finding", case, "It came to rest.", "--on", TX, A) == "Stated as F1.\n"
    (one,) = json.loads(said(capsys, "finding", case, "--json"))
    assert (one["finding"], one["tier"], one["accounts"]) == ("F1", "structural", [A])
    assert len(one["transfers"]) == 1
    assert "withdrawn" in said(capsys, "finding", case, "--withdraw", "F1")
    assert said(capsys, "finding", case, "Another.", "--tier", "lead", "--on", B) == "Stated as F2.\n"
    assert "Another." in said(capsys, "finding", case)
    assert "no finding F1" in said(capsys, "finding", case, "--withdraw", "F1", code=2)
    assert "not on another finding" in said(capsys, "finding", case, "So.", "--on", "F2", code=2)
    assert "in a sentence" in said(capsys, "finding", case, "--on", A, code=2)
    assert "needs a sentence" in said(capsys, "finding", case, " ", code=2)


def test_steps_go_back_and_forth_by_name(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "rename", case, "--title", "Drain", "--question", "Where?") == "Drain: Where?\n"
    assert "2 accounts put on the chart; 2 are on it." in said(capsys, "show", case, A, B)
    back = said(capsys, "undo", case, "--steps", "2").splitlines()
    assert back[0].startswith("Taken back: Show 2 accounts")
    assert len(back) == 2
    with Case.open(Path(case)) as read:
        assert (read.facts.title, read.facts.shown) == ("Theft", frozenset())
    assert json.loads(said(capsys, "redo", case, "--steps", "9", "--json"))["steps"][1].startswith("Show 2")
    assert said(capsys, "redo", case) == "There is nothing to redo.\n"
    assert "One step" in said(capsys, "undo", case, "--steps", "0", code=2)
    assert "needs a title" in said(capsys, "rename", case, "--title", " ", code=2)
    assert json.loads(said(capsys, "rename", case, "--json")) == {"title": "Drain", "question": "Where?"}


def test_accounts_are_hidden_seeded_and_grouped(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "show", case, A, B, C)
    assert json.loads(said(capsys, "hide", case, C, "--json")) == {"changed": 1, "shown": 2}
    assert json.loads(said(capsys, "hide", case, C, "--json")) == {"changed": 0, "shown": 2}
    assert json.loads(said(capsys, "seed", case, A, B, "--json")) == [A, B]
    assert json.loads(said(capsys, "seed", case, A, "--remove", "--json")) == [B]
    assert "seed no longer" in said(capsys, "seed", case, "--remove", code=2)
    said(capsys, "group", case, "Peelers", A, B)
    (one,) = json.loads(said(capsys, "group", case, "--json"))
    assert one == {"group": "G1", "title": "Peelers", "folded": True, "members": [A, B]}
    said(capsys, "group", case, "--turn", A)
    assert "many" in said(capsys, "group", case)
    said(capsys, "group", case, "--dissolve", B)
    assert json.loads(said(capsys, "group", case, "--json")) == []
    assert "two accounts" in said(capsys, "group", case, "One", A, code=2)
    assert "Either" in said(capsys, "group", case, "One", "--turn", A, code=2)


def test_drawings(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "draw", case, "arrow", "0", "-1.5", "3", "4", "--as", "teal") == "Drawn as S1.\n"
    said(capsys, "draw", case, "text", "1", "2", "--text", "Cash-out")
    first, second = json.loads(said(capsys, "draw", case, "--json"))
    assert (first["drawing"], first["y0"], first["colour"]) == ("S1", -150, "teal")
    assert (second["x0"], second["x1"], second["text"]) == (100, 100, "Cash-out")
    assert "Cash-out" in said(capsys, "draw", case)
    assert "S1 is removed" in said(capsys, "draw", case, "--remove", "S1")
    assert "no drawing S1" in said(capsys, "draw", case, "--remove", "S1", code=2)
    assert "two corners" in said(capsys, "draw", case, "ellipse", "1", "2", code=2)
    assert "two corners" in said(capsys, "draw", case, "ellipse", "1", "2", "3", "inf", code=2)
    assert "what is to be written" in said(capsys, "draw", case, "text", "1", "2", code=2)
