"""Fields that dialogs share: a path with a button, a searchable choice, a whole number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QSpinBox, QWidget

from ui import words
from ui.dialogs.file_dialog import ask_file
from ui.language import say
from ui.panels import parts

AnyIndex = QModelIndex | QPersistentModelIndex


class PathField(QWidget):
    """A place for a file, typed or chosen; one that is there already if it `opens`. The file dialog does not block."""

    def __init__(
        self,
        title: str,
        pattern: str,
        changed: Callable[[], object],
        *,
        start: str = "",
        opens: bool = False,
    ) -> None:
        super().__init__()
        self._opens = opens
        self._title, self._pattern = title, pattern
        self.edit = QLineEdit(start)
        self.edit.textChanged.connect(lambda _text: changed())
        self.edit.setAccessibleName(title)
        self.choose = parts.button(say("Choose…"), self._choose)
        row = parts.line(self.edit, self.choose)
        row.setStretch(0, 1)
        self.setLayout(row)
        self.setFocusProxy(self.edit)

    def path(self) -> Path:
        """What is typed, with `~` resolved."""
        return Path(self.edit.text().strip()).expanduser()

    def problem(self, suffix: str, *, whole: bool = False) -> str:
        """Why nothing can be written there, in a sentence; '' if it can. With `whole`, an ending has several parts."""
        text = self.edit.text().strip()
        if not text or "\0" in text:
            return "Choose where to keep the file."
        path = self.path()
        if path.is_dir():
            return f"{words.plain(path.name, 40)} is a folder; name a file."
        if not path.parent.is_dir():
            return f"There is no folder {words.plain(str(path.parent), 80)}; choose another."
        if not path.name.lower().endswith(suffix) if whole else path.suffix.lower() != suffix:
            return f"The name must end in {suffix}."
        return ""

    def _choose(self) -> None:
        saves = None if self._opens else ""
        ask_file(self, self._title, self.edit.text(), self._pattern, self.edit.setText, saves=saves)


def choice(
    options: Sequence[tuple[str, object]], current: object = None, *, search: bool = False
) -> QComboBox:
    """A choice of (text, value). With `search` one can type any part of a text."""
    made = QComboBox()
    for text, value in options:
        made.addItem(words.plain(text, 100), value)
    made.setCurrentIndex(max(0, made.findData(current)))
    made.setMaxVisibleItems(16)
    if search:
        made.setEditable(True)
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(made.model(), made)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        made.setCompleter(completer)
    return made


def chosen(box: QComboBox) -> object:
    """The value chosen; `None` where the typed text is none of them."""
    found = box.findText(box.currentText(), Qt.MatchFlag.MatchFixedString)
    return box.itemData(found) if found >= 0 else None


def number(value: int, low: int, high: int, *, step: int = 1) -> QSpinBox:
    """A whole number."""
    made = QSpinBox()
    made.setRange(low, high)
    made.setSingleStep(step)
    made.setValue(value)
    made.setGroupSeparatorShown(True)
    made.lineEdit().setTextMargins(8, 0, 8, 0)
    return made


class Suggestions(QCompleter):
    """Offers named texts while one types: any part of a name or a text finds one, and the text is taken."""

    def __init__(self, edit: QLineEdit, named: Mapping[str, str]) -> None:
        model = QStandardItemModel(edit)
        for name, text in named.items():
            row = QStandardItem(words.plain(f"{name} · {text}", 120))
            row.setData(f"{name} {text}", Qt.ItemDataRole.UserRole)
            row.setData(text, Qt.ItemDataRole.UserRole + 1)
            model.appendRow(row)
        super().__init__(model, edit)
        self.setCompletionRole(Qt.ItemDataRole.UserRole)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        edit.setCompleter(self)

    def pathFromIndex(self, index: AnyIndex) -> str:
        return str(index.data(Qt.ItemDataRole.UserRole + 1))
