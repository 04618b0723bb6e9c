from __future__ import annotations

from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from tests.ui.things import HOSTILE, texts
from ui.dialogs.merge_dialog import MergeDialog, Outlook, Question

TITLE = Question("title", "Title", "", "A", "B", False)
LABEL = Question("labels:x", "Labels · x", "", "mixer", HOSTILE, True)


def test_nothing_is_merged_before_each_conflict_is_decided(qtbot: QtBot) -> None:
    dialog = MergeDialog(None, [("Theory", "Theory"), ("7", "Step 7")], "Main")
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.look_asked) as told:
        dialog.choose("Theory")
    assert told.args == ["Theory"]
    assert not dialog.primary.isEnabled()
    dialog.show_outlook(Outlook("Theory", 3, (TITLE, LABEL), ("Exhibit 1 gets the number 2 here.",)))
    assert "3 facts come over as one step. 2 conflicts to decide" in texts(dialog)
    assert "Exhibit 1 gets" in texts(dialog)
    assert "Decide 2 more conflicts" in dialog.trouble.text()
    buttons = dialog.page.findChildren(QRadioButton)
    assert [one.property("choice") for one in buttons] == ["ours", "theirs", "ours", "theirs", "both"]
    buttons[1].click()
    assert "Decide 1 more conflict;" in dialog.trouble.text()
    buttons[4].click()
    with qtbot.waitSignal(dialog.accepted_with) as decided:
        dialog.primary.click()
    assert decided.args == [("Theory", {"title": "theirs", "labels:x": "both"})]


def test_what_cannot_be_merged_says_why(qtbot: QtBot) -> None:
    dialog = MergeDialog(None, [("Theory", "Theory")], "Main")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_outlook(Outlook("Theory", 0, (), trouble="All of it is here."))
    assert dialog.trouble.text() == "All of it is here."
    assert not dialog.primary.isEnabled()
