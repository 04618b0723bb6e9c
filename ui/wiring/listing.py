"""Keeps the transfer table and the timeline in step with the chart and the query."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from investigator.cases.case import Case
from investigator.data.queries import transfers
from investigator.data.queries.transfers import TransferRow, Where
from investigator.graph.expand import Filter
from investigator.progress import Tick
from investigator.records import Clock
from ui import words
from ui.desk import Desk
from ui.frame.stage import Stage
from ui.held import Held
from ui.panels.timeline import Bins, bin_times
from ui.panels.transfer_model import PageRequest
from ui.scenery import Sight
from ui.tasks import Latest
from ui.wiring.outline import called


@dataclass(frozen=True)
class Listing:
    """How many transfers fit, what accounts are called, and when transfers happened."""

    matching: int
    total: int
    names: dict[str, str]
    bins: Bins | None


def where_of(sight: Sight, query_where: Where, only: tuple[int, ...], text: str) -> Where:
    """The transfers that the table lists: those on the chart; of the whole case while that is empty."""
    where = replace(query_where, text=text)
    if only:
        return replace(where, accounts=only)
    if not sight.on_chart:
        return where
    return replace(where, among=tuple(sight.graph.accounts.tolist()))


def times_shown(held: Held, sight: Sight) -> NDArray[np.int64]:
    """When what is on the chart happened, whatever span of time is chosen; all while the chart is empty."""
    if not sight.on_chart:
        return held.columns.time
    return held.columns.between(sight.graph.accounts, None).time


class ListingWiring(QObject):
    """Answers the table's questions in the background, and passes on what is chosen in it."""

    def __init__(self, desk: Desk, stage: Stage) -> None:
        super().__init__(desk.window)
        self._desk, self._stage = desk, stage
        self._only: tuple[int, ...] = ()
        self._where = Where()
        self._look = Latest(desk.runner, "Counting transfers")
        stage.table.requested.connect(self._page)
        stage.table.filtered.connect(lambda _text: self.refresh())
        stage.table.selected.connect(self._chosen)
        stage.table.opened.connect(self._opened)
        desk.scenery.seen.connect(self.refresh)
        desk.session.opened.connect(lambda: self.narrow(()))
        desk.selection.changed.connect(self._follow)

    def narrow(self, accounts: tuple[int, ...]) -> None:
        """List only transfers of these accounts; of all with none."""
        self._only = accounts
        self.refresh()

    def refresh(self) -> None:
        """Count again what fits, and start the table over."""
        sight = self._desk.scenery.sight
        if sight is None or not self._desk.session.is_open:
            self._look.drop()
            self._stage.table.reset(0, 0)
            self._stage.timeline.set_bins(None)
            return
        case, query = self._desk.session.at_rest(), self._desk.scenery.query
        held = sight.held
        limits = query.where
        where = Where(assets=limits.assets or None, after=limits.after, before=limits.before)
        where = where_of(sight, where, self._only, self._stage.table.text())
        if limits.min_amount is not None or limits.max_amount is not None:
            where = replace(where, transfers=_by_amount(held, sight, query.where))

        def work(_tick: Tick) -> Listing:
            return _listed(case, where, held, sight)

        self._look.ask(work, lambda found: self._show(where, found))

    def _show(self, where: Where, found: Listing) -> None:
        sight = self._desk.scenery.sight
        if sight is None:
            return
        self._where = where
        clock = Clock.UTC if sight.held.clock is None else sight.held.clock
        zone = words.own_zone()
        self._stage.table.set_context(clock, zone, found.names)
        self._stage.table.reset(found.matching, found.total)
        self._stage.timeline.set_bins(found.bins)
        limits = self._desk.scenery.query.where
        self._stage.timeline.set_span(limits.after, limits.before)

    def _page(self, request: PageRequest) -> None:
        if not self._desk.session.is_open:
            return
        store, where = self._desk.session.case.store, self._where

        def work(_tick: Tick) -> list[TransferRow]:
            return transfers.page(
                store,
                where,
                request.order,
                descending=request.descending,
                offset=request.offset,
                limit=request.limit,
            )

        def done(rows: list[TransferRow]) -> None:
            self._stage.table.set_page(request, rows)

        self._desk.runner.start("Reading transfers", work, done, quiet=True)

    def _chosen(self, ids: tuple[int, ...], _accounts: tuple[int, ...]) -> None:
        if ids:
            self._desk.selection.choose_transfers(ids, self)

    def _opened(self, _transfer: int) -> None:
        chart = self._stage.chart
        row = self._stage.table.model.row(self._stage.table.view.currentIndex().row())
        if row:
            chart.fit_to([row.src, row.dst])

    def _follow(self, source: object) -> None:
        if source is not self:
            self._stage.table.select(self._desk.selection.transfers)


def _listed(case: Case, where: Where, held: Held, sight: Sight) -> Listing:
    named = dict.fromkeys((*held.claims, *case.facts.labels))
    names = {str(one): name for one in named if (name := called(case.facts, held.claims, one))}
    clock = Clock.UTC if held.clock is None else held.clock
    bins = bin_times(np.asarray(times_shown(held, sight)), clock)
    return Listing(transfers.count(case.store, where), held.counts.transfers, names, bins)


def _by_amount(held: Held, sight: Sight, limits: Filter) -> tuple[int, ...]:
    """Amounts are narrowed as the chart does it, so that both show the same."""
    if sight.on_chart:
        return tuple(sight.graph.transfer.tolist())
    amount = held.columns.amount
    least = -np.inf if limits.min_amount is None else limits.min_amount
    most = np.inf if limits.max_amount is None else limits.max_amount
    return tuple(held.columns.transfer[(amount >= least) & (amount <= most)].tolist())
