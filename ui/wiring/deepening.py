"""Fills in what takes longer about the account in the inspector, each part as it comes, and only what changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from investigator.cases.case import Case
from investigator.cases.mentions import mentions
from investigator.data import ledger
from investigator.data.queries import sources
from investigator.graph.balance import activity
from investigator.progress import Tick
from investigator.records import Address
from ui.desk import Desk
from ui.held import Held
from ui.panels.account_page import AccountPage
from ui.panels.balance_plot import CourseView
from ui.panels.depth import EntityView, ExposureView
from ui.panels.glances import course_view, entity_view, exposure_view
from ui.panels.history import Step, steps_of
from ui.panels.subject import AccountView
from ui.tasks import Latest
from ui.wiring.outcome import clock_of
from ui.wiring.outline import called

if TYPE_CHECKING:
    from investigator.graph.trace.book import Book
    from investigator.operations.entities import Group

PROMPT = 50_000
"""Transfers up to which exposure and entity are worked out unasked: a moment's work."""
ASSETS = 2
"""Assets of which the exposure is shown: the account's busiest."""

LARGE = "Takes a while in a case of this size."
Groups = dict[Address, "Group"]


class Depths(QObject):
    """Asks off the GUI thread. The books and the entities of a case are worked out once and kept while they hold."""

    def __init__(self, desk: Desk, page: AccountPage) -> None:
        super().__init__(desk.window)
        self._desk, self._page = desk, page
        self._view: AccountView | None = None
        self._done: dict[str, Hashable] = {}
        self._book: tuple[Held, Book] | None = None
        self._groups: tuple[Hashable, Groups] | None = None
        self._looks = {
            name: Latest(desk.runner, f"Finding the {name} of an account")
            for name in ("balance", "exposure", "entity", "history")
        }
        page.exposure_asked.connect(lambda _address: self._exposure(wanted=True))
        page.entity.asked.connect(lambda: self._entity(wanted=True))
        desk.session.opened.connect(self._forget)

    def follow(self, view: AccountView | None) -> None:
        """The inspector shows this account now, or none."""
        before, self._view = self._view, view
        if view is None or before is None or before.address != view.address:
            self._done.clear()
            for look in self._looks.values():
                look.drop()
        held = self._desk.scenery.held
        if view is not None and held is not None:
            self._history(view)
            self._balance(view, held)
            self._exposure()
            self._entity()

    def _forget(self) -> None:
        self._book = self._groups = None
        self.follow(None)

    def _ask(
        self, part: str, key: Hashable, work: Callable[[Tick], Any], done: Callable[[Any], object]
    ) -> None:
        """Work something out unless it stands there already."""
        if self._done.get(part) != key:
            self._done[part] = key
            self._looks[part].ask(work, done)

    def _balance(self, view: AccountView, held: Held) -> None:
        symbols = {asset.id: asset.symbol for asset in held.assets}

        def work(_tick: Tick) -> CourseView | None:
            return course_view(activity(held.columns, view.id), symbols, clock_of(held))

        self._ask("balance", id(held.columns), work, self._page.balances.show_course)

    def _history(self, view: AccountView) -> None:
        case = self._desk.session.at_rest()

        def work(_tick: Tick) -> list[Step]:
            with case.store.reading() as db:
                lines = list(ledger.lines(db))
            about = [mentions(line, view.address, view.id) for line in lines]
            return (
                [step for step, told in zip(steps_of(lines), about, strict=True) if told]
                if any(about)
                else []
            )

        # what the journal says changes with every edit
        self._ask("history", object(), work, self._page.history.show_steps)

    def _exposure(self, *, wanted: bool = False) -> None:
        view, held, case = self._view, self._desk.scenery.held, self._desk.session.at_rest()
        if view is None or held is None:
            return
        key = (id(held), _labels(case))
        if held.columns.size > PROMPT and not wanted:
            if self._done.get("exposure") not in {key, "offered"}:
                self._done["exposure"] = "offered"
                self._page.exposure.show_waiting(LARGE, offer=True)
            return
        known = self._book[1] if self._book and self._book[0] is held else None

        def work(tick: Tick) -> tuple[Held, Book, ExposureView]:
            # what follows money is loaded when it is first asked for
            from investigator.operations.exposing import ExposureOptions, exposures
            from investigator.operations.tracing import books

            book = known or books(case, tick)
            busy = activity(held.columns, view.id, 2)
            some = tuple(one.asset for one in busy.balances[:ASSETS]) if busy else ()
            found = (
                exposures(
                    case, book, view.address, ("in", "out"), ExposureOptions(assets=some, tries=False), tick
                )
                if some
                else []
            )
            return held, book, exposure_view(found)

        def done(result: tuple[Held, Book, ExposureView]) -> None:
            self._book = result[:2]
            self._page.exposure.show_exposure(result[2])

        self._begin("exposure", key, work, done, wanted=wanted)

    def _entity(self, *, wanted: bool = False) -> None:
        view, held, case = self._view, self._desk.scenery.held, self._desk.session.at_rest()
        if view is None or held is None:
            return
        key = (id(held), case.facts.apart, _labels(case))
        known = self._groups[1] if self._groups and self._groups[0] == key else None
        if known is None and held.columns.size > PROMPT and not wanted:
            if self._done.get("entity") != "offered":
                self._done["entity"] = "offered"
                self._page.entity.show_waiting(LARGE, offer=True)
            return

        def work(tick: Tick) -> tuple[Groups, EntityView]:
            from investigator.operations.entities import find_entities

            groups = known
            if groups is None:
                found = find_entities(case, held.columns, tick=tick)
                groups = {one: group for group in found for one in group.accounts}
            own = groups.get(view.address)
            return groups, entity_view(own, view.address, _names(case, own))

        def done(result: tuple[Groups, EntityView]) -> None:
            self._groups = key, result[0]
            self._page.entity.show_entity(result[1])

        self._begin("entity", key, work, done, wanted=wanted)

    def _begin(
        self,
        part: str,
        key: Hashable,
        work: Callable[[Tick], Any],
        done: Callable[[Any], object],
        *,
        wanted: bool,
    ) -> None:
        """Quietly where it is a moment's work; what was asked for in a large case can be seen and cancelled."""
        if not wanted:
            self._ask(part, key, work, done)
            return
        view = self._view
        section = self._page.exposure if part == "exposure" else self._page.entity
        section.show_waiting("Working it out… (see the tasks below)")

        def show(result: Any) -> None:
            if self._view is not None and view is not None and self._view.address == view.address:
                self._done[part] = key
                done(result)

        task = self._desk.runner.start(f"Finding the {part} of an account", work, show)
        task.ended.connect(lambda failure: self._again(section, task.cancelled or failure is not None))

    @staticmethod
    def _again(section: Any, ended: bool) -> None:
        if ended:
            section.show_waiting("It was not finished.", offer=True)


def _names(case: Case, group: Group | None) -> dict[Address, str]:
    """What the accounts of an entity are called."""
    if group is None:
        return {}
    some = group.accounts[:200]
    tags = sources.tags(case.store, some)
    return {one: name for one in some if (name := called(case.facts, tags, one))}


def _labels(case: Case) -> int:
    """What exposure and entities depend on of what the analyst says."""
    return hash(frozenset(case.facts.labels.items()))
