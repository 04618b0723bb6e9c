"""Following the money: patterns, paths and traces, each a list first and then drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from investigator.cases.edits import SetApart
from investigator.data.queries import accounts as account_queries
from investigator.errors import Trouble
from investigator.progress import Tick
from investigator.records import Address, Clock
from ui import words
from ui.desk import Desk
from ui.dialogs.exposure_dialog import ExposureDialog, ExposureOrder
from ui.dialogs.paths_dialog import PathsDialog, PathsOrder
from ui.dialogs.trace_dialog import TraceDialog, TraceOrder
from ui.held import Held
from ui.language import say
from ui.lists.found import Drawn, Found, limits
from ui.wiring.outcome import Outcome, clock_of
from ui.wiring.selecting import Selecting

if TYPE_CHECKING:
    from investigator.graph.trace.book import Book

MOST_STARTS = 500
"""Accounts or transfers that one trace starts from in the window."""

RANKED = 100
"""Accounts that are ranked."""


class FollowVerbs(QObject):
    """Asks what to look for, and has the outcome listed. Nothing is journaled before it is drawn.

    What does the work is imported where it is done: it comes with numba and SciPy, which no start should pay for.
    """

    def __init__(self, desk: Desk, selecting: Selecting, out: Outcome) -> None:
        super().__init__(desk.window)
        self._desk, self._selecting, self._out = desk, selecting, out
        self._book: tuple[Held, Book] | None = None
        desk.session.opened.connect(self._reopen)
        desk.scenery.ready.connect(self._forget)

    def patterns(self) -> None:
        """Look for all patterns in the whole case."""
        case, held, names = self._out.ready()
        clock = clock_of(held)

        def work(tick: Tick) -> Found:
            from investigator.operations.noting import note_patterns
            from investigator.operations.patterns import look_for_patterns
            from ui.lists.patterns import pattern_list

            seen = look_for_patterns(case, held.columns, (), tick)
            note_patterns(case, (), seen)
            return pattern_list(seen, held.columns, clock, names, tick)

        self._desk.runner.start("Looking for patterns", work, self._out.show)

    def paths(self) -> None:
        """Ask between which accounts, and look for paths."""
        _case, held, _names = self._out.ready()
        chosen = [words.whole(one) for one in self._selecting.chosen()[:MOST_STARTS]]
        told = limits(self._desk.scenery.query.where, held.assets, clock_of(held))
        dialog = PathsDialog(self._desk.window, chosen, told)
        dialog.accepted_with.connect(self.find_paths)
        self._desk.ask(dialog)

    def find_paths(self, order: PathsOrder) -> None:
        """Look for paths as ordered, within what the query lets through."""
        case, held, names = self._out.ready()
        where = replace(self._desk.scenery.query.where, direction="out")
        told = limits(where, held.assets, clock_of(held))

        def work(tick: Tick) -> Found:
            from investigator.operations.pathing import PathOptions, find_paths
            from ui.lists.paths import at_bottlenecks, path_list

            options = PathOptions(where, order.via, order.avoid, order.hops, order.count, order.in_time)
            found = find_paths(case, held.columns, order.start, order.goal, options, tick)
            ends = at_bottlenecks(found)
            numbers = {one: int(at) for one, at in account_queries.find(case.store, ends).items()}
            title = f"Paths from {_ends(order.start)} to {_ends(order.goal)}"
            return path_list(found, title, clock_of(held), names, numbers, (told,) if told else ())

        self._desk.runner.start("Looking for paths", work, self._out.show)

    def trace(self, backward: bool) -> None:
        """Ask how, and trace from what is selected, or back to it."""
        _case, held, _names = self._out.ready()
        selection = self._desk.selection
        start = [f"transfer:{one}" for one in selection.transfers] or [*map(str, self._selecting.chosen())]
        if len(start) > MOST_STARTS:
            raise Trouble(
                f"{len(start):,} is too many to trace from at once; select at most {MOST_STARTS}."
            )
        if not start:
            raise Trouble("Nothing is selected to trace from; select accounts or transfers.")
        noun = "transfer" if selection.transfers else "account"
        shown = words.plural(len(start), noun)
        if len(start) == 1 and not selection.transfers:
            shown = words.shorten(start[0])
        dialog = TraceDialog(
            self._desk.window, start, shown, held.assets, clock_of(held), backward=backward
        )
        dialog.accepted_with.connect(self.follow)
        self._desk.ask(dialog)

    def follow(self, order: TraceOrder) -> None:
        """Trace as ordered."""
        case, held, names = self._out.ready()
        known = self._known(held)

        def work(tick: Tick) -> tuple[Book, Found]:
            from investigator.graph.trace.question import CONVENTIONS
            from investigator.operations.noting import note_trace
            from investigator.operations.tracing import TraceOptions, books, trace_money
            from investigator.operations.worthing import worth_of_ends
            from ui.lists.traces import trace_list

            book = known or books(case, tick)
            options = TraceOptions(
                order.backward, order.after, order.before, order.assets,
                tuple(name for name in CONVENTIONS if name in order.conventions),
                order.depth, (), not order.stop,
            )  # fmt: skip
            traced, clock = trace_money(case, book, order.start, options, tick), clock_of(held)
            note_trace(case, order.start, options, traced)
            worths = worth_of_ends(case, book, traced) if clock is Clock.UTC else []
            return book, trace_list(
                traced, book, clock, names, backward=order.backward, worths=worths, tick=tick
            )

        self._desk.runner.start("Tracing", work, lambda result: self._keep(held, *result))

    def rank(self) -> None:
        """Rank the accounts that are worth a look first when following the money of those selected."""
        case, held, names = self._out.ready()
        start = [str(one) for one in self._selecting.chosen()[:MOST_STARTS]]

        def work(tick: Tick) -> Found:
            from investigator.operations.ranking import rank_accounts
            from ui.lists.ranks import rank_list

            found = rank_accounts(case, held.columns, start, top=RANKED, tick=tick)
            numbers = account_queries.find(case.store, [one.address for one in found])
            return rank_list(
                found, _ends(tuple(start)), names, {one: int(at) for one, at in numbers.items()}
            )

        self._desk.runner.start("Ranking accounts", work, self._out.show)

    def expose(self) -> None:
        """Ask how, and look from which categories the selected account's money comes, and to which it goes."""
        _case, held, _names = self._out.ready()
        chosen = self._selecting.chosen()
        if len(chosen) != 1:
            raise Trouble(
                f"{len(chosen):,} accounts are selected; select the one whose exposure to look at."
            )
        dialog = ExposureDialog(self._desk.window, chosen[0], held.assets)
        dialog.accepted_with.connect(self.look)
        self._desk.ask(dialog)

    def look(self, order: ExposureOrder) -> None:
        """Look at an exposure as ordered."""
        case, held, names = self._out.ready()
        known = self._known(held)

        def work(tick: Tick) -> tuple[Book, Found]:
            from investigator.graph.trace.question import CONVENTIONS
            from investigator.operations.exposing import ExposureOptions, exposures
            from investigator.operations.tracing import books
            from ui.lists.exposures import exposure_list

            book = known or books(case, tick)
            (convention,) = [name for name in CONVENTIONS if name == order.convention]
            options = ExposureOptions(convention, order.assets, order.depth)
            found = exposures(case, book, order.address, ("in", "out"), options, tick)
            told = {one.address for one in found} | {
                a for one in found for t in one.terms for a in t.accounts
            }
            numbers = {one: int(at) for one, at in account_queries.find(case.store, told).items()}
            return book, exposure_list(found, names, numbers)

        self._desk.runner.start("Looking at exposure", work, lambda result: self._keep(held, *result))

    def oppose(self) -> None:
        """Say what an opposing expert would of the selected accounts, or of all findings."""
        case, _held, _names = self._out.ready()
        subjects = [str(one) for one in self._selecting.chosen()[:MOST_STARTS]]

        def work(tick: Tick) -> Found:
            from investigator.operations.opposing import oppose_case
            from ui.lists.opposed import opposed_list

            found = oppose_case(case, subjects, tick)
            stated = [] if subjects else [case.facts.findings[one.subject] for one in found]
            on = [finding.accounts for finding in stated] or [(Address(one),) for one in subjects]
            numbers = account_queries.find(case.store, {one for some in on for one in some})
            moved = [finding.transfers for finding in stated] or [()] * len(found)
            drawn = {
                one.subject: Drawn(tuple(numbers[who] for who in some if who in numbers), tuple(transfers))
                for one, some, transfers in zip(found, on, moved, strict=True)
            }
            return opposed_list(found, drawn)

        self._desk.runner.start("Looking for ordinary explanations", work, self._out.show)

    def entities(self) -> None:
        """Look for accounts that belong together."""
        case, held, names = self._out.ready()

        def work(tick: Tick) -> Found:
            from investigator.operations.entities import find_entities
            from ui.lists.entities import entity_list

            found = find_entities(case, held.columns, tick=tick)
            members = (one for group in found for one in group.accounts)
            numbers = {one: int(at) for one, at in account_queries.find(case.store, members).items()}
            return entity_list(found, names, numbers, tick)

        self._desk.runner.start("Looking for entities", work, self._out.show)

    def why(self) -> None:
        """Say why the two selected accounts are one entity, or that they are not."""
        case, held, names = self._out.ready()
        one, other = self._two()

        def work(tick: Tick) -> Found:
            from investigator.operations.entities import why_same
            from ui.lists.entities import why_list

            return why_list(why_same(case, held.columns, one, other, tick=tick), clock_of(held), names)

        self._desk.runner.start("Looking for what links two accounts", work, self._out.show)

    def part(self) -> None:
        """Keep the two selected accounts apart, whatever links them, or no longer."""
        one, other = self._two()
        pair = (one, other) if one < other else (other, one)
        kept = pair in self._desk.session.case.facts.apart
        self._desk.session.do(SetApart(*pair, not kept))
        self._desk.messages.note(
            say("What links them counts again.")
            if kept
            else say("They are kept apart: no link between them counts.")
        )

    def _known(self, held: Held) -> Book | None:
        return self._book[1] if self._book and self._book[0] is held else None

    def _keep(self, held: Held, book: Book, found: Found) -> None:
        """The books are settled once for all that is asked of the same evidence."""
        self._book = held, book
        self._out.show(found)

    def _two(self) -> tuple[Address, Address]:
        chosen = self._selecting.chosen()
        if len(chosen) != 2:
            raise Trouble(f"{len(chosen):,} accounts are selected; select the two that it is about.")
        return chosen[0], chosen[1]

    def _reopen(self) -> None:
        self._book = None

    def _forget(self) -> None:
        """The books are of evidence that is no more the whole."""
        if self._book and self._book[0] is not self._desk.scenery.held:
            self._book = None


def _ends(texts: tuple[str, ...]) -> str:
    return words.shorten(texts[0]) if len(texts) == 1 else words.plural(len(texts), "account")
