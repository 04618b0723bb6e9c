"""From what the case knows to what the chart shows: computed off the GUI thread, newest wish first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from investigator import operations
from investigator.cases.case import Case
from investigator.cases.edits import Changed
from investigator.data.queries import accounts
from investigator.graph.expand import reach, sieve
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent
from investigator.records import Address, Certified
from investigator.scene import Scene
from investigator.scene_build import Known, build
from investigator.tinting import tinted
from ui.held import Held, hold
from ui.live import Live
from ui.narrowing import narrowed
from ui.places import Places
from ui.placing import LONG, OnFrame, Ways, pin, placed
from ui.query import Query
from ui.session import Session
from ui.tasks import Latest, Runner, Task

Layout = Literal["flow", "time", "force", "hierarchy", "radial", "entity"]
PAUSE_MS = 25
"""Changes that follow each other within this time are computed once."""
LAYING = "Laying out the chart"


@dataclass(frozen=True)
class Wish:
    """All that a picture follows from, captured on the GUI thread: `case` is at rest, `chart` a key of it."""

    case: Case
    query: Query
    layout: Layout
    places: Places
    certified: Mapping[Address, Certified] = field(default_factory=dict)
    chart: str = ""
    roots: tuple[int, ...] = ()


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


def compose(
    wish: Wish, held: Held, tick: Tick = silent, frame: OnFrame | None = None
) -> tuple[Sight, Places]:
    """The picture of a wish, and where everything stood. The query moves nothing: it takes things away."""
    facts = wish.case.facts
    shown = np.array(
        sorted(one for one in facts.on_chart(wish.chart) if one < held.columns.order), np.int32
    )
    starts = [number for _, number in operations.resolve(wish.case, facts.seeds)]
    seeds = np.array(sorted(starts), np.int32)
    ways = Ways(
        wish.layout, wish.roots, lambda some: operations.belonging(wish.case, held.columns, some, tick)
    )
    places = placed(held.columns.between(shown), seeds, ways, wish.places, facts.places, tick, frame)
    graph = held.columns.between(shown, sieve(held.columns, wish.query.where))
    graph = narrowed(graph, seeds, wish.query, held.scores)
    tick(1, 3, "Drawing")
    spots = places.of(graph.accounts)
    pin(spots, graph.accounts, facts.places)
    known = replace(operations.known(wish.case, graph), certified=wish.certified)
    scene = build(graph, spots, known, held.scores)
    numbers = accounts.find(wish.case.store, facts.colours) if facts.colours else {}
    scene = tinted(scene, {number: facts.colours[one] for one, number in numbers.items()})
    scene = replace(scene, shapes=tuple(facts.shapes.items()))
    tick(2, 3, "Drawing")
    every = reach(held.columns, graph.accounts, 1, wish.query.where).accounts.size if graph.order else 0
    return Sight(graph, scene, known, held, shown.size, int(every) - graph.order), places


class Scenery(QObject):
    """Keeps the picture in step with the case. `seen` is emitted when another one is there.

    `sight` is `None` until the first, and while no case is open. `ready` says that evidence and scores
    have been read. `stopped` says that the analyst cancelled a layout, `live` shows one at work. `chart` is the key of the chart that is seen. One that goes `beside` another reads nothing
    itself: it takes what that one holds.
    """

    seen = Signal()
    ready = Signal()
    layouts: tuple[Layout, ...] = get_args(Layout)
    stopped = Signal()

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
        self.live = Live(self)
        self.live.began.connect(self._preview)
        self.certified: Mapping[Address, Certified] = {}
        self._session = session
        self._beside = beside
        self._places: dict[tuple[str, Layout], Places] = {}
        self._roots: dict[tuple[str, Layout], tuple[int, ...]] = {}
        self._before: tuple[Layout, Places] | None = None
        self._at_work: Task | None = None
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

    def arrange(self, layout: Layout, *, anew: bool = False, roots: tuple[int, ...] | None = None) -> None:
        """Choose a layout; with `anew` forget where things stood, but for what was put there by hand.

        It begins at `roots`, as far as given; other ones than before make it anew.
        """
        self._before = (self.layout, self._places.get((self.chart, self.layout), Places()))
        self.layout, at = layout, (self.chart, layout)
        known = self._roots.get(at, ())
        roots = known if roots is None else roots
        if anew or roots != known:
            self._places.pop(at, None)
        self._roots[at] = roots
        self.refresh()

    @property
    def arranging(self) -> bool:
        """Whether a layout that takes long is at work."""
        return self._at_work is not None

    def stop(self) -> None:
        """Stop a layout that takes long; what is shown stays."""
        if self._at_work:
            self._at_work.cancel()

    def back(self) -> None:
        """Go back to where everything stood before the layout was last chosen."""
        if self._before:
            self.layout, places = self._before
            self._places[self.chart, self.layout] = places
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
        self._roots.clear()
        self._before = self._at_work = None
        self.live.end()
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
        places, roots = self._places.get(at, Places()), self._roots.get(at, ())
        wish = Wish(case, self.query, self.layout, places, self.certified, self.chart, roots)
        turn = self.live.begin()

        def first(wish: Wish, held: Held) -> Callable[[Places], Sight]:
            return lambda places: compose(replace(wish, places=places), held)[0]

        def work(tick: Tick) -> tuple[Held, Sight, Places]:
            held = hold(case, tick) if stale or before is None else before
            return held, *compose(wish, held, tick, self.live.frames(turn, first(wish, held)))

        long = len(self.shown) > max(LONG, 1.0 * places.accounts.size)
        task = self._look.ask(work, lambda found: self._show(at, *found), seen_as=LAYING * long)
        self._at_work = task if long else None
        task.ended.connect(lambda _failure: self._end(task, at))

    def _preview(self, sight: Sight) -> None:
        """The first picture of a layout at work."""
        self.held, self.sight = sight.held, sight
        self.seen.emit()

    def _end(self, task: Task, at: tuple[str, Layout]) -> None:
        if task is not self._at_work:
            return
        self._at_work, shown = None, self.live.latest
        self.live.end()
        if task.cancelled:
            if shown is not None:
                self._places[at] = shown
                self.refresh()
            self.stopped.emit()

    def _show(self, at: tuple[str, Layout], held: Held, sight: Sight, places: Places) -> None:
        fresh = held is not self.held
        self._stale, self._at_work = False, None
        self.live.end()
        self.held, self.sight = held, sight
        self._places[at] = places
        if fresh:
            self.ready.emit()
        self.seen.emit()
