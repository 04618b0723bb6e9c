"""The language of filters, on one page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from investigator.query.vocabulary import KEYS, RULES
from ui.dialogs.sheet import Sheet
from ui.panels import parts


class LanguageDialog(Sheet):
    """`accepted_with` carries nothing: there is only something to read."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "How to filter and search", "&Close", 760)
        self.cancel.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        rows = [
            (key.example, f"{key.says[0].upper()}{key.says[1:]}" + _choices(key.choices)) for key in KEYS
        ]
        line = 0
        for head, some in (("Keys", rows), ("Rules", list(RULES))):
            grid.addWidget(parts.section(head), line, 0, 1, 2)
            for example, says in some:
                line += 1
                grid.addWidget(
                    parts.label(example, "address", copy=True), line, 0, Qt.AlignmentFlag.AlignTop
                )
                grid.addWidget(parts.label(says, wrap=True), line, 1)
            line += 1
        page = QWidget()
        page.setLayout(grid)
        room = QScrollArea()
        room.setAccessibleName("The language of filters")
        room.setWidget(page)
        room.setWidgetResizable(True)
        room.setMinimumHeight(460)
        room.setFrameShape(QScrollArea.Shape.NoFrame)
        self.build(room)

    def answer(self) -> None:
        """Nothing is decided."""


def _choices(choices: tuple[str, ...]) -> str:
    return f": {', '.join(choices)}." if choices else "."
