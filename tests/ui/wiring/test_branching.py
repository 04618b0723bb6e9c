"""Hypotheses in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from investigator.cases.edits import SetLabels, SetNote, SetTitle
from investigator.cases.history import MAIN, START
from investigator.records import Address, Label
from tests.ui.rooms import open_window, settle
from ui.dialogs.compare_dialog import CompareDialog
from ui.dialogs.hypothesis_dialog import HypothesisDialog
from ui.dialogs.merge_dialog import MergeDialog
from ui.window import Window

ONE = Address("bank:1")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    """On Main, beside which `Theory` says otherwise."""
    made = open_window(qtbot, tmp_path)
    made.view.place("history")
    made.verbs.branches.name()
    (dialog,) = made.findChildren(HypothesisDialog)
    dialog.name.setText("Theory")
    dialog.primary.click()
    session = made.desk.session
    session.do(SetLabels(ONE, (Label("mixer"),)))
    session.do(SetNote(ONE, "seen"))
    made.verbs.branches.go(MAIN)
    session.do(SetLabels(ONE, (Label("shop"),)))
    settle(qtbot, made)
    return made


def test_the_tree_is_shown_and_gone_through(window: Window, qtbot: QtBot) -> None:
    history, case = window.history, window.desk.session.case
    assert "“Main”" in history.where.text()
    entries = history.tree.entries()
    assert "Main, you are here" in entries[0].detail
    assert not window.explorer.hypotheses.isHidden()
    theory = case.history.stands["Theory"].at
    history.tree.setCurrentIndex(history.tree.model().index([one.key for one in entries].index(theory), 0))
    history.go.click()
    settle(qtbot, window)
    assert (case.history.on, case.facts.notes) == ("Theory", {ONE: "seen"})
    assert "“Theory”" in history.where.text()
    assert not history.go.isEnabled()
    window.explorer.hypothesis_clicked.emit(MAIN)
    assert case.history.on == MAIN


def test_two_are_compared(window: Window, qtbot: QtBot) -> None:
    window.verbs.branches.compare(window.desk.session.case.history.stands["Theory"].at)
    (dialog,) = window.findChildren(CompareDialog)
    qtbot.waitUntil(lambda: dialog.found is not None)
    settle(qtbot, window)
    assert dialog.charts.isHidden(), "nothing is on either chart"
    assert (dialog.left.currentText(), dialog.right.currentText()) == (MAIN, "Theory")
    assert [(one.what, one.left, one.right) for one in dialog.model.pairs] == [
        ("Labels", "shop (50 of 100)", "mixer (50 of 100)"), ("Notes", "", "seen"),
    ]  # fmt: skip
    dialog.close()


def test_one_is_merged_into_the_other(window: Window, qtbot: QtBot) -> None:
    window.verbs.branches.merge()
    (dialog,) = window.findChildren(MergeDialog)
    qtbot.waitUntil(lambda: dialog.outlook is not None)
    dialog.page.findChildren(QRadioButton)[2].click()
    dialog.primary.click()
    facts = window.desk.session.case.facts
    assert [one.text for one in facts.labels[ONE]] == ["shop", "mixer"]
    assert facts.notes == {ONE: "seen"}
    window.desk.session.undo()
    settle(qtbot, window)
    assert window.desk.session.case.facts.notes == {}


def test_it_is_renamed_and_another_step_named(window: Window, qtbot: QtBot) -> None:
    window.verbs.branches.rename()
    (dialog,) = window.findChildren(HypothesisDialog)
    dialog.name.setText("Thesis")
    dialog.primary.click()
    case = window.desk.session.case
    assert list(case.history.stands) == ["Thesis", "Theory"]
    window.verbs.branches.name(START)
    dialog = window.findChildren(HypothesisDialog)[-1]
    dialog.name.setText("From scratch")
    dialog.primary.click()
    assert (case.history.on, case.history.here, case.facts.title) == ("From scratch", START, "")
    window.verbs.branches.go("nowhere")
    settle(qtbot, window)


def test_with_one_hypothesis_there_is_nothing_to_merge(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path)
    window.desk.session.do(SetTitle("x", ""))
    window.verbs.branches.merge()
    assert window.findChildren(MergeDialog) == []
    settle(qtbot, window)
