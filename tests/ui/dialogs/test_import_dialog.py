from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from investigator.chain.mapping import map_columns
from investigator.chain.source import ImportOptions
from tests.ui.things import HOSTILE
from ui.dialogs.import_dialog import ImportDialog, ImportOrder
from ui.dialogs.look import FilePreview

HEADER = ("source", "target", "sum paid", "timestamp", HOSTILE)
ROWS = (("a", "b", "1.5", "41", HOSTILE),) * 12
TABLE, PAPER = Path("moves.csv"), Path("paper.pdf")


@pytest.fixture
def dialog(qtbot: QtBot) -> ImportDialog:
    made = ImportDialog(None)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def look(path: Path, options: ImportOptions) -> FilePreview:
    if path == PAPER:
        return FilePreview("Not readable", 0, problems=("This is no table.",))
    found = map_columns(HEADER, options.mapping)
    lacks = tuple(f"No column is the {field}." for field in found.missing)
    return FilePreview("Transfers in a table", 1234, HEADER, ROWS, found.columns, found.guessed, lacks)


def serve(dialog: ImportDialog) -> list[ImportOptions]:
    asked: list[ImportOptions] = []

    def answer(path: Path, options: ImportOptions) -> None:
        asked.append(options)
        dialog.set_preview(path, options, look(path, options))

    dialog.preview_asked.connect(answer)
    return asked


def test_import_waits_until_every_file_was_looked_at(dialog: ImportDialog) -> None:
    asked: list[tuple[Path, ImportOptions]] = []
    dialog.preview_asked.connect(lambda path, options: asked.append((path, options)))
    assert "Choose the files" in dialog.trouble.text()
    dialog.add([TABLE, TABLE])
    assert len(asked) == 1
    assert "Looking at moves.csv" in dialog.trouble.text()
    dialog.set_failure(TABLE, ImportOptions(decimals=3), "late answer")
    assert "Looking at" in dialog.trouble.text()
    dialog.set_failure(*asked[0], "The file is empty.")
    assert dialog.trouble.text() == "moves.csv: The file is empty."
    assert not dialog.primary.isEnabled()


def test_a_mapping_is_guessed_shown_and_corrected(dialog: ImportDialog, qtbot: QtBot) -> None:
    asked = serve(dialog)
    dialog.add([TABLE])
    assert "amount" in dialog.trouble.text()
    assert dialog.form.columns["from"].currentText() == "source"
    box = dialog.form.columns["amount"]
    box.setFocus()
    for _ in range(3):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "sum paid"
    qtbot.waitUntil(lambda: asked[-1].mapping == "amount=sum paid")
    qtbot.waitUntil(dialog.primary.isEnabled)
    qtbot.keyClicks(dialog.form.namespace, "amlsim")
    qtbot.waitUntil(dialog.primary.isEnabled)
    with qtbot.waitSignal(dialog.accepted_with) as told:
        qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert told.args == [ImportOrder((TABLE,), ImportOptions("amount=sum paid", namespace="amlsim"))]


def test_nothing_hostile_of_a_file_is_shown_as_it_is(dialog: ImportDialog) -> None:
    serve(dialog)
    dialog.add([TABLE])
    assert dialog.table.rowCount() == 8
    assert dialog.table.item(0, 4).text().startswith("<b>pay</b>‹U+202E›")
    assert "\u202e" not in dialog.table.horizontalHeaderItem(4).text()
    assert dialog.table.horizontalHeaderItem(0).text() == "source\n→ from"


def test_a_file_that_does_not_fit_can_be_removed(dialog: ImportDialog, qtbot: QtBot) -> None:
    serve(dialog)
    dialog.add([PAPER])
    assert dialog.trouble.text() == "paper.pdf: This is no table."
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert dialog.hint.isVisible()
    assert not dialog.remove.isEnabled()


def test_files_are_dropped_and_chosen(dialog: ImportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    asked = serve(dialog)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.csv")), QUrl("https://example.org/b.csv")])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, buttons, keys)
    dialog.dragEnterEvent(enter)
    assert enter.isAccepted()
    dialog.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))
    assert len(asked) == 1
    qtbot.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
    chooser = dialog.findChild(QFileDialog)
    assert chooser
    chooser.filesSelected.emit([str(tmp_path / "c.csv")])
    chooser.close()
    assert [entry.text for entry in dialog.files.entries()] == ["a.csv", "c.csv"]


def test_an_answer_that_comes_when_all_is_over_is_harmless(qtbot: QtBot) -> None:
    made = ImportDialog(None)
    asked: list[tuple[Path, ImportOptions]] = []
    made.preview_asked.connect(lambda path, options: asked.append((path, options)))
    made.add([TABLE])
    made.open()
    gone: list[bool] = []
    made.destroyed.connect(lambda _object: gone.append(True))
    made.reject()
    qtbot.waitUntil(lambda: bool(gone))
    made.set_preview(*asked[0], look(*asked[0]))


def test_what_cannot_be_meant_is_said(dialog: ImportDialog, qtbot: QtBot) -> None:
    serve(dialog)
    dialog.add([TABLE])
    qtbot.keyClicks(dialog.form.decimals, "many")
    assert "Decimals" in dialog.trouble.text()
    dialog.form.decimals.clear()
    dialog.form.chain.setText("mars")
    assert "chain" in dialog.form.problem()
