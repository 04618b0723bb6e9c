from __future__ import annotations

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from ui.panels.plain_table import ROW, plain_table


def test_whole_rows_of_one_height_are_selected(qtbot: QtBot) -> None:
    model = QStringListModel(["a", "b"])
    view = plain_table(model, "Letters")
    qtbot.addWidget(view)
    assert view.accessibleName() == "Letters"
    assert view.rowHeight(0) == view.rowHeight(1) == ROW
    assert view.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
    assert view.horizontalHeader().selectionModel() is not view.selectionModel()
