from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.dialogs.group_dialog import GroupDialog


def test_it_asks_for_a_name_and_starts_with_the_one_suggested(qtbot: QtBot) -> None:
    dialog = GroupDialog(None, 3, "Corvid Pay")
    qtbot.addWidget(dialog)
    assert dialog.answer() == "Corvid Pay"
    assert dialog.primary.isEnabled()
    dialog.name.setText("  ")
    assert not dialog.primary.isEnabled()
    assert "name" in dialog.trouble.text()
    dialog.name.setText(" Mules ")
    with qtbot.waitSignal(dialog.accepted_with) as told:
        dialog.primary.click()
    assert told.args == ["Mules"]
