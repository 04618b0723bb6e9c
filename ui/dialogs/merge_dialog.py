"""Merging a hypothesis into the one where one stands: what comes over, and each conflict to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QRadioButton, QScrollArea, QWidget

from investigator.cases.merging import Choice
from ui import words
from ui.dialogs.sheet import Sheet, field
from ui.panels import parts

PAGE = 300


@dataclass(frozen=True)
class Question:
    """A conflict in words. `base` is what both had before they parted; '' is nothing."""

    id: str
    what: str
    base: str
    ours: str
    theirs: str
    both: bool


@dataclass(frozen=True)
class Outlook:
    """What a merge comes to: how many facts come over, what to decide, and what else is to be known."""

    source: str
    kept: int
    questions: tuple[Question, ...]
    notes: tuple[str, ...] = ()
    trouble: str = ""


class MergeDialog(Sheet):
    """`look_asked` carries the source that was chosen; `accepted_with` the source and the decisions by conflict."""

    look_asked = Signal(str)

    def __init__(self, parent: QWidget | None, names: Sequence[tuple[str, str]], on: str) -> None:
        """`names` are the sources: what each means, and what to call it; `on` is where they would go."""
        super().__init__(parent, f"Merge into “{words.plain(on, 60)}”" if on else "Merge", "&Merge", 640)
        self.source = QComboBox()
        for value, name in names:
            self.source.addItem(words.plain(name, 60), value)
        self.source.activated.connect(lambda _at: self.ask())
        self.told = parts.label("", wrap=True)
        self.page = QScrollArea(widgetResizable=True)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setAccessibleName("Conflicts")
        self.outlook: Outlook | None = None
        self.groups: dict[str, QButtonGroup] = {}
        self.build(field("Take over what this came to", self.source), self.told, 8, self.page)
        self.page.hide()
        self.shown_first = self.source

    def choose(self, source: str) -> None:
        """Choose a source, and ask what it comes to."""
        self.source.setCurrentIndex(max(0, self.source.findData(source)))
        self.ask()

    def ask(self) -> None:
        """Ask what the chosen source comes to."""
        self.outlook = None
        self.check()
        self.look_asked.emit(self.source.currentData())

    def show_outlook(self, outlook: Outlook) -> None:
        """Show what the merge comes to, and ask what is to be decided."""
        self.outlook, self.groups = outlook, {}
        count = len(outlook.questions)
        said = f"{words.plural(outlook.kept, 'fact')} {'comes' if outlook.kept == 1 else 'come'} over as one step."
        asked = f" {words.plural(count, 'conflict')} to decide: both sides changed these." if count else ""
        self.told.setText(
            "\n".join(((said + asked) if not outlook.trouble else "", *outlook.notes)).strip()
        )
        inner = QWidget()
        inner.setLayout(
            parts.column(*(self._question(one) for one in outlook.questions), 0, margins=(0, 0, 12, 0))
        )
        self.page.setWidget(inner)
        self.page.setVisible(count > 0)
        self.page.setFixedHeight(min(PAGE, inner.sizeHint().height() + 8) if count else 0)
        self.check()
        self.adjustSize()

    def _question(self, one: Question) -> QWidget:
        """One conflict: what both had, and a choice."""
        made, group = QWidget(), QButtonGroup(self)
        self.groups[one.id] = group
        what = words.shorten_in(one.what)
        rows: list[QWidget | int] = [parts.label(what, "strong", wrap=True)]
        rows += [parts.label(f"Before: {words.plain(one.base, 200) or 'not stated'}", "dim", wrap=True), 2]
        sides: list[tuple[Choice, str]] = [
            ("ours", f"Keep ours: {words.plain(one.ours, 160) or 'not stated'}"),
            ("theirs", f"Take theirs: {words.plain(one.theirs, 160) or 'not stated'}"),
        ]
        sides += [("both", "Keep both")] if one.both else []
        for choice, text in sides:
            button = QRadioButton(words.caption(text) if len(text) < 60 else text.replace("&", "&&"))
            button.setToolTip(words.tip(text))
            button.setProperty("choice", choice)
            button.setAccessibleName(f"{what}: {text}")
            group.addButton(button)
            rows.append(button)
        group.buttonToggled.connect(lambda _button, _on: self.check())
        made.setLayout(parts.column(*rows, 14))
        return made

    def decided(self) -> dict[str, Choice]:
        """What was decided, by conflict."""
        chosen = {name: group.checkedButton() for name, group in self.groups.items()}
        return {name: button.property("choice") for name, button in chosen.items() if button}

    def problem(self) -> str:
        """What is still to be decided."""
        if self.outlook is None:
            return "Looking at what it comes to…"
        if self.outlook.trouble:
            return self.outlook.trouble
        left = len(self.groups) - len(self.decided())
        return f"Decide {words.plural(left, 'more conflict')}; nothing is decided for you." if left else ""

    def answer(self) -> tuple[str, dict[str, Choice]]:
        """The source, and what was decided."""
        return self.source.currentData(), self.decided()
