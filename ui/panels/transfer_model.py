"""Transfers as a table that knows which there are, and asks for the pages that are seen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from investigator.cases.worth import Derived
from investigator.data.queries.transfers import TransferRow
from ui import words
from ui.panels.transfer_cells import HEADS, TIME, Cells, Sorting, font, head, side

PAGE = 200
KEPT_PAGES = 60
ASKED_AT_ONCE = 3
AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Ordered:
    """Transfers in the order of the table: `ids` (n,), and `rank` (n,), which sorts them. Made off the GUI thread."""

    ids: NDArray[np.int64]
    rank: NDArray[np.int64]

    @classmethod
    def of(cls, ids: NDArray[np.int64]) -> Ordered:
        """These ids, made ready to be looked up."""
        return cls(ids, np.argsort(ids))

    def lines(self, transfers: Sequence[int]) -> list[int]:
        """Where these transfers stand, those that do."""
        wanted = np.unique(np.array(transfers, np.int64))
        if not self.ids.size or not wanted.size:
            return []
        at = np.searchsorted(self.ids, wanted, sorter=self.rank).clip(max=self.ids.size - 1)
        lines = self.rank[at]
        return [int(line) for line in np.sort(lines[self.ids[lines] == wanted])]


NONE = Ordered.of(np.empty(0, np.int64))


@dataclass(frozen=True)
class PageRequest:
    """A page that is in sight and not here yet. `ticket` tells answers to earlier questions apart."""

    ticket: int
    offset: int
    ids: tuple[int, ...]


class TransferModel(QAbstractTableModel):
    """`requested` carries a `PageRequest`; the answer goes to `set_page`."""

    requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.cells = Cells()
        self.order: Sorting = "time"
        self.descending = False
        self.listed = NONE
        self._ticket = 0
        self._pages: OrderedDict[int, Sequence[TransferRow]] = OrderedDict()
        self._asked: set[int] = set()
        self._wanted: list[int] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)

    def restart(self, listed: Ordered) -> None:
        """Forget all pages: from now on there are these transfers."""
        self.beginResetModel()
        self._ticket += 1
        self.listed = listed
        self._pages.clear()
        self._asked.clear()
        self._wanted.clear()
        self.cells.worths.clear()
        self.endResetModel()

    def set_page(
        self, request: PageRequest, rows: Sequence[TransferRow], worths: Mapping[int, Derived] | None = None
    ) -> None:
        """Take the answer to a request; answers to earlier questions are dropped."""
        if request.ticket != self._ticket:
            return
        number = request.offset // PAGE
        self._asked.discard(number)
        self._pages[number] = rows
        self.cells.worths.update(worths or {})
        while len(self._pages) > KEPT_PAGES:
            for row in self._pages.popitem(last=False)[1]:
                self.cells.worths.pop(row.id, None)
        last = min(self.rowCount(), request.offset + PAGE) - 1
        if last >= request.offset:
            self.dataChanged.emit(self.index(request.offset, 0), self.index(last, len(HEADS) - 1))

    def row(self, number: int) -> TransferRow | None:
        """The transfer of a line, if its page is here."""
        page = self._pages.get(number // PAGE)
        return page[number % PAGE] if page is not None and number % PAGE < len(page) else None

    def here(self, ranges: Sequence[tuple[int, int]]) -> list[TransferRow]:
        """The transfers of these ranges of lines, first and last, whose pages are here."""
        found: list[TransferRow] = []
        for number, page in sorted(self._pages.items()):
            for top, bottom in ranges:
                first = max(0, top - number * PAGE)
                found += page[first : max(0, bottom + 1 - number * PAGE)] if first < PAGE else []
        return found

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else int(self.listed.ids.size)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(HEADS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return head(section, self.cells.clock)
        if role == Qt.ItemDataRole.ToolTipRole:
            sorts = "Click to sort, drag to move; right-click to choose columns."
            return words.tip(f"{HEADS[section].tip}\n{sorts}".strip())
        return side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.row(index.row())
        if row is None:
            if role == Qt.ItemDataRole.DisplayRole:
                self._want(index.row() // PAGE)
                return "…" if index.column() == TIME else None
            return None
        return self._shown(row, index.column(), role)

    def _shown(self, row: TransferRow, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cells.text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return side(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tip(self.cells.tip(row, column))
        if role == Qt.ItemDataRole.FontRole:
            return font(row, column)
        return self.cells.ink(row, column) if role == Qt.ItemDataRole.ForegroundRole else None

    def _want(self, page: int) -> None:
        """Painting asks for rows; the request goes out when the painting is over."""
        if page not in self._asked and page not in self._wanted:
            self._wanted.append(page)
            self._soon.start()

    def _ask(self) -> None:
        """Ask for what was seen last: what was scrolled past is asked for when it is seen again."""
        pages, self._wanted = self._wanted[-ASKED_AT_ONCE:], []
        for page in pages:
            self._asked.add(page)
            some = self.listed.ids[page * PAGE : (page + 1) * PAGE].tolist()
            self.requested.emit(PageRequest(self._ticket, page * PAGE, tuple(some)))
