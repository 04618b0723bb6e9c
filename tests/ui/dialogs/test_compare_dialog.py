from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from investigator.operations.side_by_side import Pair, SideBySide
from tests.ui.things import HOSTILE, texts
from ui.dialogs.compare_dialog import CompareDialog
from ui.theme import LIGHT

FOUND = SideBySide(
    "Main", "Theory", "3", 1, 2,
    (
        Pair("labels", "Labels", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "mixer", HOSTILE),
        Pair("notes", "Notes", "bank:1", "seen", "seen"),
        Pair("findings", "Findings", "F1", "", "Theft"),
    ),
)  # fmt: skip


def shown(dialog: CompareDialog, column: int) -> list[str]:
    model = dialog.model
    return [model.data(model.index(row, column)) for row in range(model.rowCount())]


def test_what_differs_is_marked_and_the_same_comes_on_demand(qtbot: QtBot) -> None:
    dialog = CompareDialog(None, [("Main", "Main"), ("Theory", "Theory")])
    qtbot.addWidget(dialog)
    dialog.set_theme(LIGHT)
    dialog.show()
    with qtbot.waitSignal(dialog.compare_asked) as told:
        dialog.choose("Main", "Theory")
    assert told.args == ["Main", "Theory"]
    dialog.show_sides(FOUND)
    assert shown(dialog, 0) == ["≠", "≠"]
    assert shown(dialog, 2) == ["0x5aAe…eAed", "F1"]
    assert shown(dialog, 3) == ["mixer", "not stated"]
    assert "‹U+202E›" in shown(dialog, 4)[0]
    assert "They differ on 2 facts. 1 step on the left and 2 steps on the right" in texts(dialog)
    dialog.all.setChecked(True)
    assert shown(dialog, 0) == ["≠", "", "≠"]
    index = dialog.model.index(0, 3)
    assert dialog.model.data(index, Qt.ItemDataRole.FontRole) is not None
    assert dialog.model.data(dialog.model.index(1, 3), Qt.ItemDataRole.FontRole) is None
    plain = dialog.table.grab().toImage()
    dialog.model.show([FOUND.pairs[1]] * 3, "Main", "Theory")
    assert dialog.table.grab().toImage() != plain
