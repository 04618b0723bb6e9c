"""What stands beside a list: of what the line in focus consists."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from ui import words
from ui.language import say
from ui.panels import parts
from ui.panels.course import CourseChart
from ui.panels.entries import EntryList
from ui.panels.result_model import Line
from ui.theme import Theme


class Beside(QScrollArea):
    """Its sentences, its course in time, and its steps, whichever there are."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What the line rests on")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(200)
        self.course, self.steps = CourseChart(), EntryList(say("Steps"), whole=True, inset=0)
        self._said = QWidget()
        self._said.setLayout(parts.column())
        inner = QWidget()
        inner.setObjectName("panel")
        inner.setLayout(parts.column(self._said, self.course, 4, self.steps, 0, margins=(16, 8, 16, 12)))
        self.setWidget(inner)

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self.course.set_theme(theme)
        self.steps.set_theme(theme)

    def show_line(self, line: Line | None) -> None:
        """Show one, or nothing."""
        body = self._said.layout()
        assert body
        parts.clear(body)
        for at, sentence in enumerate(line.told if line else ()):
            said = parts.label(words.plain(sentence, 600), "dim" if at else "", wrap=True, copy=True)
            body.addWidget(_over(said))
        self.course.show_course(line.course if line else None)
        self.steps.show_entries(line.steps if line else ())
        self.steps.setVisible(bool(line and line.steps))
        self.verticalScrollBar().setValue(0)


def _over(said: QLabel) -> QWidget:
    """A sentence with air under it."""
    made = QWidget()
    made.setLayout(parts.column(said, 6))
    return made
