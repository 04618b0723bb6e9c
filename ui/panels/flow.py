"""A layout that breaks into lines, for chips and tags."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Widgets beside each other that break into lines, as words do."""

    def __init__(self, parent: QWidget | None = None, gap: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._hints: list[tuple[int, int]] = []
        self._heights: dict[int, int] = {}

    def invalidate(self) -> None:
        """Ask the widgets again: Qt asks this layout far more often than they change."""
        self._hints, self._heights = [], {}
        super().invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._hints, self._heights = [], {}

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._hints, self._heights = [], {}
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(min(widest, 240), max((high for _, high in self._sizes()), default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, height = rect.x(), rect.y(), 0
        for item, (wanted, high) in zip(self._items, self._sizes(), strict=True):
            width = min(wanted, rect.width())
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, height = rect.x(), y + height + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, high)))
            x, height = x + width + self._gap, max(height, high)
        return y + height - rect.y()

    def _sizes(self) -> list[tuple[int, int]]:
        if len(self._hints) != len(self._items):
            hints = [item.sizeHint() for item in self._items]
            self._hints = [(hint.width(), hint.height()) for hint in hints]
        return self._hints
