"""A list of short lines, each with a dot, a text on the left and a detail on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import words
from ui.theme import DARK, Theme, address_font, interface_font

ROW = 28
AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Entry:
    """One line. `key` is what the list hands back; tones are those of the style sheet.

    `mono` sets the text in the font of addresses; `dot` is the tone of the dot before it, if any;
    `faded` takes the whole line back, as something undone; `whole` is what Ctrl+C copies.
    """

    key: object
    text: str
    detail: str = ""
    tone: str = "dim"
    dot: str = ""
    mono: bool = False
    faded: bool = False
    tip: str = ""
    whole: str = ""


class EntryModel(QAbstractListModel):
    """The entries, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Replace all entries."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words.plain(entry.text, 400)
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tip(entry.tip or f"{entry.text}\n{entry.detail}".strip())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.plain(f"{entry.text}, {entry.detail}".rstrip(", "))
        return entry if role == Qt.ItemDataRole.UserRole else None


def tone_color(theme: Theme, tone: str) -> str:
    """The colour of words in a tone of the style sheet."""
    return {
        "low": theme.low_text,
        "mid": theme.mid_text,
        "high": theme.high_text,
        "verified": theme.verified,
        "accent": theme.accent_text,
        "dim": theme.dim,
        "faint": theme.faint,
    }.get(tone, theme.text)


class EntryDelegate(QStyledItemDelegate):
    """Paints an entry. The detail keeps its width, the text gives way with an ellipsis."""

    def __init__(self, parent: QWidget, inset: int) -> None:
        super().__init__(parent)
        self.theme = DARK
        self.cover: Callable[[str], str] = str
        self._inset = inset

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        self._ground(painter, rect, state)
        inner = rect.adjusted(self._inset, 0, -self._inset, 0)
        if entry.dot:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tone_color(self.theme, "faint" if entry.faded else entry.dot)))
            painter.drawEllipse(inner.left(), inner.center().y() - 3, 8, 8)
            inner.adjust(14, 0, 0, 0)
        self._texts(painter, inner, entry)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(self.theme.tint))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(self.theme.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(self.theme.raised))

    def _texts(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        """An address keeps its width and its name gives way; other texts give way to their detail."""
        font = address_font(12) if entry.mono else interface_font(13)
        font.setStrikeOut(entry.faded)
        detail_font = interface_font(12)
        text = words.plain(self.cover(entry.text), 400)
        detail = words.plain(self.cover(entry.detail), 60)
        need = QFontMetrics(font).horizontalAdvance(text) + 2
        room = min(QFontMetrics(detail_font).horizontalAdvance(detail) + 2, rect.width() * 3 // 5)
        gap = 12 if detail else 0
        room = min(room, max(0, rect.width() - need - gap)) if entry.mono else room
        left, right = rect.adjusted(0, 0, -room - gap, 0), rect.adjusted(rect.width() - room, 0, 0, 0)
        color = self.theme.dim if entry.faded else self.theme.text
        self._text(painter, left, text, font, color, Qt.AlignmentFlag.AlignLeft)
        tone = tone_color(self.theme, "dim" if entry.faded else entry.tone)
        self._text(painter, right, detail, detail_font, tone, Qt.AlignmentFlag.AlignRight)

    @staticmethod
    def _text(
        painter: QPainter, rect: QRect, text: str, font: QFont, color: str, side: Qt.AlignmentFlag
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(color))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


class EntryList(QListView):
    """The list. `chosen` carries the key of a line that was clicked or entered; Ctrl+C copies its text.

    With `whole` it is as high as its lines, for sections that scroll together; `inset` is the air beside
    them.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str, *, whole: bool = False, inset: int = 16) -> None:
        super().__init__()
        self._model = EntryModel()
        self._delegate = EntryDelegate(self, inset)
        self._whole, self._filled = whole, False
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        copy = QAction("Copy", self)
        copy.triggered.connect(lambda _=False: self._copy())
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.clicked.connect(lambda index: self.chosen.emit(self._key(index)))
        self.doubleClicked.connect(lambda index: self.opened.emit(self._key(index)))

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self._delegate.theme = theme
        self.viewport().update()

    def cover(self, covered: Callable[[str], str] | None) -> None:
        """Paint of each text what this makes of it; with `None` the text itself."""
        self._delegate.cover = covered or str
        self.viewport().update()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace the lines; the chosen one stays chosen where it is still there."""
        if self._filled and tuple(entries) == self._model.entries:
            return  # so it is after most edits: nothing need be laid out anew
        self._filled = True
        held = self.current()
        self._model.show(entries)
        self.select(held)
        if self._whole:
            self.setFixedHeight(ROW * len(entries))

    def entries(self) -> Sequence[Entry]:
        """What is shown."""
        return self._model.entries

    def current(self) -> object:
        """The key of the line that has the focus, or `None`."""
        return self._key(self.currentIndex())

    def select(self, key: object) -> None:
        """Move to the line of this key without announcing it; to none where there is no such line."""
        keys = [entry.key for entry in self._model.entries]
        found = self._model.index(keys.index(key)) if key is not None and key in keys else QModelIndex()
        self.setCurrentIndex(found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by the keyboard sees where they are."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.current())
            self.opened.emit(self.current())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        if self.currentIndex().isValid():
            entry = self._model.entries[self.currentIndex().row()]
            QGuiApplication.clipboard().setText(entry.whole or entry.text)

    @staticmethod
    def _key(index: AnyIndex) -> object:
        entry = index.data(Qt.ItemDataRole.UserRole)
        return entry.key if isinstance(entry, Entry) else None
