"""What is on the chart: expand, hide, place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QObject

from investigator import operations
from investigator.cases.accountset import AccountSet
from investigator.cases.edits import Place, Show
from investigator.errors import Trouble
from investigator.graph.expand import Expansion, Filter, expand
from investigator.progress import Tick
from investigator.records import Address, Clock
from ui import words
from ui.desk import Desk
from ui.dialogs.expand_dialog import BUDGET, ExpandDialog, ExpandOrder
from ui.wiring.selecting import Selecting

WHOLE_LIMIT = 20_000
"""Accounts beyond which a whole case is not put on the chart: nobody could read it."""
FLOW_LIMIT = 1_500
"""Accounts beyond which a whole case is laid out by forces: its columns would be walls."""


class ChartVerbs(QObject):
    """Each verb ends in an edit."""

    def __init__(self, desk: Desk, selecting: Selecting) -> None:
        super().__init__(desk.window)
        self._desk, self._selecting = desk, selecting

    def expand(self, hops: int) -> None:
        """Follow transfers from what is selected, or from the seeds."""
        seeds = self._starts()
        self.follow(ExpandOrder(tuple(seeds), hops, self._desk.scenery.query.where, BUDGET))

    def expand_from(self, seeds: Sequence[Address], way: str) -> None:
        """One hop `both`, `in` or `out` from these accounts; '' asks how."""
        if way in {"both", "in", "out"}:
            where = _directed(self._desk.scenery.query.where, way)
            self.follow(ExpandOrder(tuple(seeds), 1, where, BUDGET))
        else:
            self._ask(seeds)

    def expand_as_asked(self) -> None:
        """Ask how to expand from what is selected, or from the seeds."""
        self._ask(self._starts())

    def follow(self, order: ExpandOrder) -> None:
        """Expand as ordered."""
        case, held = self._desk.session.at_rest(), self._desk.scenery.held
        if held is None:
            raise Trouble("The case is still being read; try again in a moment.")
        columns = held.columns

        def work(tick: Tick) -> tuple[Expansion, list[Address]]:
            named = operations.resolve(case, order.seeds)
            start = np.array(sorted({number for _, number in named}), np.int32)
            found = expand(columns, start, order.hops, order.where, order.budget, tick)
            return found, [address for address, _ in named]

        def done(result: tuple[Expansion, list[Address]]) -> None:
            self._put(result[0], result[1], order)

        self._desk.runner.start("Expanding", work, done)

    def show_accounts(self, numbers: Iterable[int], why: str) -> None:
        """Put accounts on the chart and select them."""
        wanted = tuple(numbers)
        if not set(wanted) <= self._desk.scenery.shown:
            self._show(wanted, why=why)
        self._desk.selection.choose(wanted)

    def show_whole(self) -> None:
        """Put every account of the case on the chart, where that can be read."""
        held = self._desk.scenery.held
        count = held.columns.order if held else 0
        if count > WHOLE_LIMIT:
            self._desk.messages.trouble(
                f"The whole case has {count:,} accounts, too many to read as a chart;"
                " search for one and expand it."
            )
            return
        if count > FLOW_LIMIT:
            self._desk.scenery.arrange("force")
        self._show(range(count), why="the whole case")

    def hide(self) -> None:
        """Take what is selected off the chart."""
        gone = self._selected_shown()
        if gone:
            self._desk.selection.clear()
            self._show(remove=gone)

    def only(self) -> None:
        """Take everything but what is selected off the chart."""
        kept = self._selected_shown()
        rest = self._desk.scenery.shown - set(kept)
        if kept and rest:
            self._show(remove=rest, why="only the selected stay")

    def move(self, moved: Sequence[tuple[int, float, float, float, float]]) -> None:
        """Nodes were dragged: pin them where they were dropped."""
        pins = tuple((int(a), round(x * 100), round(y * 100)) for a, x, y, _, _ in moved)
        if pins and self._desk.session.is_open:
            self._desk.session.do(Place(pins))

    def _show(self, add: Iterable[int] = (), remove: Iterable[int] = (), why: str = "") -> None:
        """On the chart that is seen."""
        edit = Show(AccountSet.of(add), AccountSet.of(remove), why, self._desk.scenery.chart)
        self._desk.session.do(edit)

    def _starts(self) -> list[Address]:
        chosen = self._desk.selection.accounts
        return self._selecting.addresses(chosen) if chosen else list(self._desk.session.case.facts.seeds)

    def _ask(self, seeds: Sequence[Address]) -> None:
        held = self._desk.scenery.held
        if held is None:
            return
        clock = Clock.UTC if held.clock is None else held.clock
        where = self._desk.scenery.query.where
        dialog = ExpandDialog(self._desk.window, seeds, held.assets, clock, where)
        dialog.accepted_with.connect(self.follow)
        self._desk.ask(dialog)

    def _put(self, found: Expansion, seeds: list[Address], order: ExpandOrder) -> None:
        facts = self._desk.session.case.facts
        added = len(set(found.graph.accounts.tolist()) - self._desk.scenery.shown)
        left = int(found.left_out.sum())
        said = f"{words.plural(added, 'account')} added" if added else "Nothing new within reach"
        if left:
            said += f"; {words.plural(left, 'counterparty', 'counterparties')} left out, of the least value"
        if added:
            self._desk.session.do(
                operations.expansion_edit(facts, seeds, found, order.hops, self._desk.scenery.chart)
            )
        self._desk.messages.note(f"{said}.")

    def _selected_shown(self) -> list[int]:
        shown = self._desk.scenery.shown
        return [one for one in self._desk.selection.accounts if one in shown]


def _directed(where: Filter, way: str) -> Filter:
    return Filter(
        where.after, where.before, where.assets, where.min_amount, where.max_amount,
        "in" if way == "in" else "out" if way == "out" else "both",
    )  # fmt: skip
