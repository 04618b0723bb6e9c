"""What an analysis found: a list first, then drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QTableView,
    QWidget,
)

from ui import words
from ui.language import say
from ui.panels import parts
from ui.panels.beside import Beside
from ui.panels.elided import Elided
from ui.panels.plain_table import plain_table
from ui.panels.result_model import ResultModel, Results, as_csv, as_text
from ui.theme import Theme, address_font, interface_font

TONES = {"structural": "high", "attribution": "mid", "lead": "low"}
STATED, BESIDE = 190, 248
"""Characters of the assumptions that are always in sight, and pixels for what is beside the list at first."""
COUNTED, FILTERED = 640, 540
"""Pixels of width below which the count, and the filter with what is beside the list, give way."""
NOTHING = (
    "Find patterns, paths between accounts, or trace money from what is selected: what is found is listed here, "
    "with what it rests on, and drawn on the chart from here."
)


class ResultsPage(QWidget):
    """`draw_asked` carries numbers of lines, `exported` the list as CSV, `copied` how many rows were copied.

    Moving to a line shows what it consists of beside it; a double click or Enter draws it.
    """

    draw_asked = Signal(object)
    exported = Signal(str)
    copied = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(160)
        self._open = False
        self.model = ResultModel()
        self.title, self.tier = Elided("title"), parts.pill("")
        self.count = parts.label("", "dim")
        self.stated = parts.label("", "dim", wrap=True, copy=True)
        self.more = parts.button("", self._unfold)
        self.more.setProperty("link", True)
        self.draw = parts.button(say("&Draw"), self._draw, tip=say("Put the selected lines on the chart"))
        self.others = self._others()
        self.filter = _filter(self.model)
        self.view = self._view()
        self.beside = Beside()
        self.empty = parts.label(say(NOTHING), "empty", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.empty.setMargin(16)
        self._lay_out()
        self.show_results(self.model.results)

    def _lay_out(self) -> None:
        self.title.setMinimumWidth(80)  # a long title gives way, and is whole on hover
        head = parts.line(
            self.title,
            self.tier,
            self.count,
            0,
            self.filter,
            self.draw,
            self.others,
            margins=(16, 8, 12, 4),
        )
        said = parts.line(self.stated, self.more, margins=(16, 0, 12, 4))
        said.setStretch(0, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        for at, part in enumerate((self.view, self.beside)):
            self.split.addWidget(part)
            self.split.setStretchFactor(at, 1 - at)
        self.split.setSizes([BESIDE * 3, BESIDE])
        self.split.splitterMoved.connect(lambda *_: self._fit())
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.split)
        self.setLayout(parts.column(head, said, self._stack))

    def _view(self) -> QTableView:
        made = plain_table(self.model, "Results")
        made.setSortingEnabled(True)
        made.viewport().installEventFilter(self)
        made.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        made.doubleClicked.connect(lambda _index: self._draw())
        made.selectionModel().currentRowChanged.connect(lambda at, _before: self._tell(at.row()))
        self.model.modelReset.connect(self._follow)
        for name, keys, run in (
            ("Draw", QKeySequence(Qt.Key.Key_Return), self._draw),
            ("Copy rows", QKeySequence(QKeySequence.StandardKey.Copy), self.copy_rows),
        ):
            action = QAction(name, made)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _on=False, run=run: run())
            made.addAction(action)
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return made

    def _others(self) -> QPushButton:
        made = parts.button(say("More ▾"), quiet=True, tip=say("Draw, copy or export all that is listed"))
        menu = QMenu(made)
        for name, run in (
            ("Draw all", self._draw_all),
            ("Copy all as a table", self._copy_all),
            ("Export as CSV…", self._export),
        ):
            menu.addAction(name).triggered.connect(lambda _on=False, run=run: run())
        made.setMenu(menu)
        return made

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self.model.theme = theme
        self.beside.set_theme(theme)
        self.view.viewport().update()

    def show_results(self, results: Results) -> None:
        """Show a list in place of the one before; the first line is moved to."""
        self._open = False
        self.filter.clear()
        self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.model.show(results)
        self.title.setText(words.plain(results.title, 80) or "Results")
        self.title.setToolTip(words.tip(results.title) if results.title else "")
        parts.retone(self.tier, "tone", TONES.get(results.tier, ""))
        self.tier.setText(results.tier)
        self.tier.setVisible(bool(results.tier))
        self.empty.setText(words.plain_lines(results.empty or NOTHING))
        self._widen(results)
        any_ = bool(results.lines)
        self._stack.setCurrentWidget(self.split if any_ else self.empty)
        for part in (self.draw, self.others):
            part.setVisible(any_)
        self._spare()
        if any_:
            self._begin()
            self.view.scrollToTop()

    def clear(self) -> None:
        """Show nothing."""
        self.show_results(Results("", "", (), ()))

    def chosen(self) -> list[int]:
        """The lines that are selected, in the order in which they are shown."""
        rows = sorted({index.row() for index in self.view.selectionModel().selectedRows()})
        return [line for line in map(self.model.line, rows) if line is not None]

    def copy_rows(self, lines: Sequence[int] = ()) -> None:
        """Put lines on the clipboard as tab-separated text with a head: these, or those selected."""
        lines = lines or self.chosen()
        parts.copy(as_text(self.model.results, lines))
        self.copied.emit(len(lines))

    def _export(self) -> None:
        self.exported.emit(as_csv(self.model.results, self.model.shown()))

    def _draw(self) -> None:
        if chosen := self.chosen():
            self.draw_asked.emit(chosen)

    def _draw_all(self) -> None:
        if shown := self.model.shown():
            self.draw_asked.emit(shown)

    def _copy_all(self) -> None:
        self.copy_rows(self.model.shown())

    def _unfold(self) -> None:
        self._open = not self._open
        self._state()

    def _state(self) -> None:
        """What it comes to, then the assumptions, those first that differ from case to case."""
        results = self.model.results
        whole = " ".join([*([results.summary] if results.summary else []), *results.stated])
        room = max(80, min(STATED, self.width() // 4))
        long = len(whole) > room
        self.stated.setText(
            words.plain(whole if self._open or not long else whole[:room].rpartition(" ")[0] + " …")
        )
        self.stated.setVisible(bool(whole))
        self.more.setVisible(long)
        self.more.setText(say("Fewer") if self._open else say("All assumptions"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spare()

    def _spare(self) -> None:
        """In little room the list itself matters most."""
        self._state()
        some, wide = bool(self.model.results.lines), self.width()
        self.count.setVisible(some and wide >= COUNTED)
        self.filter.setVisible(some and wide >= FILTERED)
        self.beside.setVisible(wide >= FILTERED)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """A column of sentences takes the room that the others leave, and never less than it can be read in."""
        columns = self.model.results.columns
        rest = [at for at, column in enumerate(columns) if not column.widest]
        taken = sum(self.view.columnWidth(at) for at in range(len(columns)) if at not in rest)
        for at in rest:
            room = (self.view.viewport().width() - taken) // len(rest)
            self.view.setColumnWidth(at, max(columns[at].least, room))

    def _widen(self, results: Results) -> None:
        for at, column in enumerate(results.columns):
            if column.widest:
                font = address_font(12) if column.widest.startswith("0x") else interface_font(13)
                room = max(_wide(font, column.widest), _wide(interface_font(12), column.name) + 16)
                self.view.setColumnWidth(at, room + (32 if column.right else 24))
        self._fit()

    def _follow(self) -> None:
        total = len(self.model.results.lines)
        shown, results = self.model.rowCount(), self.model.results
        every = words.plural(total, results.noun, results.nouns)
        self.count.setText(every if shown == total else f"{shown:,} of {every}")
        if shown:  # a list in another order starts from its top
            self._begin()
        self._tell(self.view.currentIndex().row())

    def _begin(self) -> None:
        """Move to the first line; `selectRow` would unselect it while Ctrl is held, as from a shortcut."""
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.view.selectionModel().setCurrentIndex(self.model.index(0, 0), how)

    def _tell(self, row: int) -> None:
        at = self.model.line(row)
        self.beside.show_line(None if at is None else self.model.results.lines[at])


def _filter(model: ResultModel) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(say("Filter the list"))
    made.setAccessibleName(say("Filter the list"))
    made.setClearButtonEnabled(True)
    made.setMaxLength(200)
    made.setMinimumWidth(80)
    made.setMaximumWidth(200)
    made.textChanged.connect(model.narrow)
    return made


def _wide(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)
