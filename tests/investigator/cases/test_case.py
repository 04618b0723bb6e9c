"""Do, undo, redo, and that the journal is the memory."""

from __future__ import annotations

import copy
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from investigator.cases.case import Case
from investigator.cases.edits import (
    AnyEdit,
    Changed,
    SetExhibits,
    SetLabels,
    SetNote,
)
from investigator.cases.facts import Facts
from investigator.cases.verify import verify
from investigator.errors import Trouble
from investigator.records import Address, Label
from tests.investigator.cases.edit_strategies import edits

steps = st.lists(st.one_of(edits, st.sampled_from(["undo", "redo"])), max_size=14)


def walk(case: Case, some: list[AnyEdit | str]) -> None:
    for step in some:
        if step == "undo":
            case.undo()
        elif step == "redo":
            case.redo()
        else:
            case.do(step)  # type: ignore[arg-type]


@settings(max_examples=40)
@given(steps)
def test_replay_of_the_journal_equals_memory(some: list[AnyEdit | str]) -> None:
    case = Case.create(None)
    walk(case, some)
    again = Case(case.store)
    assert again.facts == case.facts
    assert again.history.done == case.history.done
    assert again.history.undone == case.history.undone
    assert verify(case.store) == []
    case.close()


@settings(max_examples=40)
@given(st.lists(edits, max_size=10))
def test_undo_all_is_the_start_and_redo_all_is_the_end(some: list[AnyEdit]) -> None:
    case = Case.create(None)
    walk(case, list(some))
    end = copy.deepcopy(case.facts)
    for _ in some:
        case.undo()
    assert case.facts == Facts()
    assert case.undo() is Changed.NOTHING
    for _ in some:
        case.redo()
    assert case.facts == end
    assert case.redo() is Changed.NOTHING
    case.close()


def test_undo_survives_reopening(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    with Case.create(path, who="Ada") as case:
        case.do(SetNote(Address("bank:1"), "first"))
        case.do(SetNote(Address("bank:1"), "second"))
    with Case.open(path) as case:
        case.undo()
        assert case.facts.notes == {"bank:1": "first"}
    with Case.open(path) as case:
        case.redo()
        assert case.facts.notes == {"bank:1": "second"}


def test_a_new_edit_after_undo_drops_the_way_forth() -> None:
    case = Case.create(None)
    case.do(SetNote(Address("bank:1"), "first"))
    case.undo()
    case.do(SetNote(Address("bank:1"), "other"))
    assert case.redo() is Changed.NOTHING
    assert case.facts.notes == {"bank:1": "other"}
    case.close()


def test_a_failed_write_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case.create(None)

    def full(*_: object) -> None:
        raise Trouble("The disk is full.")

    monkeypatch.setattr("investigator.data.ledger.insert", full)
    with pytest.raises(Trouble):
        case.do(SetNote(Address("bank:1"), "x"))
    assert case.facts == Facts()
    assert case.history.done == []
    monkeypatch.undo()
    case.do(SetNote(Address("bank:1"), "y"))
    assert verify(case.store) == []
    case.close()


_EDIT_FOREVER = """
import sys
from pathlib import Path
from investigator.cases.case import Case
from investigator.cases.edits import SetNote
case = Case.open(Path(sys.argv[1]))
for i in range(10**6):
    case.do(SetNote("bank:1", str(i)))
    print(i, flush=True)
"""


def test_killing_the_program_keeps_whole_edits(tmp_path: Path) -> None:
    path = tmp_path / "killed.case"
    Case.create(path).close()
    with subprocess.Popen(
        [sys.executable, "-c", _EDIT_FOREVER, str(path)], stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        seen = 0
        while seen < 25:
            seen = int(writer.stdout.readline())
        writer.kill()
        said = [int(line) for line in writer.stdout.read().split()]
    last = max([seen, *said])
    with Case.open(path) as case:
        assert verify(case.store) == []
        assert int(case.facts.notes[Address("bank:1")]) >= last


@pytest.mark.parametrize(
    "build",
    [
        lambda: SetLabels(Address("bank:1"), (Label(" "),)),
        lambda: SetLabels(Address("bank:1"), (Label("x", confidence=101),)),
        lambda: SetNote(Address("bank:1"), "x" * 100_001),
        lambda: SetExhibits((1, 1)),
    ],
)
def test_an_edit_is_validated_when_built(build: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the sentence differs from case to case
        build()  # type: ignore[operator]
