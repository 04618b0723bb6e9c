from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.dialogs.paste_dialog import Pasted, PasteDialog


def test_what_is_pasted_and_wanted(qtbot: QtBot) -> None:
    dialog = PasteDialog(None)
    qtbot.addWidget(dialog)
    assert not dialog.primary.isEnabled()
    dialog.text.setPlainText("0xaa\n0xbb")
    dialog.filter_by.setChecked(True)
    dialog.name.setText(" suspects ")
    assert dialog.answer() == Pasted("0xaa\n0xbb", "filter", "suspects")
