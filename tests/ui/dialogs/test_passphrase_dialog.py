from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.dialogs.passphrase_dialog import PassphraseDialog


def test_a_passphrase_is_typed_unseen(qtbot: QtBot) -> None:
    dialog = PassphraseDialog(None, Path("key.pem"))
    qtbot.addWidget(dialog)
    assert "passphrase" in dialog.problem()
    dialog.passphrase.setText("open sesame")
    assert dialog.problem() == ""
    assert dialog.answer() == "open sesame"
    assert dialog.passphrase.echoMode() == QLineEdit.EchoMode.Password
