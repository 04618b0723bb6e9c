"""A list that an analysis came to, as a table that can be sorted and narrowed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from investigator.exports.cells import inert
from ui import words
from ui.panels.course import Course
from ui.panels.entries import Entry, tone_color
from ui.theme import DARK, Theme, address_font

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Column:
    """`widest` is a text that must fit into it; one without it takes the room that is left, `least` pixels or more."""

    name: str
    widest: str = ""
    tip: str = ""
    right: bool = False
    least: int = 90


@dataclass(frozen=True)
class Cell:
    """`whole` is what is copied and exported, `order` what it is sorted by: `text` where they are not given."""

    text: str
    tip: str = ""
    tone: str = ""
    whole: str = ""
    order: int | float | None = None
    mono: bool = False


@dataclass(frozen=True)
class Line:
    """One result. `told` are sentences about it, `steps` what it consists of, in order."""

    cells: tuple[Cell, ...]
    told: tuple[str, ...] = ()
    steps: tuple[Entry, ...] = ()
    course: Course | None = None


@dataclass(frozen=True)
class Results:
    """A list and what has to be said with it.

    `tier` says what kind of claim its lines are; `stated` are the assumptions it rests on, `summary` what it
    comes to. `empty` says why there are no lines.
    """

    title: str
    tier: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    stated: tuple[str, ...] = ()
    summary: str = ""
    empty: str = ""
    noun: str = "result"
    nouns: str = ""


class ResultModel(QAbstractTableModel):
    """Shows lines in an order, as far as they contain a text."""

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = DARK
        self.results = Results("", "", (), ())
        self._shown: list[int] = []
        self._sorted: tuple[int, bool] | None = None
        self._text = ""

    def show(self, results: Results) -> None:
        """Show another list, in its own order."""
        self.results, self._sorted, self._text = results, None, ""
        self._arrange()

    def narrow(self, text: str) -> None:
        """Show only lines that contain a text in any cell, whole addresses included."""
        self._text = text.strip().casefold()
        self._arrange()

    def line(self, row: int) -> int | None:
        """Which line of the results stands in a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def shown(self) -> list[int]:
        """All lines that are shown, in order."""
        return list(self._shown)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a negative one restores the order of the results."""
        self._sorted = None if column < 0 else (column, order == Qt.SortOrder.DescendingOrder)
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        lines = self.results.lines
        shown = [at for at, line in enumerate(lines) if self._fits(line)]
        if self._sorted:
            column, descending = self._sorted
            shown.sort(key=lambda at: _rank(lines[at].cells[column]), reverse=descending)
        self._shown = shown
        self.endResetModel()

    def _fits(self, line: Line) -> bool:
        return not self._text or any(
            self._text in cell.text.casefold() or self._text in cell.whole.casefold() for cell in line.cells
        )

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.results.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or section >= len(self.results.columns):
            return None
        column = self.results.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tip(column.tip or column.name)
        return _side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        column = self.results.columns[index.column()]
        cell = self.results.lines[self._shown[index.row()]].cells[index.column()]
        return self._look(column, cell, role)

    def _look(self, column: Column, cell: Cell, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return words.plain(cell.text, 400)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tip(cell.tip or cell.whole or cell.text)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        if role == Qt.ItemDataRole.FontRole and cell.mono:
            return address_font(12)
        inked = role == Qt.ItemDataRole.ForegroundRole and cell.tone
        return QColor(tone_color(self.theme, cell.tone)) if inked else None


def _rank(cell: Cell) -> tuple[int, float | int, str]:
    """Figures by their size, exact ones exactly; words after them."""
    return (1, 0, cell.text.casefold()) if cell.order is None else (0, cell.order, "")


def _side(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def as_text(results: Results, lines: Sequence[int]) -> str:
    """These lines with a head, parted by tabs, exact and in full."""
    rows = [[column.name for column in results.columns], *_cells(results, lines)]
    return "".join("\t".join(inert(cell) for cell in row) + "\n" for row in rows)


def as_csv(results: Results, lines: Sequence[int]) -> str:
    """These lines as CSV after a head; a text that a spreadsheet would compute gets a quote before it.

    The assumptions stand at the end, each in a line of its own, since figures without them mislead.
    """
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow([column.name for column in results.columns])
    for row in _cells(results, lines):
        write.writerow([inert(cell) for cell in row])
    for sentence in (*((results.summary,) if results.summary else ()), *results.stated):
        write.writerow([inert(f"# {sentence}")])
    return out.getvalue()


def _cells(results: Results, lines: Sequence[int]) -> list[list[str]]:
    return [[cell.whole or cell.text for cell in results.lines[at].cells] for at in lines]
