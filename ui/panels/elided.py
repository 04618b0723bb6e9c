"""A line of text that ends in '…' where there is no room for it, and a row whose buttons move into a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QMenu, QPushButton, QWidget

from ui import words
from ui.language import say
from ui.panels import parts

LEAST = 40
"""Pixels that a line of text keeps."""


class Elided(QLabel):
    """A label of one line, as `parts.label` makes them, that gives way; cut, it is whole under the mouse."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)

    def setText(self, text: str) -> None:
        """Show `text`."""
        super().setText(text)
        self.setToolTip(words.tip(text) if text else "")

    def minimumSizeHint(self) -> QSize:
        """It may become narrow."""
        return QSize(LEAST, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what there is room for."""
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class Row(QWidget):
    """Widgets beside each other. Where they need more room than there is, the `spare` buttons, last first, move into
    a menu behind '⋯' at their end, where they do the same.
    """

    def __init__(self, line: QBoxLayout, spare: Sequence[QPushButton]) -> None:
        super().__init__()
        self._line, self._spare = line, tuple(spare)
        self._more = parts.button("⋯", quiet=True, tip=say("What there is no room for here"))
        self._more.setAccessibleName(say("More"))
        self._menu = QMenu(self._more)
        self._more.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._offer)
        line.insertWidget(1 + max(line.indexOf(one) for one in self._spare), self._more)
        self._more.hide()
        self.setLayout(line)

    def minimumSizeHint(self) -> QSize:
        """What stays when all spare buttons are in the menu."""
        gone = sum(self._wide(one) for one in self._spare)
        return QSize(max(0, self._needed() - gone), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move as many buttons into the menu as must."""
        super().resizeEvent(event)
        left = self.width() - self._needed()
        hidden = 0
        while left < 0 and hidden < len(self._spare):
            hidden += 1
            left += self._wide(self._spare[-hidden]) - (self._wide(self._more) if hidden == 1 else 0)
        for at, one in enumerate(self._spare):
            one.setVisible(at < len(self._spare) - hidden)
        self._more.setVisible(bool(hidden))

    def _wide(self, one: QWidget) -> int:
        return one.sizeHint().width() + self._line.spacing()

    def _needed(self) -> int:
        """The least width with every button shown."""
        margins = self._line.contentsMargins()
        found = margins.left() + margins.right()
        for at in range(self._line.count()):
            item = self._line.itemAt(at)
            one = item.widget() if item else None
            if one is not None and one is not self._more:
                wide = one.sizeHint() if isinstance(one, QPushButton) else one.minimumSizeHint()
                found += max(wide.width(), one.minimumWidth()) + self._line.spacing()
        return found

    def _offer(self) -> None:
        self._menu.clear()
        for one in self._spare:
            if one.isHidden():
                action = self._menu.addAction(one.text())
                action.setToolTip(one.toolTip())
                action.setEnabled(one.isEnabled())
                action.setCheckable(one.isCheckable())
                action.setChecked(one.isChecked())
                action.triggered.connect(lambda _on=False, one=one: one.click())
