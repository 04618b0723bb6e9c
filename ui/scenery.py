"""From what the case knows to what the chart shows: computed off the GUI thread, newest wish first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from investigator import operations
from investigator.cases.case import Case
from investigator.cases.edits import Changed
from investigator.data.queries import accounts, results, sources
from investigator.data.queries import graph as graph_queries
from investigator.graph.columns import Columns
from investigator.graph.expand import reach, sieve
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent
from investigator.records import Address, Certified, Clock, ClusterScore, Label, Scores
from investigator.scene import Scene
from investigator.scene_build import Known, build
from investigator.tinting import tinted
from ui.narrowing import narrowed
from ui.places import Places
from ui.query import Query
from ui.session import Session
from ui.tasks import Latest, Runner

Layout = Literal["flow", "force"]
PAUSE_MS = 25
"""Changes that follow each other within this time are computed once."""


@dataclass(frozen=True)
class Held:
    """What is read from the case when evidence or scores change, and kept until they change again."""

    columns: Columns
    assets: tuple[sources.AssetRow, ...]
    clock: Clock | None
    counts: sources.Counts
    claims: dict[Address, list[Label]]
    scores: Scores | None = None
    clusters: tuple[ClusterScore, ...] = ()

    @property
    def symbols(self) -> Mapping[str, int]:
        """Asset ids by lower-case symbol; of equal symbols the most moved asset."""
        return {asset.symbol.lower(): asset.id for asset in reversed(self.assets)}


@dataclass(frozen=True)
class Wish:
    """All that a picture follows from, captured on the GUI thread: `case` is at rest, `chart` a key of it."""

    case: Case
    query: Query
    layout: Layout
    places: Places
    certified: Mapping[Address, Certified] = field(default_factory=dict)
    chart: str = ""


@dataclass(frozen=True)
class Sight:
    """What is shown, and out of how much. `beyond` counts neighbours of what is shown that are not."""

    graph: Subgraph
    scene: Scene
    known: Known
    held: Held
    on_chart: int
    beyond: int


def nothing() -> Scene:
    """A chart with nothing on it."""
    none, ids = np.empty(0, np.int64), np.empty(0, np.int32)
    graph = Subgraph(ids, ids.copy(), ids.copy(), np.empty(0), ids.copy(), none, none.copy())
    return build(graph, np.empty((0, 2), np.float32), Known((), (), np.empty(0, np.uint8), {}))


def hold(case: Case, tick: Tick = silent) -> Held:
    """Read what pictures are made from."""
    run = results.latest_run(case.store)
    return Held(
        columns=operations.columns(case, tick),
        assets=tuple(sources.assets(case.store)),
        clock=graph_queries.clock(case.store),
        counts=sources.counts(case.store),
        claims=sources.tags(case.store),
        scores=results.read_scores(case.store, run) if run else None,
        clusters=tuple(results.read_clusters(case.store, run)) if run else (),
    )


def compose(wish: Wish, held: Held, tick: Tick = silent) -> tuple[Sight, Places]:
    """The picture of a wish, and where everything stood. The query moves nothing: it takes things away."""
    facts = wish.case.facts
    shown = np.array(
        sorted(one for one in facts.on_chart(wish.chart) if one < held.columns.order), np.int32
    )
    starts = [number for _, number in operations.resolve(wish.case, facts.seeds)]
    seeds = np.array(sorted(starts), np.int32)
    places = placed(held.columns.between(shown), seeds, wish, tick)
    graph = held.columns.between(shown, sieve(held.columns, wish.query.where))
    graph = narrowed(graph, seeds, wish.query, held.scores)
    tick(1, 3, "Drawing")
    spots = places.of(graph.accounts)
    _pin(spots, graph.accounts, facts.places)
    known = replace(operations.known(wish.case, graph), certified=wish.certified)
    scene = build(graph, spots, known, held.scores)
    numbers = accounts.find(wish.case.store, facts.colours) if facts.colours else {}
    scene = tinted(scene, {number: facts.colours[one] for one, number in numbers.items()})
    scene = replace(scene, shapes=tuple(facts.shapes.items()))
    tick(2, 3, "Drawing")
    every = reach(held.columns, graph.accounts, 1, wish.query.where).accounts.size if graph.order else 0
    return Sight(graph, scene, known, held, shown.size, int(every) - graph.order), places


def placed(graph: Subgraph, seeds: NDArray[np.int32], wish: Wish, tick: Tick) -> Places:
    """Where everything on the chart stands in the layout wished for."""
    # SciPy is not paid for before a chart is laid out
    from investigator.graph.flow import flow
    from investigator.graph.layout import force

    if wish.layout == "flow":
        key = f"{graph.digest()}:{seeds.tolist()}"
        if key == wish.places.key:
            return wish.places
        return Places(graph.accounts, flow(graph, seeds, "hop", tick), key)
    start = wish.places.of(graph.accounts)
    if not np.isnan(start).any():
        return wish.places
    _pin(start, graph.accounts, wish.case.facts.places)
    known = ~np.isnan(start[:, 0])
    spots = force(graph, 0, start, known, tick=tick) if known.any() else force(graph, tick=tick)
    return wish.places.joined(graph.accounts, spots)


def _pin(
    spots: NDArray[np.float32], accounts: NDArray[np.int32], pins: Mapping[int, tuple[int, int]]
) -> None:
    """Move pinned accounts to where the analyst put them; pins are in hundredths of a world unit."""
    for account, (x, y) in pins.items():
        at = int(np.searchsorted(accounts, account))
        if at < accounts.size and accounts[at] == account:
            spots[at] = x / 100, y / 100


class Scenery(QObject):
    """Keeps the picture in step with the case. `seen` is emitted when another one is there.

    `sight` is `None` until the first, and while no case is open. `ready` says that evidence and scores
    have been read. `chart` is the key of the chart that is seen. One that goes `beside` another reads nothing
    itself: it takes what that one holds.
    """

    seen = Signal()
    ready = Signal()
    layouts: tuple[Layout, ...] = get_args(Layout)

    def __init__(
        self,
        session: Session,
        runner: Runner,
        parent: QObject | None = None,
        beside: Scenery | None = None,
    ) -> None:
        super().__init__(parent)
        self.chart = ""
        self.sight: Sight | None = None
        self.held: Held | None = None
        self.query = Query()
        self.layout: Layout = "flow"
        self.certified: Mapping[Address, Certified] = {}
        self._session = session
        self._beside = beside
        self._places: dict[tuple[str, Layout], Places] = {}
        self._look = Latest(runner, "Drawing the chart")
        self._stale = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._begin)
        session.opened.connect(self._reopen)
        session.changed.connect(self._follow)
        if beside:
            beside.ready.connect(self.refresh)

    @property
    def waiting(self) -> bool:
        """Whether another picture is to come soon."""
        return self._pause.isActive()

    @property
    def shown(self) -> frozenset[int]:
        """The accounts on the chart that is seen, whether the query lets them through or not."""
        return self._session.case.facts.on_chart(self.chart) if self._session.is_open else frozenset()

    def turn(self, chart: str, query: Query, layout: Layout) -> None:
        """Show another chart of the case, narrowed and laid out so."""
        self._look.drop()
        self.chart, self.query, self.layout = chart, query, layout
        self.refresh()

    def trade(self, other: Scenery) -> None:
        """Show what the other shows, and have it show what is shown here."""
        for one in (self, other):
            one._look.drop()
        for name in ("chart", "query", "layout", "sight", "_places"):
            mine, theirs = getattr(self, name), getattr(other, name)
            setattr(self, name, theirs)
            setattr(other, name, mine)
        for one in (self, other):
            one.seen.emit()
            one.refresh()

    def retire(self) -> None:
        """Want no picture any more."""
        self._pause.stop()
        self._look.drop()
        self._session.opened.disconnect(self._reopen)
        self._session.changed.disconnect(self._follow)

    def narrow(self, query: Query) -> None:
        """Show only what a query lets through."""
        if query != self.query:
            self.query = query
            self.refresh()

    def arrange(self, layout: Layout, *, anew: bool = False) -> None:
        """Choose a layout; with `anew` forget where things stood, but for what was put there by hand."""
        self.layout = layout
        if anew:
            self._places.pop((self.chart, layout), None)
        self.refresh()

    def certify(self, certified: Mapping[Address, Certified]) -> None:
        """Show what completeness certificates come to."""
        if certified != self.certified:
            self.certified = certified
            self.refresh()

    def refresh(self) -> None:
        """Compute the picture again, soon."""
        self._pause.start()

    def _reopen(self) -> None:
        self._look.drop()
        self.chart, self.sight, self.held, self.query, self.certified = "", None, None, Query(), {}
        self._places.clear()
        self._pause.stop()
        self.seen.emit()

    def _follow(self, changed: Changed) -> None:
        if not self._session.is_open or not changed:
            return
        if changed & (Changed.EVIDENCE | Changed.SCORES):
            self._stale = True
        self.refresh()

    def _begin(self) -> None:
        if not self._session.is_open:
            return
        if self._beside and not self._beside.held:
            return
        case, at = self._session.at_rest(), (self.chart, self.layout)
        stale = not self._beside and (self._stale or self.held is None)
        before = self._beside.held if self._beside else self.held
        places = self._places.get(at, Places())
        wish = Wish(case, self.query, self.layout, places, self.certified, self.chart)

        def work(tick: Tick) -> tuple[Held, Sight, Places]:
            held = hold(case, tick) if stale or before is None else before
            return held, *compose(wish, held, tick)

        self._look.ask(work, lambda found: self._show(at, *found))

    def _show(self, at: tuple[str, Layout], held: Held, sight: Sight, places: Places) -> None:
        fresh = held is not self.held
        self._stale = False
        self.held, self.sight = held, sight
        self._places[at] = places
        if fresh:
            self.ready.emit()
        self.seen.emit()
