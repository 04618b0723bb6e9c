"""The first rows of a file, with what each column is taken for above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from ui import words
from ui.language import say

ROWS, COLUMNS, CELL = 8, 60, 200


class PreviewTable(QTableWidget):
    """To be looked at, not changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("First rows of the file"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(26)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setMaximumSectionSize(240)
        head.setFixedHeight(44)
        self.setMinimumHeight(160)

    def show_rows(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], columns: Mapping[str, int]
    ) -> None:
        """Show these rows; `columns` says which field each column is."""
        fields = {index: field.replace("_", " ") for field, index in columns.items()}
        names = [words.plain(name, 40) for name in header[:COLUMNS]]
        self.clear()
        self.setRowCount(min(len(rows), ROWS))
        self.setColumnCount(len(names))
        for column, name in enumerate(names):
            head = QTableWidgetItem(f"{name}\n→ {fields[column]}" if column in fields else f"{name}\n")
            head.setToolTip(words.tip(header[column][:CELL]))
            self.setHorizontalHeaderItem(column, head)
        for line, row in enumerate(rows[:ROWS]):
            for column, cell in enumerate(row[: len(names)]):
                item = QTableWidgetItem(words.plain(cell, CELL))
                item.setToolTip(words.tip(cell[:CELL]))
                self.setItem(line, column, item)
        self.resizeColumnsToContents()
