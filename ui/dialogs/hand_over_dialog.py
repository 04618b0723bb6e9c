"""What is handed over, to whom it may speak, and where the package goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from investigator.operations.packing import ALL, EXHIBITS
from ui import words
from ui.dialogs.fields import PathField, choice
from ui.dialogs.sheet import Sheet, field
from ui.language import say
from ui.panels import parts

LISTED = 5
ROW = 28
CALM = 250
"""Milliseconds without a change after which what is withheld is counted anew."""
WHOLE = "All evidence, raw answers, scores and models, and the whole journal."
RESTS = "Of the evidence only what these rest on; the journal goes whole, so that its chain can be checked."


@dataclass(frozen=True)
class HandOrder:
    """What was decided. `exhibits` are numbers where not all of them go; `level` is '' where nothing is withheld."""

    part: str
    exhibits: tuple[int, ...] | None
    level: str
    sign: bool
    path: Path


class HandOverDialog(Sheet):
    """`accepted_with` carries a `HandOrder`, and so does `changed` whenever what is withheld is to be counted anew.

    `exhibits` are number and text of each. Where a file of the name would be replaced, it says so.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None, path: Path, exhibits: Sequence[tuple[int, str]]) -> None:
        super().__init__(parent, say("Hand over"), say("&Write package"), 560)
        self.part = choice(
            [(say("The whole case"), ALL), (say("Exhibits, and what they rest on"), EXHIBITS)], ALL
        )
        self.list = self._listed(exhibits)
        self.about = parts.label("", "dim", wrap=True)
        self.about.setMinimumHeight(34)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.level = choice(_levels(), "")
        self.told = parts.label(say("Counting…"), "", wrap=True)
        self.told.setMinimumHeight(52)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.told.setAccessibleName(say("What is withheld"))
        self.sign = QCheckBox(say("&Sign it with your key"))
        self.key = parts.label("", "dim", wrap=True)
        self.place = PathField(say("Hand over"), "Packages (*.zip)", self.check, start=str(path))
        self.replaces = parts.label("", "dim")
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._calm.timeout.connect(self._ask)
        self.build(
            field(say("W&hat"), self.part), self.list, 8, self.about, 8,
            field(say("May be seen &up to"), self.level), self.told, 8,
            self.sign, 2, self.key, 12,
            field(say("&File"), self.place), self.replaces,
        )  # fmt: skip
        for one in (self.part, self.level):
            one.currentIndexChanged.connect(lambda _at: self._follow())
        self.list.itemChanged.connect(lambda _item: self._follow())
        self.shown_first = self.part
        self._follow()

    def show_counts(self, sentences: Sequence[str]) -> None:
        """What is withheld, or why that cannot be said."""
        self.told.setText("\n".join(sentences))

    def show_key(self, text: str, *, sign: bool) -> None:
        """Whose key would sign, and whether it is to."""
        self.key.setText(words.plain_lines(text))
        self.sign.setChecked(sign)

    def problem(self) -> str:
        """What is still missing."""
        self.replaces.setText(
            say("The file of this name is replaced.") if self.place.path().is_file() else ""
        )
        if self.part.currentData() == EXHIBITS and not self.list.count():
            return say("There are no exhibits yet; hand over the whole case, or add some first.")
        if self.part.currentData() == EXHIBITS and not self._numbers():
            return say("Choose at least one exhibit.")
        return self.place.problem(".zip")

    def answer(self) -> HandOrder:
        """The order."""
        numbers = self._numbers()
        some = self.part.currentData() == EXHIBITS and len(numbers) < self.list.count()
        return HandOrder(
            str(self.part.currentData()),
            numbers if some else None,
            str(self.level.currentData()),
            self.sign.isChecked(),
            self.place.path(),
        )

    def _listed(self, exhibits: Sequence[tuple[int, str]]) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(say("Exhibits"))
        made.setFixedHeight(ROW * min(LISTED, max(len(exhibits), 1)) + 2)
        for number, text in exhibits:
            line = QListWidgetItem(words.plain(f"{number}  {text}", 120), made)
            line.setData(Qt.ItemDataRole.UserRole, number)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(Qt.CheckState.Checked)
        return made

    def _numbers(self) -> tuple[int, ...]:
        """The exhibits that are chosen, by number."""
        every = (self.list.item(at) for at in range(self.list.count()))
        return tuple(
            one.data(Qt.ItemDataRole.UserRole) for one in every if one.checkState() == Qt.CheckState.Checked
        )

    def _follow(self) -> None:
        some = self.part.currentData() == EXHIBITS
        self.list.setVisible(some and bool(self.list.count()))
        self.about.setText(say(RESTS) if some else say(WHOLE))
        self.check()
        self._calm.start()

    def _ask(self) -> None:
        if self.over:
            return
        if self.part.currentData() == EXHIBITS and not self._numbers():
            self.show_counts([])
            return
        self.show_counts([say("Counting…")])
        self.changed.emit(self.answer())


def _levels() -> list[tuple[str, str]]:
    """Up to which marking of the Traffic Light Protocol somebody may see, the most first."""
    return [
        (say("Everything: nothing is withheld"), ""),
        (say("TLP:AMBER+STRICT: what is marked TLP:RED is withheld"), "AMBER+STRICT"),
        (say("TLP:AMBER: AMBER+STRICT and RED are withheld"), "AMBER"),
        (say("TLP:GREEN: AMBER and higher are withheld"), "GREEN"),
        (say("TLP:CLEAR: GREEN and higher are withheld"), "CLEAR"),
    ]
