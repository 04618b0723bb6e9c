"""How far and along which transfers to expand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from investigator import when
from investigator.data.queries.sources import AssetRow
from investigator.errors import Trouble
from investigator.graph.expand import Direction, Filter
from investigator.records import Address, Clock
from ui import words
from ui.dialogs.fields import choice, chosen, number
from ui.dialogs.sheet import Sheet, field, side_by_side, text_line
from ui.language import say
from ui.panels import parts

DIRECTIONS: tuple[tuple[str, Direction], ...] = (
    ("Both ways", "both"), ("Where it went", "out"), ("Where it came from", "in"),
)  # fmt: skip
TIME_HINTS = {Clock.UTC: "any, or 2026-03-01 04:00", Clock.STEP: "any step", Clock.BLOCK: "any block"}
BUDGET = 50
WHICH = "Those of the highest value. How many are left out is said."


@dataclass(frozen=True)
class ExpandOrder:
    """What was decided: follow from `seeds`; `budget` counterparties of each account at most, or all."""

    seeds: tuple[Address, ...]
    hops: int
    where: Filter
    budget: int | None


class ExpandDialog(Sheet):
    """`accepted_with` carries an `ExpandOrder`."""

    def __init__(
        self,
        parent: QWidget | None,
        seeds: Sequence[Address],
        assets: Sequence[AssetRow] = (),
        clock: Clock = Clock.UTC,
        start: Filter | None = None,
    ) -> None:
        super().__init__(parent, say("Expand"), say("&Expand"), 480)
        self._seeds, self._clock = tuple(seeds), clock
        old = start or Filter()
        self.hops = number(1, 1, 20)
        self.direction = choice(DIRECTIONS, old.direction)
        every = [("All assets", None), *((f"{one.symbol} · {one.transfers:,}", one.id) for one in assets)]
        self.asset = choice(every, old.assets[0] if len(old.assets) == 1 else None, search=len(every) > 12)
        self.after = text_line(self._time(old.after), self._hint(), 40)
        self.before = text_line(self._time(old.before), self._hint(), 40)
        self.least = text_line("" if old.min_amount is None else f"{old.min_amount:g}", say("any"), 40)
        self.most = text_line("" if old.max_amount is None else f"{old.max_amount:g}", say("any"), 40)
        self.budget = number(BUDGET, 0, 100_000, step=10)
        self.budget.setSpecialValueText("All of them")
        self._build()
        self.watch(self.after, self.before, self.least, self.most)
        self.asset.currentTextChanged.connect(lambda _text: self.check())
        self.shown_first = self.hops

    def _build(self) -> None:
        who = (
            words.shorten(self._seeds[0])
            if len(self._seeds) == 1
            else words.plural(len(self._seeds), "account")
        )
        self.build(
            parts.label(f"From {who}", "dim"), 12,
            side_by_side(field(say("&Hops"), self.hops), field(say("&Direction"), self.direction)),
            side_by_side(field(say("&After"), self.after), field(say("&Before"), self.before)),
            field(say("A&sset"), self.asset),
            side_by_side(field(say("&Least amount"), self.least), field(say("&Most"), self.most)),
            field(say("&Counterparties of each account"), self.budget, say(WHICH)),
        )  # fmt: skip

    def problem(self) -> str:
        """What cannot be read."""
        try:
            where = self._where()
        except Trouble as trouble:
            return str(trouble)
        if where.after is not None and where.before is not None and where.after > where.before:
            return "The span ends before it begins."
        if (
            where.min_amount is not None
            and where.max_amount is not None
            and where.min_amount > where.max_amount
        ):
            return "The least amount is above the most."
        return ""

    def answer(self) -> ExpandOrder:
        """The order."""
        return ExpandOrder(self._seeds, self.hops.value(), self._where(), self.budget.value() or None)

    def _where(self) -> Filter:
        asset, direction = chosen(self.asset), chosen(self.direction)
        if asset is None and self.asset.currentIndex() > 0:
            raise Trouble("Choose an asset from the list.")
        return Filter(
            after=self._read(self.after.text()),
            before=self._read(self.before.text()),
            assets=(asset,) if isinstance(asset, int) else (),
            min_amount=_amount(self.least.text()),
            max_amount=_amount(self.most.text()),
            direction=next(way for _, way in DIRECTIONS if way == direction),
        )

    def _read(self, text: str) -> int | None:
        return when.parse(text, self._clock) if text.strip() else None

    def _time(self, time: int | None) -> str:
        return (
            "" if time is None else str(time) if self._clock != Clock.UTC else words.when(time, self._clock)
        )

    def _hint(self) -> str:
        return TIME_HINTS[self._clock]


def _amount(text: str) -> float | None:
    text = text.strip().replace(",", "").replace(" ", "")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < 0:
        raise Trouble(f"{words.plain(text, 30)} is not an amount; write it as 1000 or 0.5.")
    return value
