from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from ui.dialogs.fields import PathField, Suggestions, choice, chosen, number


@pytest.mark.parametrize(
    "typed, said",
    [
        ("", "Choose where"),
        ("a\0b.case", "Choose where"),
        ("{folder}", "is a folder"),
        ("{folder}/none/x.case", "There is no folder"),
        ("{folder}/x.pdf", "must end in .case"),
        ("{folder}/x.case", ""),
    ],
)
def test_a_place_that_cannot_be_written_says_why(
    qtbot: QtBot, tmp_path: Path, typed: str, said: str
) -> None:
    field = PathField("Case file", "Case files (*.case)", lambda: None)
    qtbot.addWidget(field)
    field.edit.setText(typed.format(folder=tmp_path))
    problem = field.problem(".case")
    assert said in problem
    assert bool(said) == bool(problem)


def test_choosing_a_file_does_not_block(qtbot: QtBot, tmp_path: Path) -> None:
    field = PathField("Case file", "Case files (*.case)", lambda: None)
    qtbot.addWidget(field)
    field.show()
    qtbot.mouseClick(field.choose, Qt.MouseButton.LeftButton)
    dialog = field.findChild(QFileDialog)
    assert dialog
    dialog.fileSelected.emit(str(tmp_path / "a.case"))
    dialog.close()
    assert field.path() == tmp_path / "a.case"


def test_a_searched_choice_takes_only_what_is_there(qtbot: QtBot) -> None:
    box = choice([("mixing service", "mixing_service"), ("exchange", "exchange")], "exchange", search=True)
    qtbot.addWidget(box)
    assert chosen(box) == "exchange"
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), "mixing")
    assert chosen(box) is None
    qtbot.keyClicks(box.lineEdit(), " service")
    assert chosen(box) == "mixing_service"


def test_numbers_stay_in_bounds(qtbot: QtBot) -> None:
    box = number(5, 1, 20)
    qtbot.addWidget(box)
    box.setValue(99)
    assert box.value() == 20


def test_a_named_text_is_found_by_its_name_and_taken_as_it_is(qtbot: QtBot) -> None:
    edit = QLineEdit()
    qtbot.addWidget(edit)
    offered = Suggestions(edit, {"lab": "http://10.0.0.7:8545", "home": "ws://127.0.0.1:8546"})
    offered.setCompletionPrefix("LAB")
    assert offered.completionCount() == 1
    assert offered.pathFromIndex(offered.currentIndex()) == "http://10.0.0.7:8545"
    assert edit.completer() is offered
