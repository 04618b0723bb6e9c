"""A choice of a time zone by its name."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import available_timezones

from PySide6.QtWidgets import QComboBox

from ui.dialogs.fields import choice, chosen

SYSTEM = "The zone of this machine"


def zone_choice(current: str, changed: Callable[[], object]) -> QComboBox:
    """A choice among all zones there are; any part of a name finds one."""
    names = sorted({*available_timezones(), *([current] if current else [])})
    made = choice([(SYSTEM, ""), *((name, name) for name in names)], current, search=True)
    made.setMinimumContentsLength(24)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.currentTextChanged.connect(lambda _text: changed())
    return made


def zone_of(box: QComboBox) -> str | None:
    """The zone chosen, '' for the machine's own, `None` where what is typed is none."""
    found = chosen(box)
    return found if isinstance(found, str) else None
