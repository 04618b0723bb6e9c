"""Keeps the transfer table and the timeline in step with the chart and the query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QByteArray, QObject

from investigator.cases import worth
from investigator.cases.case import Case
from investigator.cases.worth import Derived
from investigator.data.queries import select, transfers
from investigator.data.queries.conditions import Condition, Ends, Every, Ids
from investigator.data.queries.select import Total
from investigator.data.queries.transfers import TransferRow
from investigator.errors import Trouble
from investigator.operations.querying import Given, meant
from investigator.operations.valuing import worths
from investigator.progress import Tick
from investigator.query.parse import Query as Parsed
from investigator.query.parse import parse
from investigator.records import Clock
from ui import words
from ui.desk import Desk
from ui.frame.stage import Stage
from ui.held import Held
from ui.panels.bins import Bins
from ui.panels.player import Player
from ui.panels.transfer_cells import Sorting
from ui.panels.transfer_model import NONE, Ordered, PageRequest
from ui.tasks import Latest
from ui.wiring.measuring import COUNT, bins, measures
from ui.wiring.outline import called

COLUMNS = "table/columns"
TOTALS = 4
"""How many totals stand under the table; all are in the tool tip."""


@dataclass(frozen=True)
class Asked:
    """What is to be listed: within a `scope` of accounts, through a query, and a filter of the table's own."""

    scope: Condition
    query: Parsed
    own: Parsed
    origins: tuple[int, ...]
    order: Sorting
    descending: bool
    measure: str
    chosen: tuple[int, ...]

    def through(self, given: Given) -> Condition:
        """The scope and the query, at whatever time."""
        return Every((self.scope, meant(given, self.query.without("time"))))


@dataclass(frozen=True)
class Listing:
    """Which transfers fit, what they come to, and what accounts are called."""

    listed: Ordered
    totals: tuple[Total, ...]
    total: int
    names: dict[str, str]


@dataclass(frozen=True)
class Timed:
    """When transfers happened, and what else the timeline could show."""

    bins: Bins | None
    measures: list[tuple[str, str]]


def timed(case: Case, held: Held, asked: Asked) -> Timed:
    """Read what the timeline shows: all times, whatever span is chosen."""
    given = Given(case, held.columns, held.claims, asked.origins)
    return Timed(bins(case, held, asked.through(given), asked.measure, asked.chosen), measures(case, held))


def listing(case: Case, held: Held, asked: Asked) -> Listing:
    """Read what the table shows. Raises `Trouble` for a query that means nothing in this case."""
    given = Given(case, held.columns, held.claims, asked.origins)
    mine = Given(case, held.columns, held.claims, asked.chosen)
    condition = Every((asked.scope, meant(given, asked.query), meant(mine, asked.own)))
    named = dict.fromkeys((*held.claims, *case.facts.labels))
    names = {str(one): name for one in named if (name := called(case.facts, held.claims, one))}
    return Listing(
        Ordered.of(_ordered(case, held, condition, asked)),
        tuple(select.totals(case.store, condition)),
        held.counts.transfers,
        names,
    )


def _ordered(case: Case, held: Held, condition: Condition, asked: Asked) -> Ids:
    if asked.order != "worth":
        return select.ids(case.store, condition, asked.order, descending=asked.descending)
    ids = select.ids(case.store, condition)
    columns = held.columns
    values = worths(case.store, columns).values
    mine = np.full(int(max(ids.max(initial=0), columns.transfer.max(initial=0))) + 1, np.nan)
    mine[columns.transfer] = values
    worth_of = mine[ids]
    return ids[np.argsort(-worth_of if asked.descending else worth_of, kind="stable")]


class ListingWiring(QObject):
    """Answers the table's questions in the background, and passes on what is chosen in it."""

    def __init__(self, desk: Desk, stage: Stage) -> None:
        super().__init__(desk.window)
        self._desk, self._stage = desk, stage
        self._only: tuple[int, ...] = ()
        self._measure = COUNT
        self._asked: Asked | None = None
        self._look = Latest(desk.runner, "Listing transfers")
        self._time = Latest(desk.runner, "Counting transfers by time")
        table, timeline = stage.table, stage.timeline
        table.requested.connect(self._page)
        for asked in (table.filtered, table.sorted):
            asked.connect(lambda *_: self.refresh())
        table.selected.connect(self._chosen)
        table.opened.connect(self._opened)
        timeline.measured.connect(self._measured)
        desk.scenery.seen.connect(self.refresh)
        desk.session.opened.connect(lambda: self.narrow(()))
        desk.selection.changed.connect(self._follow)
        Player(timeline, lambda: not desk.runner.idle())
        kept = desk.keep.value(COLUMNS)
        if isinstance(kept, QByteArray):
            table.view.horizontalHeader().restoreState(kept)
        table.columns_changed.connect(
            lambda: desk.keep.setValue(COLUMNS, table.view.horizontalHeader().saveState())
        )

    def narrow(self, accounts: tuple[int, ...]) -> None:
        """List only transfers of these accounts; of all with none."""
        self._only = accounts
        self.refresh()

    def scope(self) -> Condition:
        """The accounts whose transfers are listed: those on the chart; all of the case while that is empty."""
        if self._only:
            return Ends(np.array(self._only, np.int64))
        facts = self._desk.session.case.facts
        shown = facts.on_chart(self._desk.scenery.chart)
        return Ends(np.array(sorted(shown), np.int64), "both") if shown else Every()

    def refresh(self) -> None:
        """List again what fits, and start the table over."""
        sight, table = self._desk.scenery.sight, self._stage.table
        if sight is None or not self._desk.session.is_open:
            self._look.drop()
            self._time.drop()
            self._asked = None
            table.reset(NONE, 0)
            self._stage.timeline.set_bins(None)
            return
        case, held, query = self._desk.session.at_rest(), sight.held, self._desk.scenery.query
        try:
            own = parse(table.text(), held.clock)
        except Trouble as trouble:
            table.say(str(trouble))
            return
        table.say("")
        chosen = self._desk.selection.accounts
        asked = Asked(
            self.scope(), query.narrowing, own, query.origins, table.model.order, table.model.descending,
            self._measure, chosen,
        )  # fmt: skip
        self._asked = asked

        def work(_tick: Tick) -> Listing | str:
            try:
                return listing(case, held, asked)
            except Trouble as trouble:
                return str(trouble)

        self._look.ask(work, self._show)
        self._ask_times()

    def _ask_times(self) -> None:
        """Count by time what is listed, and mark what is selected in it."""
        sight = self._desk.scenery.sight
        if sight is None or self._asked is None:
            return
        case, held = self._desk.session.at_rest(), sight.held
        asked = replace(self._asked, chosen=self._desk.selection.accounts)

        def work(_tick: Tick) -> Timed | None:
            try:
                return timed(case, held, asked)
            except Trouble:  # the table says it
                return None

        self._time.ask(work, self._show_times)

    def _show_times(self, found: Timed | None) -> None:
        if found is not None:
            timeline = self._stage.timeline
            timeline.set_measures(found.measures, self._measure)
            timeline.set_bins(found.bins)
            timeline.set_span(*self._desk.scenery.query.span)

    def _show(self, found: Listing | str) -> None:
        sight = self._desk.scenery.sight
        if sight is None:
            return
        table = self._stage.table
        if isinstance(found, str):
            table.say(found)
            return
        clock = Clock.UTC if sight.held.clock is None else sight.held.clock
        table.set_context(clock, words.own_zone(), found.names)
        told = [words.amount(one.amount, one.decimals, one.symbol) for one in found.totals]
        table.reset(found.listed, found.total, _summed(found, told), "\n".join(told[:40]))
        table.select(self._desk.selection.transfers)

    def _measured(self, measure: str) -> None:
        self._measure = measure
        if self._asked:
            self._asked = replace(self._asked, measure=measure)
            self._ask_times()

    def _page(self, request: PageRequest) -> None:
        if not self._desk.session.is_open:
            return
        store = self._desk.session.case.store
        valued = "worth" in self._stage.table.keys()  # noqa: SIM118 - no dictionary

        def work(_tick: Tick) -> tuple[list[TransferRow], dict[int, Derived]]:
            rows = transfers.by_id(store, request.ids)
            return rows, worth.of_transfers(store, rows) if valued else {}

        self._desk.runner.start(
            "Reading transfers", work, lambda found: self._stage.table.set_page(request, *found), quiet=True
        )

    def _chosen(self, ids: tuple[int, ...], _accounts: tuple[int, ...]) -> None:
        if ids:
            self._desk.selection.choose_transfers(ids, self)

    def _opened(self, _transfer: int) -> None:
        row = self._stage.table.model.row(self._stage.table.view.currentIndex().row())
        if row:
            self._stage.chart.fit_to([row.src, row.dst])

    def _follow(self, source: object) -> None:
        if source is not self:
            self._stage.table.select(self._desk.selection.transfers)
        if self._desk.session.is_open:
            self._ask_times()


def _summed(found: Listing, told: Sequence[str]) -> str:
    """The totals in a line: the most moved assets first, and how many transfers moved nothing."""
    moved = sum(one.transfers for one in found.totals)
    void = int(found.listed.ids.size) - moved
    more = f"  ·  {len(told) - TOTALS} more" if len(told) > TOTALS else ""
    without = f"  ·  without {words.plural(void, 'transfer')} that moved nothing" if void else ""
    return f"In all  {'  ·  '.join(told[:TOTALS])}{more}{without}" if told else ""
