"""A colleague's copy of the case, taken in by the window."""

from __future__ import annotations

import shutil
from pathlib import Path

from pytestqt.qtbot import QtBot

from investigator.cases.case import Case
from investigator.cases.edits import SetLabels, SetNote
from investigator.cases.history import MAIN
from investigator.cases.verify import verify
from investigator.records import Address, Label
from tests.ui.rooms import make_case, make_window, settle
from ui.dialogs.merge_dialog import MergeDialog
from ui.window import Window
from ui.wiring.branching import BranchVerbs
from ui.wiring.copying import Copies

ONE = Address("bank:1")
THEIRS = f"{MAIN} (Ben)"


def opened(qtbot: QtBot, tmp_path: Path) -> tuple[Window, Copies, Path]:
    """A window on Ada's copy, and Ben's, which calls an account something else."""
    ours, theirs = make_case(tmp_path / "ada.case"), tmp_path / "ben.case"
    shutil.copy(ours, theirs)
    with Case.open(theirs, "Ben") as case:
        case.do(SetLabels(ONE, (Label("mixer"),)))
        case.do(SetNote(ONE, "seen"))
    window = make_window(qtbot, tmp_path)
    window.open_path(ours)
    settle(qtbot, window)
    window.desk.session.do(SetLabels(ONE, (Label("shop"),)))
    branches = window.verbs.branches
    assert isinstance(branches, BranchVerbs)
    return window, branches.copies, theirs


def test_it_becomes_a_hypothesis_whose_conflicts_are_asked(qtbot: QtBot, tmp_path: Path) -> None:
    window, copies, theirs = opened(qtbot, tmp_path)
    case = window.desk.session.case
    copies.take_in(theirs)
    window.desk.session.go(lambda case: case.branch(THEIRS))  # meanwhile, one takes that very name
    settle(qtbot, window)
    name = f"{THEIRS} (Ben)"
    assert list(case.history.stands) == [MAIN, THEIRS, name]
    assert (case.history.on, case.facts.labels[ONE][0].text) == (THEIRS, "shop")
    assert verify(case.store) == []
    assert Case(case.store).history.stands == case.history.stands
    (dialog,) = window.findChildren(MergeDialog)
    qtbot.waitUntil(lambda: dialog.outlook is not None)
    assert dialog.outlook is not None
    assert (dialog.outlook.source, dialog.outlook.kept) == (name, 1)
    assert [one.theirs for one in dialog.outlook.questions] == ["mixer (50 of 100)"]
    dialog.close()


def test_what_cannot_be_taken_in_is_refused_in_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    window, copies, theirs = opened(qtbot, tmp_path)
    here = window.desk.session.case.store.path
    assert here is not None
    copies.take_in(here)
    settle(qtbot, window)
    assert "is this case itself" in window.desk.messages.banner.text.text()
    copies.take_in(theirs)
    copies.take_in(theirs)
    settle(qtbot, window)
    assert len(window.desk.session.case.history.stands) == 2
    assert verify(window.desk.session.case.store) == []
