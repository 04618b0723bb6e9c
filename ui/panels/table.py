"""The transfer table: millions of rows by pages, sorted and filtered where they lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QStackedLayout, QTableView, QWidget

from investigator.data.queries.transfers import TransferRow
from investigator.records import Clock
from ui import words
from ui.panels import parts
from ui.panels.transfer_model import AMOUNT, COLUMNS, TIME, PageRequest, TransferModel
from ui.theme import Theme, address_font, interface_font

TYPING_PAUSE = 200
"""Milliseconds after the last key before the filter takes effect."""

SELECTION_LIMIT = 10_000
WIDEST = (
    "2026-03-02 04:00:00",
    "0x0000…0000",
    "0x0000…0000",
    "1,000.000000000000",
    "WETH…",
    "ERC-20 · failed",
    "0x00000000…",
)
"""What must fit into each column at first."""

WIDEST_AMOUNT = 420


class TransferTable(QWidget):
    """Shows the pages it is given.

    The window answers `requested` (a `PageRequest`) with `set_page`, and `filtered` (a text) with `reset`,
    which says how many transfers fit. `selected` carries transfer ids and the accounts they touch;
    `opened` one transfer id. `copied` says how many rows went to the clipboard, and how many were selected.
    """

    requested = Signal(object)
    filtered = Signal(str)
    selected = Signal(object, object)
    opened = Signal(object)
    copied = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = TransferModel()
        self.model.requested.connect(self.requested)
        self.count = parts.label("", "dim")
        self.filter = self._filter()
        self.view = self._view()
        self.empty = parts.label(wrap=True, role="empty")
        self.empty.setMargin(24)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        head = parts.line(self.filter, self.count, margins=(12, 6, 16, 6))
        head.setStretch(0, 1)
        self.setLayout(parts.column(head, self._stack))
        self.reset(0, 0)

    def _filter(self) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText("Address, asset or transaction hash")
        made.setAccessibleName("Filter transfers")
        made.setClearButtonEnabled(True)
        made.setMaxLength(200)
        made.setMaximumWidth(420)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self._apply_filter)
        made.textChanged.connect(lambda _text: self._pause.start())
        made.returnPressed.connect(self._apply_filter)
        return made

    def _view(self) -> QTableView:
        made = QTableView()
        made.setModel(self.model)
        made.setAccessibleName("Transfers")
        made.setShowGrid(False)
        made.setWordWrap(False)
        made.setTabKeyNavigation(False)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = made.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(26)
        self._head(made.horizontalHeader())
        for column, text in enumerate(WIDEST):
            font = address_font() if text.startswith("0x") else interface_font()
            made.setColumnWidth(column, QFontMetrics(font).horizontalAdvance(text) + 28)
        made.selectionModel().selectionChanged.connect(lambda *_: self._announce())
        made.doubleClicked.connect(lambda index: self._open(index.row()))
        copy = QAction("Copy rows", made)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy_rows)
        made.addAction(copy)
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return made

    def _head(self, head: QHeaderView) -> None:
        head.setHighlightSections(False)
        # With the view's own selection it would ask every row whether its column is selected: seconds.
        head.setSelectionModel(QItemSelectionModel(self.model, head))
        head.setStretchLastSection(True)
        head.setMinimumSectionSize(56)
        head.setSectionsMovable(True)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(TIME, Qt.SortOrder.AscendingOrder)
        head.sectionClicked.connect(self._sort)

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self.model.theme = theme
        self.view.viewport().update()

    def set_context(self, clock: Clock, zone: tzinfo | None, names: Mapping[str, str]) -> None:
        """What the times mean, the analyst's zone, and what accounts are called (by canonical address)."""
        self.model.clock, self.model.zone, self.model.names = clock, zone, names
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, TIME, TIME)
        self.view.viewport().update()

    def reset(self, matching: int, total: int) -> None:
        """Start over: `matching` of `total` transfers fit. Pages are asked for as they are seen."""
        self.model.restart(matching)
        self.count.setText(words.count_of(matching, total, "transfer"))
        self.empty.setText(
            "No transfer fits the filter. Clear it, or widen the time span."
            if total
            else "No transfers yet. Import a file, or pull from a node or an explorer, and they appear here."
        )
        self._stack.setCurrentWidget(self.view if matching else self.empty)

    def set_page(self, request: PageRequest, rows: Sequence[TransferRow]) -> None:
        """Show the answer to a request; the amounts get the room they need, since a cut one misleads."""
        self.model.set_page(request, rows)
        longest = max((self.model.cell(row, AMOUNT) for row in rows), key=len, default="")
        room = self.view.fontMetrics().horizontalAdvance(longest) + 32
        if self.view.columnWidth(AMOUNT) < room:
            self.view.setColumnWidth(AMOUNT, min(room, WIDEST_AMOUNT))

    def text(self) -> str:
        """What is filtered for."""
        return self.model.text

    def select(self, transfers: Sequence[int]) -> None:
        """Select these transfers, as far as they are among the pages here, without announcing it again."""
        lines = [line for line in map(self.model.line_of, transfers[:SELECTION_LIMIT]) if line is not None]
        if set(lines) == set(self._lines()):
            return
        chosen = QItemSelection()
        for line in lines:
            chosen.select(self.model.index(line, 0), self.model.index(line, len(COLUMNS) - 1))
        self._quiet = True
        self.view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._quiet = False
        if lines:
            self.view.scrollTo(self.model.index(lines[0], 0))

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard as tab-separated text, exact and in full, with a head."""
        rows = [row for row in map(self.model.row, self._lines()) if row]
        if not rows:
            return
        lines = ["\t".join(name for name, _ in COLUMNS)]
        lines += [
            "\t".join(self.model.cell(row, c, whole=True) for c in range(len(COLUMNS))) for row in rows
        ]
        parts.copy("\n".join(lines) + "\n")
        self.copied.emit(len(rows), sum(bottom - top + 1 for top, bottom in self._ranges()))

    _quiet = False

    def _lines(self) -> list[int]:
        """The selected lines in order, up to a limit: all of a million may be selected."""
        lines: list[int] = []
        for top, bottom in self._ranges():
            lines += range(top, min(bottom + 1, top + SELECTION_LIMIT - len(lines)))
        return lines

    def _ranges(self) -> list[tuple[int, int]]:
        selection = self.view.selectionModel().selection()
        ranges = (selection.at(number) for number in range(selection.count()))
        return sorted((part.top(), part.bottom()) for part in ranges)

    def _announce(self) -> None:
        if self._quiet:
            return
        rows = [row for row in map(self.model.row, self._lines()) if row]
        accounts = dict.fromkeys(end for row in rows for end in (row.src, row.dst))
        self.selected.emit(tuple(row.id for row in rows), tuple(accounts))

    def _open(self, line: int) -> None:
        row = self.model.row(line)
        if row:
            self.opened.emit(row.id)

    def _sort(self, column: int) -> None:
        order = COLUMNS[column][1]
        head = self.view.horizontalHeader()
        if order is None:
            back = [key for _, key in COLUMNS].index(self.model.order)
            head.setSortIndicator(back, self._way())
            return
        first = column == AMOUNT
        self.model.descending = not self.model.descending if order == self.model.order else first
        self.model.order = order
        head.setSortIndicator(column, self._way())
        self.model.restart(self.model.rowCount())
        self.view.scrollToTop()

    def _way(self) -> Qt.SortOrder:
        return Qt.SortOrder.DescendingOrder if self.model.descending else Qt.SortOrder.AscendingOrder

    def _apply_filter(self) -> None:
        self._pause.stop()
        text = self.filter.text().strip()
        if text != self.model.text:
            self.model.text = text
            self.filtered.emit(text)
