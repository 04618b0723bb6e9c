"""The view of the transfer table: its columns at first, its menu of columns, and how selections are made fast."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence
from PySide6.QtWidgets import QMenu, QTableView

from ui.panels.plain_table import plain_table
from ui.panels.transfer_cells import HEADS, TIME
from ui.theme import address_font, interface_font


def transfer_view(model: QAbstractItemModel) -> QTableView:
    """A view with the columns that are shown at first; its first action is to copy rows."""
    made = plain_table(model, "Transfers")
    head = made.horizontalHeader()
    head.setStretchLastSection(True)
    head.setMinimumSectionSize(56)
    head.setSectionsMovable(True)
    head.setSortIndicatorShown(True)
    head.setSortIndicator(TIME, Qt.SortOrder.AscendingOrder)
    head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    for column, one in enumerate(HEADS):
        font = address_font() if one.widest.startswith("0x") else interface_font()
        made.setColumnWidth(column, QFontMetrics(font).horizontalAdvance(one.widest) + 28)
        made.setColumnHidden(column, not one.shown)
    copy = QAction("Copy rows", made)
    copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
    copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    made.addAction(copy)
    made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    return made


def column_menu(view: QTableView, show: Callable[[int, bool], object]) -> QMenu:
    """A menu with a row for each column, ticked where it is seen; `show` is asked to change that."""
    made = QMenu(view)

    def tick() -> None:
        for column, row in enumerate(made.actions()):
            row.setChecked(not view.isColumnHidden(column))

    for column, one in enumerate(HEADS):
        row = made.addAction(one.name)
        row.setCheckable(True)
        row.triggered.connect(lambda on, column=column: show(column, on))
    tick()
    made.aboutToShow.connect(tick)
    return made


def runs(lines: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending lines as runs of neighbours, first and last: a selection of ranges is fast, one of lines is not."""
    found: list[tuple[int, int]] = []
    for line in lines:
        if found and found[-1][1] == line - 1:
            found[-1] = (found[-1][0], line)
        else:
            found.append((line, line))
    return found
