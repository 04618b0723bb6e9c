"""Transfers as a table that knows the pages it was given and asks for the others when they are seen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont

from investigator.data.queries.transfers import Order, TransferRow
from investigator.records import Clock
from ui import words
from ui.theme import DARK, Theme, address_font

PAGE = 200
KEPT_PAGES = 60
ASKED_AT_ONCE = 3
AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

COLUMNS: tuple[tuple[str, Order | None], ...] = (
    ("Time (UTC)", "time"),
    ("From", "from"),
    ("To", "to"),
    ("Amount", "amount"),
    ("Asset", "asset"),
    ("Kind", "kind"),
    ("Transaction", None),
)
TIME, SENDER, RECEIVER, AMOUNT, ASSET, KIND, TX = range(7)
CLOCK_HEADS = {Clock.UTC: "Time (UTC)", Clock.STEP: "Step", Clock.BLOCK: "Block"}


@dataclass(frozen=True)
class PageRequest:
    """A page that is in sight and not here yet. `ticket` tells answers to earlier questions apart."""

    ticket: int
    text: str
    order: Order
    descending: bool
    offset: int
    limit: int = PAGE


class TransferModel(QAbstractTableModel):
    """`requested` carries a `PageRequest`; the answer goes to `set_page`."""

    requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = DARK
        self.zone: tzinfo | None = None
        self.clock = Clock.UTC
        self.names: Mapping[str, str] = {}
        self.text = ""
        self.order: Order = "time"
        self.descending = False
        self._rows = 0
        self._ticket = 0
        self._pages: OrderedDict[int, Sequence[TransferRow]] = OrderedDict()
        self._asked: set[int] = set()
        self._wanted: list[int] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)

    def restart(self, rows: int) -> None:
        """Forget all pages: from now on there are `rows` transfers, in the present order and filter."""
        self.beginResetModel()
        self._ticket += 1
        self._rows = rows
        self._pages.clear()
        self._asked.clear()
        self._wanted.clear()
        self.endResetModel()

    def set_page(self, request: PageRequest, rows: Sequence[TransferRow]) -> None:
        """Take the answer to a request; answers to earlier questions are dropped."""
        if request.ticket != self._ticket:
            return
        number = request.offset // PAGE
        self._asked.discard(number)
        self._pages[number] = rows
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        last = min(self._rows, request.offset + PAGE) - 1
        if last >= request.offset:
            self.dataChanged.emit(self.index(request.offset, 0), self.index(last, TX))

    def row(self, number: int) -> TransferRow | None:
        """The transfer of a line, if its page is here."""
        page = self._pages.get(number // PAGE)
        return page[number % PAGE] if page is not None and number % PAGE < len(page) else None

    def line_of(self, transfer: int) -> int | None:
        """The line of a transfer among the pages that are here."""
        for number, page in self._pages.items():
            for place, row in enumerate(page):
                if row.id == transfer:
                    return number * PAGE + place
        return None

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._head(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return None

    def _head(self, section: int) -> str:
        if section == AMOUNT and words.in_base_units():
            return "Amount (base units)"
        return CLOCK_HEADS[self.clock] if section == TIME else COLUMNS[section][0]

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
            return self.cell(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tip(self._tip(row, column))
        if role == Qt.ItemDataRole.FontRole:
            return self._font(row, column)
        return self._ink(row, column) if role == Qt.ItemDataRole.ForegroundRole else None

    def _ink(self, row: TransferRow, column: int) -> QColor | None:
        void = not (row.ok and row.standing)
        if void or column in (KIND, TX):
            return QColor(self.theme.high_text if void and column == KIND else self.theme.dim)
        return QColor(self.theme.mid_text) if row.doubts and column == ASSET else None

    def cell(self, row: TransferRow, column: int, *, whole: bool = False) -> str:
        """What a cell shows; with `whole` nothing is shortened or grouped, as for a spreadsheet."""
        if column in (SENDER, RECEIVER):
            address = row.sender if column == SENDER else row.receiver
            return words.whole(address) if whole else words.shorten(address)
        if column == AMOUNT:
            return words.figure(row.amount, row.decimals, grouped=not whole)
        if column == TX:
            return row.tx_hash if whole or not row.tx_hash else f"{row.tx_hash[:10]}…"
        if column == TIME:
            shown = words.when(row.time, row.clock)
            return (
                str(row.time)
                if whole and row.clock != Clock.UTC
                else shown.rpartition(" ")[2]
                if (row.clock != Clock.UTC and row.clock == self.clock)
                else shown
            )
        if column == ASSET:
            return words.asset(row.symbol, 24, () if whole else row.doubts)
        return words.kind(row.kind, row.ok, row.standing, row.provisional)

    def _tip(self, row: TransferRow, column: int) -> str:
        if column in (SENDER, RECEIVER):
            address = row.sender if column == SENDER else row.receiver
            name = self.names.get(address, "")
            return f"{name}\n{words.whole(address)}\n{words.place(address)}".strip()
        if column == TIME:
            return words.when_tip(row.time, row.clock, self.zone)
        if column == AMOUNT:
            return f"{words.amount(row.amount, row.decimals, row.symbol)}\n{row.amount:,} base units"
        if column == TX:
            return row.tx_hash or f"No transaction hash: line {row.row_number} of the file"
        if column == ASSET:
            return f"{words.plain(row.symbol)}\n{words.doubtful(row.doubts)}".strip()
        return f"{self.cell(row, column)}\n{words.standing(row.ok, row.standing, row.provisional)}".strip()

    @staticmethod
    def _font(row: TransferRow, column: int) -> QFont | None:
        void = not (row.ok and row.standing)
        if not void and column not in (SENDER, RECEIVER, TX):
            return None
        font = address_font(12) if column in (SENDER, RECEIVER, TX) else QFont()
        font.setStrikeOut(void and column == AMOUNT)
        return font

    @staticmethod
    def _side(column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column == AMOUNT else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

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
            self.requested.emit(
                PageRequest(self._ticket, self.text, self.order, self.descending, page * PAGE)
            )
