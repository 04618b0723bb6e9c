from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
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
    for box in dialog.boxes.values():
        box.click()
    assert "section" in dialog.trouble.text()
