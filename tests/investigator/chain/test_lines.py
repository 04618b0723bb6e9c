"""Lines to whole records: damage costs its own line, and nothing else is changed or lost."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.chain import lines
from investigator.chain.lines import chunks

HEAD = "a,b,c\n"


def split(folder: Path, below: str) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Records and damage, each with its line."""
    path = folder / "t.csv"
    path.write_text(HEAD + below, encoding="utf-8", newline="")
    good, bad = list[tuple[int, str]](), list[tuple[int, str]]()
    for chunk in chunks(path, "utf-8", ","):
        records = list(csv.reader(chunk.text.decode().splitlines(keepends=True)))
        assert len(records) == len(chunk.lines)
        good += zip(chunk.lines.tolist(), map("|".join, records), strict=True)
        bad += [(row.line, row.reason) for row in chunk.bad]
        assert len(chunk.bad) == min(chunk.bad_rows, 100)
    return good, bad


@pytest.mark.parametrize(
    "below, good, bad",
    [
        ("1,2,3\n4,5,6", {2: "1|2|3", 3: "4|5|6"}, {}),
        ("1,2,3\r\n4,5,6\r\n", {2: "1|2|3", 3: "4|5|6"}, {}),
        ("1,2,3\r4,5,6\r", {2: "1|2|3", 3: "4|5|6"}, {}),
        ("\n\n1,2,3\n\n4,5,6\n\n", {4: "1|2|3", 6: "4|5|6"}, {}),
        ('"1","2",3\n', {2: "1|2|3"}, {}),
        ('"a ""b""",2,3\n4,5" pipe,6\n', {2: 'a "b"|2|3', 3: '4|5" pipe|6'}, {}),
        ('1,"x\ny\nz",3\n4,5,6\n', {2: "1|x\ny\nz|3", 5: "4|5|6"}, {}),
        ('1,"2,3\n4,5,6\n7,8,9\n', {3: "4|5|6", 4: "7|8|9"}, {2: "quote"}),
        ('1,"2,3\n4,"5",6\n', {3: "4|5|6"}, {2: "quote"}),
        ('"1"x,2,3\n4,5,6\n', {3: "4|5|6"}, {2: "quote"}),
        ('1,2,"3', {}, {2: "quote"}),
        ("1,\0,3\n4,5,6\n", {3: "4|5|6"}, {2: "NUL"}),
        ("", {}, {}),
    ],
)
def test_records(tmp_path: Path, below: str, good: dict[int, str], bad: dict[int, str]) -> None:
    found, damaged = split(tmp_path, below)
    assert dict(found) == good
    assert [line for line, _ in damaged] == list(bad)
    assert all(word in reason for (_, reason), word in zip(damaged, bad.values(), strict=True))


def test_an_endless_line(tmp_path: Path) -> None:
    endless = "x" * (lines.LINE_LIMIT + 1)
    good, bad = split(tmp_path, f"1,2,3\n{endless}\n4,5,6\n{endless * 9}\n7,8,9\n{endless}")
    assert good == [(2, "1|2|3"), (4, "4|5|6"), (6, "7|8|9")]
    assert bad == [(line, "a line of more than a million characters") for line in (3, 5, 7)]


def test_a_record_is_not_cut_where_a_block_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = "1,2,3\n" + '"x\ny",é,"z\n\n"\n4,"5,6\n7,8,9\n' * 3
    whole = split(tmp_path, below)
    assert [text for _, text in whole[0]] == ["1|2|3", *["x\ny|é|z\n\n", "7|8|9"] * 3]
    for size in range(1, 30):
        monkeypatch.setattr(lines, "BLOCK", size)
        assert split(tmp_path, below) == whole


def test_a_letter_that_was_cut_off_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes((HEAD + "ü,2,3\n4,5,ü").encode()[:-1])
    (chunk,) = (
        chunk for chunk in chunks(path, "utf-8", ",") if len(chunk.lines) == 1 and chunk.lines[0] == 3
    )
    assert chunk.text.decode() == "4,5,\ufffd\n"


@given(st.lists(st.text(alphabet='1x",\n', max_size=8), max_size=8), st.sampled_from([1, 5, 1 << 20]))
def test_no_quote_costs_a_line_that_has_none_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, some: list[str], size: int
) -> None:
    monkeypatch.setattr(lines, "BLOCK", size)
    below = "\n".join(["1,2,3", *some, "7,8,9", ""])
    good, bad = split(tmp_path, below)
    assert (good[0], good[-1][1]) == ((2, "1|2|3"), "7|8|9")
    places = [line for line, _ in good] + [line for line, _ in bad]
    assert len(set(places)) == len(places)
    if '"' not in below:
        assert [line - 2 for line, _ in good] == [i for i, text in enumerate(below.split("\n")) if text]
