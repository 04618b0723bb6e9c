"""A row of fields over the heads of a table, one for each column: what is typed there filters by that column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget
from shiboken6 import isValid

from investigator.query.vocabulary import key_of
from ui import words
from ui.panels.transfer_cells import HEADS, typed

HEIGHT = 30


class FilterRow(QWidget):
    """Keeps its fields over the sections of a header. `changed` is emitted when a term has changed."""

    changed = Signal()

    def __init__(self, head: QHeaderView) -> None:
        super().__init__()
        self._head = head
        self.setFixedHeight(HEIGHT)
        self.fields: dict[int, QLineEdit] = {}
        for column, one in enumerate(HEADS):
            if one.query:
                self.fields[column] = self._field(column)
        for moved in (
            head.sectionResized,
            head.sectionMoved,
            head.sectionCountChanged,
            head.geometriesChanged,
        ):
            moved.connect(lambda *_: self.align())

    def _field(self, column: int) -> QLineEdit:
        made, key = QLineEdit(self), key_of(HEADS[column].query)
        assert key
        example = key.example[len(key.name) :].lstrip(":")
        made.setPlaceholderText(example if len(example) < 12 else "")
        made.setAccessibleName(f"Filter by {HEADS[column].name}")
        made.setToolTip(words.tip(f"{key.says}\nfor example {example}; a minus before it turns it round"))
        made.setMaxLength(2000)
        made.textChanged.connect(lambda _text: self.changed.emit())
        return made

    def terms(self) -> str:
        """What is typed, as a query."""
        found = (
            typed(column, field.text()) for column, field in self.fields.items() if not self._hidden(column)
        )
        return " ".join(term for term in found if term)

    def clear(self) -> None:
        """Empty all fields."""
        for field in self.fields.values():
            field.clear()

    def order(self) -> Sequence[QLineEdit]:
        """The fields that are seen, from left to right."""
        seen = [column for column in self.fields if not self._hidden(column)]
        return [self.fields[column] for column in sorted(seen, key=self._head.visualIndex)]

    def _hidden(self, column: int) -> bool:
        return self._head.isSectionHidden(column)

    def align(self) -> None:
        """Put each field over its head."""
        if not isValid(self._head):  # Qt tells of its own end as well
            return
        for column, field in self.fields.items():
            field.setVisible(not self._hidden(column))
            left = self._head.sectionViewportPosition(column)
            field.setGeometry(left + 4, 3, max(24, self._head.sectionSize(column) - 8), HEIGHT - 6)
        fields = self.order()
        for one, following in pairwise(fields):
            QWidget.setTabOrder(one, following)
