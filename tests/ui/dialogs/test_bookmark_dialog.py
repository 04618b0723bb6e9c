from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.things import ALICE
from ui.dialogs.bookmark_dialog import BookmarkDialog


def test_a_bookmark_may_have_a_name_or_none(qtbot: QtBot) -> None:
    dialog = BookmarkDialog(None, ALICE, "old")
    qtbot.addWidget(dialog)
    assert dialog.answer() == "old"
    dialog.name.setText("  Cash-out ")
    assert dialog.answer() == "Cash-out"
    dialog.name.clear()
    assert dialog.primary.isEnabled()
