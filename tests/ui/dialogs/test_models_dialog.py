from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.things import HOSTILE
from ui.dialogs.models_dialog import ModelEntry, ModelsDialog
from ui.theme import LIGHT

WORLDS = ModelEntry(
    "w1",
    "Worlds",
    "2026-03-02",
    (("PR-AUC", "0.912"),),
    (("Learned from", HOSTILE),),
    "Deciding about a person.",
)
MINE = ModelEntry("n1", "Northwind 1", "2026-03-05", (), (), "", chosen=True)


def texts(dialog: ModelsDialog) -> str:
    return "\n".join(label.text() for label in dialog.card.findChildren(QLabel))


def test_a_card_tells_what_a_model_is_and_is_not_for(qtbot: QtBot) -> None:
    dialog = ModelsDialog(None, [WORLDS, MINE])
    qtbot.addWidget(dialog)
    dialog.set_theme(LIGHT)
    assert dialog.list.current() == "n1", "the one in use comes first to the eye"
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Up)
    shown = texts(dialog)
    assert "0.912" in shown
    assert "Deciding about a person." in shown
    assert "\u202e" not in shown
    with qtbot.waitSignal(dialog.accepted_with) as told:
        qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert told.args == ["w1"]


def test_an_empty_shelf_offers_to_train(qtbot: QtBot) -> None:
    dialog = ModelsDialog(None, [])
    qtbot.addWidget(dialog)
    assert "no model yet" in dialog.trouble.text()
    with qtbot.waitSignal(dialog.train_asked):
        qtbot.mouseClick(dialog.train, Qt.MouseButton.LeftButton)


def test_a_model_can_be_handed_on_and_taken_in(qtbot: QtBot) -> None:
    for name, signal, expected in (("export", "export_asked", ["n1"]), ("take", "import_asked", [])):
        dialog = ModelsDialog(None, [WORLDS, MINE])
        qtbot.addWidget(dialog)
        with qtbot.waitSignal(getattr(dialog, signal)) as told:
            qtbot.mouseClick(getattr(dialog, name), Qt.MouseButton.LeftButton)
        assert told.args == expected
    empty = ModelsDialog(None, [])
    qtbot.addWidget(empty)
    assert not empty.export.isEnabled()
