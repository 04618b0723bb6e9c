"""The chain of journal lines: any change is found and named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from investigator.cases import journal
from investigator.cases.case import Case
from investigator.cases.edits import SetNote
from investigator.data import ledger
from investigator.data.ledger import Line
from investigator.records import Address


@pytest.fixture
def lines() -> list[Line]:
    case = Case.create(None)
    for text in ("a", "b", "c"):
        case.do(SetNote(Address("bank:1"), text))
    case.undo()
    with case.store.reading() as db:
        found = list(ledger.lines(db))
    case.close()
    return found


def test_an_untouched_chain_holds(lines: list[Line]) -> None:
    assert journal.chain_misfits(lines) == []
    assert [line.verb for line in lines] == ["create", "do", "do", "do", "undo"]


@pytest.mark.parametrize(
    "field, value", [("body", '{"type":"note"}'), ("who", "Eve"), ("done_at", 1), ("verb", "redo")]
)
def test_a_changed_line_is_named(lines: list[Line], field: str, value: object) -> None:
    lines[2] = replace(lines[2], **{field: value})
    assert [(m.where, m.row) for m in journal.chain_misfits(lines)] == [("journal", 3)]


def test_a_rehashed_line_breaks_the_next(lines: list[Line]) -> None:
    forged = replace(lines[2], who="Eve")
    lines[2] = replace(forged, hash=forged.expected_hash())
    assert [m.row for m in journal.chain_misfits(lines)] == [4]


def test_dropped_and_swapped_lines_are_found(lines: list[Line]) -> None:
    assert journal.chain_misfits(lines[:2] + lines[3:])[0].reason == "line 3 is missing"
    assert journal.chain_misfits([lines[1], lines[0], *lines[2:]])


def test_a_line_that_is_no_edit_cannot_be_replayed(lines: list[Line]) -> None:
    lines[1] = replace(lines[1], body='{"type":"format_disk"}')
    with pytest.raises(ValueError, match="line 2"):
        journal.replay(lines)


def test_lines_of_the_tree_are_told_in_words() -> None:
    with Case.create(None) as case:
        case.branch("Theory")
        case.branch("Thesis", was="Theory")
        case.switch("Main", "0")
        with case.store.reading() as db:
            found = [journal.told(line) for line in ledger.lines(db) if line.verb in journal.TREE_VERBS]
    assert found == [
        "Name the hypothesis 'Theory'",
        "Call the hypothesis 'Theory' 'Thesis'",
        "Go to the hypothesis 'Main', step 0",
    ]


@pytest.mark.parametrize("verb", ["merge", "graft", "branch"])
def test_a_line_of_the_tree_that_says_nothing_is_found(lines: list[Line], verb: str) -> None:
    bad = replace(lines[1], verb=verb, body="{}")
    lines[1] = replace(bad, hash=bad.expected_hash())
    broken = journal.chain_misfits(lines)
    assert [one.row for one in broken] == ([3] if verb == "branch" else [2])
    with pytest.raises(ValueError, match="line 2"):
        journal.replay(lines)
