"""The style of the window's frame, added to the sheet of the whole app."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from ui.theme import Theme

_FRAME = """
QDialog { border: 1px solid $line; }
QFrame#rule { background: $line; border: none; }
QWidget#status { background: $panel; }
QWidget#status QLabel { font-size: 12px; padding: 0; }
QWidget#status QPushButton[link="true"] { color: $dim; min-height: 20px; }
QWidget#status QPushButton[tone="verified"] { color: $dim; }
QWidget#status QPushButton[link="true"]:hover { color: $text; }
QLabel[role="bar-title"] { font-size: 14px; font-weight: 600; }
QLabel[role="welcome"] { font-size: 22px; font-weight: 600; }
QFrame[role="banner"] { background: $raised; border: 1px solid $line; border-left: 3px solid $accent;
  border-radius: 6px; }
QFrame[role="banner"][tone="high"] { border-left: 3px solid $high; }
QFrame[role="banner"][tone="mid"] { border-left: 3px solid $mid; }
QPlainTextEdit[tone="high"] { border-color: $high; }
QLineEdit#query QLabel { font-size: 12px; }
QLineEdit#query[tone="mid"] { border-color: $mid; }
QAbstractScrollArea::corner { background: transparent; border: none; }
"""


def frame_sheet(theme: Theme) -> str:
    """The rules of the frame in the colours of a theme."""
    return Template(_FRAME).substitute(asdict(theme))
