"""The transfer table: millions of rows by pages, sorted and filtered where they lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QStackedLayout, QTableView, QWidget

from investigator.cases.worth import Derived
from investigator.data.queries.transfers import TransferRow
from investigator.records import Clock
from ui import words
from ui.panels import parts
from ui.panels.elided import Elided, Row
from ui.panels.filter_row import FilterRow
from ui.panels.transfer_cells import AMOUNT, HEADS, TIME, WORTH, term
from ui.panels.transfer_model import NONE, Ordered, PageRequest, TransferModel
from ui.panels.transfer_view import column_menu, runs, transfer_view
from ui.theme import Theme

TYPING_PAUSE = 200
"""Milliseconds after the last key before the filter takes effect."""

SELECTION_LIMIT = 100_000
WIDEST_AMOUNT = 420


class TransferTable(QWidget):
    """Shows the pages it is given.

    The window answers `requested` (a `PageRequest`) with `set_page`, and `filtered` (a query) and `sorted` with
    `reset`, which says which transfers fit. `selected` carries transfer ids and the accounts they touch, of those
    whose rows are here; `opened` one transfer id; `copy_asked` the ids of the rows to put on the clipboard;
    `narrow_asked` a term by which everything is to be filtered.
    """

    requested = Signal(object)
    filtered = Signal(str)
    sorted = Signal()
    selected = Signal(object, object)
    opened = Signal(object)
    copy_asked = Signal(object)
    export_asked = Signal()
    narrow_asked = Signal(str)
    columns_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = TransferModel()
        self.model.requested.connect(self.requested)
        self.count, self.totals = Elided("dim"), parts.label("", "dim", copy=True)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self._apply_filter)
        self._text = ""
        self.filter = self._filter()
        self.view = self._view()
        self.row = FilterRow(self.view.horizontalHeader())
        self.row.changed.connect(self._pause.start)
        self.row.hide()
        self.empty = parts.label(wrap=True, role="empty")
        self.empty.setMargin(24)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._lay_out()
        self.reset(NONE, 0)

    def _lay_out(self) -> None:
        by_column = parts.button(
            "By column", quiet=True, tip="A field over each head, to filter by that column"
        )
        by_column.setCheckable(True)
        by_column.toggled.connect(self._show_row)
        up = parts.button("Filter everything", self._raise_filter, quiet=True,
                          tip="Filter chart and timeline by this as well")  # fmt: skip
        columns = parts.button(
            "Columns ▾", quiet=True, tip="Choose which columns there are; drag heads to order them"
        )
        columns.setMenu(self._menu())
        export = parts.button("Export…", self.export_asked.emit, quiet=True,
                              tip="Write the transfers listed here to a file: CSV, TSV or Parquet")  # fmt: skip
        line = parts.line(self.filter, up, by_column, self.count, columns, export, margins=(12, 6, 12, 6))
        line.setStretch(0, 3)
        line.setStretch(3, 2)
        head = Row(line, (up, by_column))
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        foot = parts.line(self.totals, 0, margins=(16, 4, 16, 4))
        self.totals.setMinimumWidth(40)
        self.setLayout(parts.column(head, self.row, self._stack, foot))

    def _filter(self) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText("Filter the table: 0x9f2c, asset:USDC value>10k, -is:failed")
        made.setAccessibleName("Filter transfers")
        made.setClearButtonEnabled(True)
        made.setMaxLength(2000)
        made.setMinimumWidth(120)
        made.setMaximumWidth(480)
        made.textChanged.connect(lambda _text: self._pause.start())
        made.returnPressed.connect(self._apply_filter)
        return made

    def _view(self) -> QTableView:
        made = transfer_view(self.model)
        head = made.horizontalHeader()
        head.sectionClicked.connect(self._sort)
        head.sectionMoved.connect(lambda *_: self.columns_changed.emit())
        head.customContextMenuRequested.connect(lambda at: self._menu().exec(head.mapToGlobal(at)))
        made.selectionModel().selectionChanged.connect(lambda *_: self._announce())
        made.doubleClicked.connect(lambda index: self._open(index.row()))
        made.actions()[0].triggered.connect(self.copy_rows)
        made.customContextMenuRequested.connect(self._cell_menu)
        return made

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self.model.cells.theme = theme
        self.view.viewport().update()

    def set_context(self, clock: Clock, zone: tzinfo | None, names: Mapping[str, str]) -> None:
        """What the times mean, the analyst's zone, and what accounts are called (by canonical address)."""
        cells = self.model.cells
        cells.clock, cells.zone, cells.names = clock, zone, names
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, TIME, AMOUNT)
        self.view.viewport().update()

    def reset(self, listed: Ordered, total: int, totals: str = "", tip: str = "") -> None:
        """Start over: these of `total` transfers fit. Pages are asked for as they are seen."""
        matching = int(listed.ids.size)
        self.model.restart(listed)
        self.count.setText(words.count_of(matching, total, "transfer"))
        self.totals.setText(totals)
        self.totals.setToolTip(words.tip(tip))
        self.empty.setText(
            "No transfer fits the filter. Clear it, or widen the time span."
            if total
            else "No transfers yet. Import a file, or pull from a node or an explorer, and they appear here."
        )
        self._stack.setCurrentWidget(self.view if matching else self.empty)

    def say(self, trouble: str) -> None:
        """Say why the filter cannot be read, or with '' that it can."""
        parts.retone(self.filter, "tone", "mid" if trouble else "")
        self.filter.setToolTip(words.tip(trouble))
        if trouble:
            self.count.setText(trouble)

    def set_page(
        self, request: PageRequest, rows: Sequence[TransferRow], worths: Mapping[int, Derived] | None = None
    ) -> None:
        """Show the answer to a request; the amounts get the room they need, since a cut one misleads."""
        self.model.set_page(request, rows, worths)
        longest = max((self.model.cells.text(row, AMOUNT) for row in rows), key=len, default="")
        room = self.view.fontMetrics().horizontalAdvance(longest) + 32
        if self.view.columnWidth(AMOUNT) < room:
            self.view.setColumnWidth(AMOUNT, min(room, WIDEST_AMOUNT))

    def text(self) -> str:
        """What is filtered for, as a query."""
        return self._text

    def keys(self) -> tuple[str, ...]:
        """The columns that are seen, from left to right, as `exports.sheet` knows them."""
        head = self.view.horizontalHeader()
        seen = [column for column in range(len(HEADS)) if not head.isSectionHidden(column)]
        keys = [HEADS[column].key for column in sorted(seen, key=head.visualIndex)]
        return tuple("base" if key == "amount" and words.in_base_units() else key for key in keys)

    def select(self, transfers: Sequence[int]) -> None:
        """Select these transfers, those that are listed, without announcing it again."""
        lines = self.model.listed.lines(transfers[:SELECTION_LIMIT])
        if lines == self._lines():
            return
        chosen = QItemSelection()
        for top, bottom in runs(lines):
            chosen.select(self.model.index(top, 0), self.model.index(bottom, len(HEADS) - 1))
        self._quiet = True
        self.view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._quiet = False
        if lines:
            self.view.scrollTo(self.model.index(lines[0], 0))

    def copy_rows(self) -> None:
        """Ask for the selected rows to be put on the clipboard."""
        lines = self._lines()
        if lines:
            self.copy_asked.emit(tuple(self.model.listed.ids[lines].tolist()))

    _quiet = False

    def _lines(self) -> list[int]:
        """The selected lines in order, up to a limit: all of a million may be selected."""
        lines: list[int] = []
        for top, bottom in self._ranges():
            lines += range(top, min(bottom + 1, top + SELECTION_LIMIT - len(lines)))
        return lines

    def _ranges(self) -> list[tuple[int, int]]:
        selection = self.view.selectionModel().selection()
        return sorted((part.top(), part.bottom()) for part in map(selection.at, range(selection.count())))

    def _announce(self) -> None:
        if self._quiet:
            return
        rows = self.model.here(self._ranges())
        accounts = dict.fromkeys(end for row in rows for end in (row.src, row.dst))
        self.selected.emit(tuple(row.id for row in rows), tuple(accounts))

    def _open(self, line: int) -> None:
        row = self.model.row(line)
        if row:
            self.opened.emit(row.id)

    def _sort(self, column: int) -> None:
        order = HEADS[column].order
        head = self.view.horizontalHeader()
        if order is None:
            back = [one.order for one in HEADS].index(self.model.order)
            head.setSortIndicator(back, self._way())
            return
        first = column in {AMOUNT, WORTH}
        self.model.descending = not self.model.descending if order == self.model.order else first
        self.model.order = order
        head.setSortIndicator(column, self._way())
        self.view.scrollToTop()
        self.sorted.emit()

    def _way(self) -> Qt.SortOrder:
        return Qt.SortOrder.DescendingOrder if self.model.descending else Qt.SortOrder.AscendingOrder

    def _menu(self) -> QMenu:
        return column_menu(self.view, self.show_column)

    def show_column(self, column: int, on: bool) -> None:
        """Show or hide a column; the last one stays."""
        if on or len(self.keys()) > 1:
            self.view.setColumnHidden(column, not on)
            self.row.align()
            self.columns_changed.emit()

    def _cell_menu(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.view.actions())
        row = self.model.row(index.row()) if index.isValid() else None
        found = term(row, index.column(), self.model.cells.clock) if row else ""
        for text, part in (("Show only", found), ("Leave out", f"-{found}")):
            if found:
                action = menu.addAction(words.caption(f"{text} {found}"))
                action.triggered.connect(lambda _=False, part=part: self.narrow_asked.emit(part))
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _show_row(self, on: bool) -> None:
        self.row.setVisible(on)
        if on:
            self.row.align()
        else:
            self.row.clear()

    def _raise_filter(self) -> None:
        """Hand the filter of the table over to the whole window."""
        self._apply_filter()
        found = self._text
        self.filter.clear()
        self.row.clear()
        self._apply_filter()
        if found:
            self.narrow_asked.emit(found)

    def _apply_filter(self) -> None:
        self._pause.stop()
        typed = self.filter.text().strip()
        both = f"{typed} {self.row.terms()}".strip()
        if both != self._text:
            self._text = both
            self.filtered.emit(both)
