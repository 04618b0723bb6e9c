from __future__ import annotations

from pytestqt.qtbot import QtBot

from investigator.query.vocabulary import KEYS
from tests.ui.things import texts
from ui.dialogs.language_dialog import LanguageDialog


def test_every_key_is_explained(qtbot: QtBot) -> None:
    dialog = LanguageDialog(None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert all(key.example in texts(dialog) for key in KEYS)
    dialog.primary.click()
