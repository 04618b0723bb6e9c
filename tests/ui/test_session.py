from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from investigator.cases.case import Case
from investigator.cases.edits import Changed, SetNote, SetTitle
from investigator.errors import Trouble
from investigator.records import Address
from tests.makers import case as made_case
from ui.session import Selection, Session

BANK = Address("bank:1")


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    made = Session()
    made.adopt(made_case())
    return made


def test_an_edit_changes_the_case_and_says_what_it_touched(session: Session) -> None:
    told: list[Changed] = []
    session.changed.connect(told.append)
    session.do(SetNote(BANK, "look here"))
    assert session.case.facts.notes == {BANK: "look here"}
    session.undo()
    session.redo()
    assert told == [Changed.NOTES] * 3


def test_what_undo_and_redo_would_do_is_said(session: Session) -> None:
    assert (session.undoable(), session.redoable()) == ("", "")
    session.do(SetTitle("Drain", ""))
    assert (session.undoable(), session.redoable()) == ("Name the case 'Drain'", "")
    session.undo()
    assert (session.undoable(), session.redoable()) == ("", "Name the case 'Drain'")


def test_a_case_at_rest_does_not_move(session: Session) -> None:
    still = session.at_rest()
    session.do(SetNote(BANK, "later"))
    assert still.facts.notes == {}
    assert [line.verb for line in session.journal()][-1] == "do"


def test_without_a_case_there_is_trouble_in_one_sentence(qtbot: QtBot) -> None:
    with pytest.raises(Trouble, match="No case is open"):
        Session().do(SetTitle("x", ""))


def test_adopting_closes_the_case_before(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    Case.create(path).close()
    opened: list[bool] = []
    session.opened.connect(lambda: opened.append(session.is_open))
    session.adopt(Case.open(path))
    session.close()
    Case.open(path).close()  # the lock is gone
    assert opened == [True, False]


def test_accounts_and_transfers_are_never_selected_together(qtbot: QtBot) -> None:
    selection, told = Selection(), list[object]()
    selection.changed.connect(told.append)
    selection.choose([3, 1, 3], "chart")
    assert (selection.accounts, selection.transfers) == ((3, 1), ())
    selection.choose_transfers([9])
    assert (selection.accounts, selection.transfers) == ((), (9,))
    selection.choose_transfers([9])
    selection.clear()
    assert told == ["chart", None, None]
