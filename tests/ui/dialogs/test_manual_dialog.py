from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.dialogs.manual_dialog import ManualDialog
from ui.pages import pages
from ui.theme import LIGHT


def test_pages_are_turned_to_and_searched(qtbot: QtBot) -> None:
    dialog = ManualDialog(None, pages())
    qtbot.addWidget(dialog)
    dialog.set_theme(LIGHT)
    assert not dialog.isModal()
    dialog.turn_to("charts")
    assert "Presentation mode" in dialog.page.toPlainText()
    dialog.search.setText("haircut")
    assert [entry.text for entry in dialog.list.entries()] == ["Following the money"]
    assert "haircut" in dialog.page.toPlainText()
    dialog.search.setText("qwertz")
    assert "No page" in dialog.page.toPlainText()
