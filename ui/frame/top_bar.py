"""The bar at the top: which case this is, the query field, and what one does next."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui import words
from ui.frame.query_field import QueryField
from ui.panels import parts

HEIGHT, ROOM = 48, 380


class TopBar(QWidget):
    """Title and cut-off at the left, buttons at the right, the query between them."""

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.title = parts.label("", "bar-title")
        self.cut = parts.label("", "dim")
        self.query = QueryField()
        self.expand = _button("Expand…", actions["expand_as"])
        self.score = _button("Score", actions["score"])
        self.report = _button("Report", actions["report"])
        self.report.setProperty("primary", True)
        row = parts.line(self.title, self.cut, 4, self.query, 4, self.expand, self.score, self.report,
                         margins=(16, 0, 16, 0))  # fmt: skip
        row.setStretch(3, 1)
        self.setLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the cut-off gives way, which the report says too."""
        super().resizeEvent(event)
        fixed = (self.title, self.cut, self.expand, self.score, self.report)
        self.cut.setVisible(sum(part.sizeHint().width() for part in fixed) + ROOM <= self.width())

    def show_case(self, title: str, cut: str) -> None:
        """Say which case this is, and up to where it reaches."""
        self.title.setText(words.plain(title, 40))
        self.title.setToolTip(words.tip(title))
        self.cut.setText(cut)


def _button(text: str, action: QAction) -> QPushButton:
    """A button that does what an action does, and is enabled as it is."""
    made = parts.button(text, action.trigger)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setToolTip(action.toolTip())
    made.setEnabled(action.isEnabled())
    action.enabledChanged.connect(made.setEnabled)
    return made
