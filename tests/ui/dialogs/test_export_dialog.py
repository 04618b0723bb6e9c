from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from investigator.exports.formats import FORMATS
from ui.dialogs.export_dialog import HINTS, ExportDialog, ExportOrder


def test_the_ending_follows_the_format(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ExportDialog(None, tmp_path / "theft.case", 0)
    qtbot.addWidget(dialog)
    for at, form in enumerate(FORMATS):
        dialog.form.setCurrentIndex(at)
        assert dialog.answer() == ExportOrder(form.name, "chart", tmp_path / f"theft{form.suffix}")
        assert dialog.problem() == ""
    dialog.place.edit.setText(str(tmp_path / "theft.pdf"))
    assert "must end in" in dialog.problem()


def test_exhibits_are_offered_where_there_are_some(qtbot: QtBot, tmp_path: Path) -> None:
    for exhibits, problem in ((0, "There are no exhibits yet"), (2, "")):
        dialog = ExportDialog(None, tmp_path / "theft.case", exhibits)
        qtbot.addWidget(dialog)
        dialog.part.setCurrentIndex(1)
        assert dialog.problem().startswith(problem)


def test_hints_are_of_formats_that_there_are() -> None:
    assert set(HINTS) <= {form.name for form in FORMATS}
