"""Which widgets a screen reader could not name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QWidget


def unnamed(root: QWidget) -> list[str]:
    """Every widget under `root` that takes the keyboard and has neither an accessible name nor a tool tip."""
    return [
        _path(part)
        for part in (root, *root.findChildren(QWidget))
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and _own(part) and not _name(part).strip()
    ]


def _own(part: QWidget) -> bool:
    """Not a part that Qt puts into another one, which passes the keyboard on to that."""
    above = part.parent()
    inner = part.objectName().startswith("qt_") or part.focusProxy() is not None
    popped = above is not None and isinstance(above.parent(), QComboBox)
    return (
        not inner
        and not popped
        and not (isinstance(above, QAbstractScrollArea) and above.viewport() is part)
    )


def _name(part: QWidget) -> str:
    told = QAccessible.queryAccessibleInterface(part)
    return part.accessibleName() or part.toolTip() or (told.text(QAccessible.Text.Name) if told else "")


def _path(part: QWidget) -> str:
    names = []
    while part is not None:
        names.append(type(part).__name__)
        part = part.parentWidget()
    return " < ".join(names)
