from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from ui.dialogs.report_dialog import SECTIONS, ReportDialog, ReportOrder


def test_sections_can_be_left_out_and_replacing_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "r.pdf"
    target.write_bytes(b"old")
    dialog = ReportDialog(None, "Drain", "Where?", "ana", target)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "replaced" in dialog.replaces.text()
    dialog.boxes["model"].click()
    with qtbot.waitSignal(dialog.accepted_with) as told:
        qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    kept = tuple(key for key, _ in SECTIONS if key != "model")
    assert told.args == [ReportOrder("Drain", "Where?", "ana", kept, target)]


def test_what_is_missing_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ReportDialog(None, "", "", "", tmp_path / "r.pdf")
    qtbot.addWidget(dialog)
    assert "title" in dialog.trouble.text()
    qtbot.keyClicks(dialog.title, "Drain")
    assert "examiner" in dialog.trouble.text()
    qtbot.keyClicks(dialog.examiner, "ana")
    assert dialog.primary.isEnabled()
    dialog.template.edit.setText(str(tmp_path / "none.toml"))
    assert "no such template" in dialog.trouble.text()


def test_the_preview_follows_what_is_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ReportDialog(None, "Drain", "Where?", "ana", tmp_path / "r.html")
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.changed) as told:
        dialog.boxes["glossary"].click()
    assert "glossary" not in told.args[0].sections
    picture = QPixmap(20, 30)
    picture.fill(Qt.GlobalColor.white)
    raw = QByteArray()
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    dialog.show_pages([bytes(raw.data())] * 2)
    assert (dialog.where.text(), dialog.back.isEnabled()) == ("1 / 2", False)
    qtbot.mouseClick(dialog.on, Qt.MouseButton.LeftButton)
    assert (dialog.where.text(), dialog.on.isEnabled()) == ("2 / 2", False)
    dialog.show_trouble("No logo.")
    assert (dialog.page.text(), dialog.where.text()) == ("No logo.", "")
