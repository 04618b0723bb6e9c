"""Running work: how far it is, how long it still takes, Cancel, and how it ended."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QScrollArea, QWidget

from ui import words
from ui.language import say
from ui.pace import Pace
from ui.panels import parts

KEPT = 30
"""Finished lines that stay in sight."""


class TaskRow(QFrame):
    """One piece of work."""

    cancelled = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.started = monotonic()
        self._pace = Pace()
        self.running = True
        self.setProperty("role", "card")
        self.title = parts.label(words.plain(title, 120), wrap=True)
        self.note = parts.label(say("Starting"), "dim", wrap=True)
        self.bar: QProgressBar = parts.bar(0, "", f"Progress of {title}")
        self.bar.setRange(0, 0)
        self.cancel: QPushButton = parts.button(
            say("Cancel"), self._stop, quiet=True, tip=say("Stop this work; nothing half-done is kept.")
        )
        head = parts.line(self.title, self.cancel)
        head.setStretch(0, 1)
        self.setLayout(parts.column(head, self.bar, 6, self.note, margins=(12, 8, 8, 10)))

    def show_progress(self, done: int, total: int | None, note: str) -> None:
        """Say how far it is."""
        self.bar.setRange(0, 1000 if total else 0)
        share = min(1.0, done / total) if total else 0.0
        self.bar.setValue(round(1000 * share))
        far = f"{share:.0%} · {done:,} of {total:,}" if total else f"{done:,}" if done else ""
        self._pace.note(monotonic(), done)
        speed, left = self._pace.speed(), self._pace.left(total) if total else None
        fast = words.speed(speed) if speed else ""
        still = f"{words.span(left)} left" if left is not None else ""
        self.note.setText(" · ".join(part for part in (words.plain(note, 120), far, fast, still) if part))

    def show_end(self, text: str, *, ok: bool) -> None:
        """Say how it ended. `text` is a sentence."""
        self.running = False
        self.bar.hide()
        self.cancel.hide()
        self.note.setText(words.plain_lines(text))
        parts.retone(self.note, "tone", "verified" if ok else "high")
        self.title.setText(f"{self.title.text()} · {words.span(monotonic() - self.started)}")

    def _stop(self) -> None:
        self.cancel.setEnabled(False)
        self.cancel.setText(say("Cancelling…"))
        self.cancelled.emit()


class TasksPanel(QScrollArea):
    """Work by key, the newest on top. `cancel_asked` carries the key."""

    cancel_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[object, TaskRow] = {}
        self.setAccessibleName("Tasks")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(280)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = parts.label(
            say("Imports, scoring, training and reports show their progress here."), "empty", wrap=True
        )
        inner = QWidget()
        inner.setObjectName("panel")
        self._lines = parts.column()
        self._lines.setSpacing(8)
        inner.setLayout(
            parts.column(
                parts.label(say("Tasks"), "title"), 12, self.empty, self._lines, 0, margins=(16, 12, 16, 16)
            )
        )
        self.setWidget(inner)

    def add(self, key: object, title: str) -> None:
        """Show work that begins."""
        row = TaskRow(title)
        row.cancelled.connect(lambda: self.cancel_asked.emit(key))
        self.rows[key] = row
        self._lines.insertWidget(0, row)
        self.empty.hide()
        for old in [key for key, row in self.rows.items() if not row.running][:-KEPT]:
            gone = self.rows.pop(old)
            self._lines.removeWidget(gone)
            gone.deleteLater()

    def show_progress(self, key: object, done: int, total: int | None = None, note: str = "") -> None:
        """Say how far it is."""
        if key in self.rows:
            self.rows[key].show_progress(done, total, note)

    def show_end(self, key: object, text: str, *, ok: bool = True) -> None:
        """Say how it ended."""
        if key in self.rows:
            self.rows[key].show_end(text, ok=ok)

    def running(self) -> list[object]:
        """The keys of what still runs."""
        return [key for key, row in self.rows.items() if row.running]
