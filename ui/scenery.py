"""From what the case knows to what the chart shows: computed off the GUI thread, newest wish first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import get_args

from PySide6.QtCore import QObject, QTimer, Signal

from investigator.cases.edits import Changed
from investigator.look import Look
from investigator.progress import Tick
from investigator.records import Address, Certified
from ui.belonging import Belonging
from ui.composing import Layout, Sight, Wish, compose, nothing
from ui.held import Held, hold
from ui.live import Live
from ui.places import Places
from ui.placing import LONG
from ui.query import Query
from ui.session import Session
from ui.tasks import Latest, Runner, Task
from ui.warm import warm_chart

__all__ = ["Layout", "Scenery", "Sight", "Wish", "compose", "nothing"]

PAUSE_MS = 25
"""Changes that follow each other within this time are computed once."""
LAYING = "Laying out the chart"


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
        self.look = Look()
        self.live = Live(self)
        self.live.began.connect(self._preview)
        self.certified: Mapping[Address, Certified] = {}
        self._session = session
        self._beside = beside
        self._places: dict[tuple[str, Layout], Places] = {}
        self._roots: dict[tuple[str, Layout], tuple[int, ...]] = {}
        self._before: tuple[Layout, Places] | None = None
        self._at_work: Task | None = None
        self._latest = Latest(runner, "Drawing the chart")
        self._stale = False
        self._belonging = Belonging()
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
        self._latest.drop()
        self.chart, self.query, self.layout = chart, query, layout
        self.refresh()

    def trade(self, other: Scenery) -> None:
        """Show what the other shows, and have it show what is shown here."""
        for one in (self, other):
            one._latest.drop()
        for name in ("chart", "query", "layout", "look", "sight", "_places"):
            mine, theirs = getattr(self, name), getattr(other, name)
            setattr(self, name, theirs)
            setattr(other, name, mine)
        for one in (self, other):
            one.seen.emit()
            one.refresh()

    def retire(self) -> None:
        """Want no picture any more."""
        self._pause.stop()
        self._latest.drop()
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

    def look_at(self, look: Look) -> None:
        """Choose what colours and sizes mean, and which edges are open."""
        if look != self.look:
            self.look = look
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
        self._latest.drop()
        self.chart, self.sight, self.held, self.query, self.certified = "", None, None, Query(), {}
        self.look, self._belonging = replace(self.look, opened=frozenset()), Belonging()
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
        wish = Wish(case, self.query, self.layout, places, self.look, self.certified, self.chart, roots)
        turn, belonging = self.live.begin(), self._belonging

        def first(wish: Wish, held: Held) -> Callable[[Places], Sight]:
            return lambda places: compose(replace(wish, places=places), held)[0]

        def work(tick: Tick) -> tuple[Held, Sight, Places]:
            held = hold(case, tick) if stale or before is None else before
            entities = belonging.names(case, held.columns, tick) if wish.look.colour == "entity" else {}
            sight, found = compose(wish, held, tick, self.live.frames(turn, first(wish, held)), entities)
            if before is None:
                warm_chart(sight.ready)
            return held, sight, found

        long = len(self.shown) > max(LONG, 1.0 * places.accounts.size)
        task = self._latest.ask(work, lambda found: self._show(at, *found), seen_as=LAYING * long)
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
