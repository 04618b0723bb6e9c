from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.dialogs.picture_dialog import PictureDialog, PictureOrder


def test_the_kind_and_the_name_go_together(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = PictureDialog(None, tmp_path / "a.png", stamp=False)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.kind.setCurrentIndex(1)
    assert dialog.place.path() == tmp_path / "a.svg"
    dialog.place.edit.setText(str(tmp_path / "b.pdf"))
    assert dialog.kind.currentData() == ".pdf"
    dialog.part.setCurrentIndex(1)
    dialog.scale.setChecked(False)
    with qtbot.waitSignal(dialog.accepted_with) as told:
        dialog.primary.click()
    assert told.args == [
        PictureOrder(tmp_path / "b.pdf", whole=False, scale=False, filter=True, stamp=False)
    ]


def test_a_name_of_no_kind_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = PictureDialog(None, tmp_path / "a.png")
    qtbot.addWidget(dialog)
    dialog.place.edit.setText(str(tmp_path / "a.gif"))
    assert not dialog.primary.isEnabled()
