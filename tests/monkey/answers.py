"""How the monkey answers what the window asks: dialogs, file dialogs, menus, the palette and the tour."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from ui.dialogs.preferences_dialog import PreferencesDialog
from ui.dialogs.sheet import Sheet
from ui.dialogs.train_dialog import TrainDialog
from ui.frame.tour import Tour
from ui.palette import Palette

LETTERS = (
    "asset:EUR",
    "value>50",
    "bank:7",
    "hops<=2",
    "nonsense:(",
    "time:2026",
    "illicit",
    "Ω<b>\u202e",
    "",
    "9" * 40,
)
KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return,
    Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_I,
    Qt.Key.Key_L, Qt.Key.Key_S,
)  # fmt: skip
NOT_SENT = (TrainDialog,)
"""Dialogs that are opened and closed only: what they order takes minutes."""


def answer(top: QWidget, chance: random.Random, folder: Path) -> str:
    """Do something in what asks; files are read from and written to `folder` alone."""
    said = f"in {type(top).__name__}"
    if isinstance(top, QFileDialog):
        return f"{said}: {_file(top, chance, folder)}"
    if isinstance(top, QMenu):
        return f"{said}: {_menu(top, chance)}"
    if isinstance(top, Tour):
        QTest.keyClick(top, chance.choice((Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Escape)))
        return f"{said}: key"
    if isinstance(top, Palette):
        QTest.keyClicks(top.text, chance.choice(("fit", "theme", "zoom", "chart", "trans", "xyz")))
        QTest.keyClick(top.text, chance.choice((Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape)))
        return f"{said}: write"
    if not isinstance(top, Sheet) or isinstance(top, NOT_SENT) or chance.random() < 0.2:
        top.close()
        return f"{said}: close"
    return f"{said}: {_sheet(top, chance)}"


def _sheet(top: Sheet, chance: random.Random) -> str:
    fields = [one for one in top.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
    kinds: tuple[type[QWidget], ...] = (QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QListView)
    if not isinstance(top, PreferencesDialog):  # there they would forbid to change anything from then on
        kinds += (QCheckBox,)
    edits = [one for one in fields if isinstance(one, kinds) and not _inside(one)]
    if edits and chance.random() < 0.5:
        edit = chance.choice(edits)
        _fill(edit, chance)
        return f"fill {type(edit).__name__}"
    if chance.random() < 0.5 and top.primary.isEnabled():
        text = top.primary.text()
        top.primary.click()
        return text
    QTest.keyClick(top, chance.choice(KEYS))
    return "key"


def _inside(edit: QWidget) -> bool:
    """Whether it is the line of text of another field."""
    return isinstance(edit.parentWidget(), QAbstractSpinBox | QComboBox)


def _fill(edit: QWidget, chance: random.Random) -> None:
    text = chance.choice(LETTERS)
    if isinstance(edit, QComboBox):
        edit.setCurrentIndex(chance.randrange(max(1, edit.count())))
    elif isinstance(edit, QSpinBox):
        edit.setValue(
            chance.choice((edit.minimum(), edit.value(), min(edit.minimum() + 3, edit.maximum())))
        )
    elif isinstance(edit, QCheckBox):
        edit.click()
    elif isinstance(edit, QPlainTextEdit):
        edit.setPlainText(text)
    elif isinstance(edit, QLineEdit):
        edit.setText(text)
    else:
        QTest.keyClick(edit, chance.choice((Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space)))


def _file(top: QFileDialog, chance: random.Random, folder: Path) -> str:
    if chance.random() < 0.3:
        top.close()
        return "close"
    if top.acceptMode() == QFileDialog.AcceptMode.AcceptSave:
        place = folder / f"out{chance.randrange(3)}.{top.defaultSuffix() or 'csv'}"
        place.unlink(missing_ok=True)  # or Qt asks whether to write over it
    else:
        place = chance.choice(sorted(one for one in folder.iterdir() if one.is_file()))
    if top.fileMode() == QFileDialog.FileMode.ExistingFiles:
        top.filesSelected.emit([str(place)])
    else:
        top.fileSelected.emit(str(place))
    top.close()
    return place.name


def _menu(top: QMenu, chance: random.Random) -> str:
    offered = [one for one in top.actions() if one.isEnabled() and not one.isSeparator() and not one.menu()]
    chosen = chance.choice(offered) if offered and chance.random() < 0.7 else None
    top.close()
    if chosen is None:
        return "close"
    text = chosen.text()
    chosen.trigger()
    return text


def visible(window: QWidget) -> list[QWidget]:
    """What asks at this moment, the last one being on top."""
    found = [
        one
        for one in window.findChildren(QWidget)
        if isinstance(one, QDialog | QMenu | Tour) and one.isVisible()
    ]
    return [one for one in found if not isinstance(one, QMenu) or one.isWindow()]
