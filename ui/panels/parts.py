"""The small pieces that panels and dialogs are made of, all showing foreign text as plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QLabel,
    QLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ui import words


def label(
    text: str = "", role: str = "", tone: str = "", *, wrap: bool = False, copy: bool = False
) -> QLabel:
    """A plain-text label in a role and tone of the style sheet; with `copy` its text can be selected."""
    made = QLabel(words.plain_lines(text))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if copy:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        made.setCursor(Qt.CursorShape.IBeamCursor)
    if wrap:
        made.setMinimumWidth(40)
    return made


def section(text: str) -> QLabel:
    """The head of a section, in small capitals."""
    made = label(text.upper(), "section")
    made.setAccessibleName(text)
    return made


def retone(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property and have the style sheet look again."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(
    text: str, pressed: Callable[[], object] | None = None, *, quiet: bool = False, tip: str = ""
) -> QPushButton:
    """A push button named by a verb. It never becomes a dialog's default by itself."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.setProperty("quiet", quiet)
    made.setAccessibleName(text.replace("&", "").removesuffix("…").removesuffix(" ▾"))
    if tip:
        made.setToolTip(tip)
    if pressed:
        made.clicked.connect(lambda _checked=False: pressed())
    return made


def copy(text: str) -> None:
    """Put text on the clipboard."""
    QGuiApplication.clipboard().setText(text)


def column(
    *parts: QWidget | QLayout | int, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QBoxLayout:
    """Widgets and layouts under each other; a number is that many pixels of air, 0 stretches."""
    return _filled(QBoxLayout(QBoxLayout.Direction.TopToBottom), parts, margins)


def line(*parts: QWidget | QLayout | int, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QBoxLayout:
    """Widgets and layouts beside each other, 8 pixels apart; a number is that much air, 0 stretches."""
    made = _filled(QBoxLayout(QBoxLayout.Direction.LeftToRight), parts, margins)
    made.setSpacing(8)
    return made


def _filled(
    made: QBoxLayout, parts: Iterable[QWidget | QLayout | int], margins: tuple[int, int, int, int]
) -> QBoxLayout:
    made.setContentsMargins(*margins)
    made.setSpacing(0)
    for part in parts:
        if isinstance(part, QWidget):
            made.addWidget(part)
        elif isinstance(part, QLayout):
            made.addLayout(part)
        elif part:
            made.addSpacing(part)
        else:
            made.addStretch(1)
    return made


@contextmanager
def filling(holder: QWidget) -> Iterator[None]:
    """Hide a part of the window while it is filled, unless the focus is in it, and show it at once.

    Qt would show what comes to a visible one thing by thing, and lay all out for each of them.
    """
    focus = QApplication.focusWidget()
    hidden = holder.isVisible() and not (focus and holder.isAncestorOf(focus))
    if hidden:
        holder.hide()
    try:
        yield
    finally:
        if hidden:
            holder.show()


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while item := layout.takeAt(0):
        widget, inner = item.widget(), item.layout()
        if widget:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner:
            clear(inner)


def fact(name: str, value: str, *, mono: bool = False, tip: str = "") -> QWidget:
    """One line 'name … value', the value to the right and selectable."""
    made = QWidget()
    made.setMinimumHeight(24)
    shown = label(value, "address" if mono else "", copy=True)
    shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    shown.setAccessibleName(f"{name}: {value}")
    if tip:
        shown.setToolTip(words.tip(tip))
    made.setLayout(line(label(name, "dim"), 0, shown))
    return made


def pill(text: str, tone: str = "", tip: str = "") -> QLabel:
    """A label in a rounded frame."""
    made = label(words.plain(text, 48), "pill", tone)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setFixedHeight(20)  # a radius of more than half the height would not be drawn at all
    if tip:
        made.setToolTip(words.tip(tip))
    return made


def bar(share: float, tone: str, name: str) -> QProgressBar:
    """A thin bar filled to `share` of its width."""
    made = QProgressBar()
    made.setRange(0, 1000)
    made.setValue(round(1000 * min(1.0, max(0.0, share))))
    made.setTextVisible(False)
    made.setFixedHeight(4)
    made.setProperty("tone", tone)
    made.setAccessibleName(name)
    return made


def rule() -> QFrame:
    """A line between two places."""
    made = QFrame()
    made.setObjectName("rule")
    made.setFixedHeight(1)
    return made
