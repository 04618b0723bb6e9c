"""A table as all of them look: no grid, rows of one height, whole rows selected."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

ROW = 26


def plain_table(model: QAbstractItemModel, name: str) -> QTableView:
    """A view of a model, called `name` by screen readers."""
    made = QTableView()
    made.setModel(model)
    made.setAccessibleName(name)
    made.setShowGrid(False)
    made.setWordWrap(False)
    made.setTabKeyNavigation(False)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows = made.verticalHeader()
    rows.setVisible(False)
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(ROW)
    head = made.horizontalHeader()
    head.setHighlightSections(False)
    # With the view's own selection it would ask every row whether its column is selected: seconds.
    head.setSelectionModel(QItemSelectionModel(model, head))
    head.setMinimumSectionSize(48)
    head.setSectionsClickable(True)
    return made
