"""`note`, `colour`, `bookmark` and `exhibit`, as typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ui.__main__ import main

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
    assert main(["new", str(path)]) == 0
    assert main(["import", str(path), str(moves)]) == 0
    capsys.readouterr()
    return str(path)


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(list(words)) == code
    read = capsys.readouterr()
    return read.err if code else read.out


def test_a_note_is_written_shown_listed_and_cleared(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "note", case) == "No account has a note yet.\n"
    assert "is kept" in said(capsys, "note", case, A, "See *exhibit 3*.\n\x1b[2J")
    assert said(capsys, "note", case, A).splitlines()[1:] == ["  See *exhibit 3*.", "  \\x1b[2J"]
    assert json.loads(said(capsys, "note", case, "--json"))[0]["address"] == A
    assert "is cleared" in said(capsys, "note", case, A, "")
    assert "(no note)" in said(capsys, "note", case, A)


def test_colours_and_bookmarks(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "2 accounts coloured teal" in said(capsys, "colour", case, A, B, "--as", "teal")
    said(capsys, "colour", case, A, "--as", "none")
    assert json.loads(said(capsys, "colour", case, "--json")) == [{"address": B, "colour": "teal"}]
    assert "which colour" in said(capsys, "colour", case, A, code=2)
    said(capsys, "bookmark", case, B)
    said(capsys, "bookmark", case, C, "Cash-out")
    assert said(capsys, "bookmark", case).splitlines()[1].endswith("Cash-out")
    said(capsys, "bookmark", case, C, "--remove")
    assert json.loads(said(capsys, "bookmark", case, "--json")) == [{"address": B, "name": ""}]
    assert "Say whose" in said(capsys, "bookmark", case, "--remove", code=2)


def test_the_basket(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "as exhibits 1, 2." in said(capsys, "exhibit", case, TX, A)
    said(capsys, "exhibit", case, "transfer:0")
    said(capsys, "exhibit", case, "1", "--remove")
    said(capsys, "exhibit", case, "3", "--to", "1")
    said(capsys, "exhibit", case, "3", "--note", "the *first* one")
    assert "Nothing is changed" in said(capsys, "exhibit", case, "3", "--to", "1")
    told = json.loads(said(capsys, "exhibit", case, "--json"))
    assert [(one["exhibit"], one["kind"], one["note"]) for one in told] == [
        (3, "transfer", "the *first* one"),
        (2, "account", ""),
    ]
    assert "the *first* one" in said(capsys, "exhibit", case)
    assert "as exhibit 1." in said(capsys, "exhibit", case, TX)
    for words in (
        ["9", "--remove"],
        ["--remove"],
        ["transfer:99"],
        [f"0x{7:064x}"],
        ["2", "3", "--to", "1"],
    ):
        assert said(capsys, "exhibit", case, *words, code=2)
