from __future__ import annotations

from pytestqt.qtbot import QtBot

from investigator.cases.facts import Shape
from ui.dialogs.shape_dialog import ShapeDialog


def test_text_and_colour_are_asked_for(qtbot: QtBot) -> None:
    dialog = ShapeDialog(None, Shape("arrow", 1, 2, 3, 4))
    qtbot.addWidget(dialog)
    dialog.text.setPlainText(" the loot ")
    dialog.colour.setCurrentText("Teal")
    assert dialog.answer() == Shape("arrow", 1, 2, 3, 4, "the loot", "teal")
    dialog.text.setPlainText("x" * 1001)
    assert "below 1,000" in dialog.problem()


def test_a_text_has_to_say_something(qtbot: QtBot) -> None:
    dialog = ShapeDialog(None, Shape("text", 0, 0, 0, 0), fresh=True)
    qtbot.addWidget(dialog)
    assert not dialog.primary.isEnabled()
    dialog.text.setPlainText("Here")
    assert dialog.primary.isEnabled()
