from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.dialogs.stamp_dialog import StampDialog, StampOrder


def test_an_order_names_address_kind_and_roots(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = StampDialog(None)
    qtbot.addWidget(dialog)
    assert not dialog.primary.isEnabled()
    dialog.url.setText(" https://tsa.example/tsr ")
    assert dialog.primary.isEnabled()
    dialog.roots.setText(str(tmp_path / "no.pem"))
    assert not dialog.primary.isEnabled()
    (tmp_path / "root.pem").write_text("x")
    dialog.roots.setText(str(tmp_path / "root.pem"))
    dialog.kind.setCurrentIndex(1)
    assert dialog.answer() == StampOrder("https://tsa.example/tsr", "opentimestamps", tmp_path / "root.pem")
