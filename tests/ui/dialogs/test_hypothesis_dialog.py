from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.dialogs.hypothesis_dialog import HypothesisDialog


def test_a_name_that_is_taken_or_none_is_refused(qtbot: QtBot) -> None:
    dialog = HypothesisDialog(None, ["Main"], "Label x as mixer")
    qtbot.addWidget(dialog)
    dialog.show()
    for text, said in (("", "Give it a name"), ("Main", "already"), ("12", "mistaken")):
        dialog.name.setText(text)
        assert said in dialog.trouble.text()
        assert not dialog.primary.isEnabled()
    dialog.name.setText("  By   the bridge ")
    with qtbot.waitSignal(dialog.accepted_with) as told:
        dialog.primary.click()
    assert told.args == ["By the bridge"]


def test_renaming_begins_with_the_name(qtbot: QtBot) -> None:
    dialog = HypothesisDialog(None, ["Main"], "", anew="Main")
    qtbot.addWidget(dialog)
    assert (dialog.name.text(), dialog.windowTitle()) == ("Main", "Rename hypothesis")
