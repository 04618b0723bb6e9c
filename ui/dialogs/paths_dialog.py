"""Between which accounts to look for paths, and which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QWidget

from ui import words
from ui.dialogs.fields import number
from ui.dialogs.sheet import Sheet, field, side_by_side, text_line
from ui.language import say
from ui.panels import parts

LONGEST = 20_000
SEVERAL = "An address, or several parted by commas."


@dataclass(frozen=True)
class PathsOrder:
    """What was decided: from any of `start` to any of `goal`."""

    start: tuple[str, ...]
    goal: tuple[str, ...]
    via: tuple[str, ...]
    avoid: tuple[str, ...]
    hops: int
    count: int
    in_time: bool


class PathsDialog(Sheet):
    """`accepted_with` carries a `PathsOrder`. `chosen` addresses are put in: the first as start, the others as goal."""

    def __init__(self, parent: QWidget | None, chosen: Sequence[str], limits: str = "") -> None:
        super().__init__(parent, say("Paths between accounts"), say("&Find"), 520)
        self.start = text_line(", ".join(chosen[:1]), "0x…", LONGEST)
        self.goal = text_line(", ".join(chosen[1:]), "0x…", LONGEST)
        self.via, self.avoid = text_line("", say("none"), LONGEST), text_line("", say("none"), LONGEST)
        self.hops, self.count = number(6, 1, 100), number(5, 1, 100)
        self.in_time = QCheckBox(say("Only where money arrives before it is passed on"))
        self.in_time.setChecked(True)
        self.swap = parts.button(say("S&wap"), self._swap, tip=say("The other way round"))
        ends = parts.line(
            parts.column(field(say("&From"), self.start), field(say("&To"), self.goal, say(SEVERAL))),
            self.swap,
        )
        ends.setStretch(0, 1)
        told = parts.label(words.plain(limits, 200), "dim", wrap=True)
        told.setVisible(bool(limits))
        self.build(
            ends,
            side_by_side(
                field(say("&Over, in this order"), self.via), field(say("&Never over"), self.avoid)
            ),
            side_by_side(
                field(say("&Most transfers"), self.hops), field(say("&How many of the best"), self.count)
            ),
            self.in_time,
            8,
            told,
        )
        self.watch(self.start, self.goal, self.via, self.avoid)
        self.shown_first = self.goal if chosen else self.start

    def problem(self) -> str:
        """What is missing."""
        start, goal = _words(self.start.text()), _words(self.goal.text())
        if not start or not goal:
            return "Name where the money was and where it may have gone."
        return "An account stands at both ends; name different ones." if set(start) & set(goal) else ""

    def answer(self) -> PathsOrder:
        """The order."""
        texts = (_words(one.text()) for one in (self.start, self.goal, self.via, self.avoid))
        start, goal, via, avoid = texts
        return PathsOrder(
            start, goal, via, avoid, self.hops.value(), self.count.value(), self.in_time.isChecked()
        )

    def _swap(self) -> None:
        start, goal = self.start.text(), self.goal.text()
        self.start.setText(goal)
        self.goal.setText(start)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
