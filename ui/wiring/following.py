"""Following the money: patterns, paths and traces, each a list first and then drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import Show
from investigator.data.queries import accounts as account_queries
from investigator.data.queries import transfers as transfer_queries
from investigator.errors import Trouble
from investigator.progress import Tick
from investigator.records import Clock
from ui import words
from ui.desk import Desk
from ui.dialogs.paths_dialog import PathsDialog, PathsOrder
from ui.dialogs.trace_dialog import TraceDialog, TraceOrder
from ui.lists.found import Drawn, Found, Names, limits
from ui.panels.results import ResultsPage
from ui.scenery import Held
from ui.wiring.selecting import Selecting

if TYPE_CHECKING:
    from investigator.graph.trace.book import Book

MOST_STARTS = 500
"""Accounts or transfers that one trace starts from in the window."""


class FollowVerbs(QObject):
    """Nothing is journaled before it is drawn. `found` says that there is a list to be seen.

    What does the work is imported where it is done: it comes with numba and SciPy, which no start should pay for.
    """

    found = Signal()

    def __init__(self, desk: Desk, selecting: Selecting, page: ResultsPage) -> None:
        super().__init__(desk.window)
        self._desk, self._selecting, self._page = desk, selecting, page
        self._shown: Found | None = None
        self._book: tuple[Held, Book] | None = None
        page.draw_asked.connect(self.draw)
        page.exported.connect(self._export)
        page.copied.connect(lambda rows: desk.messages.note(f"{words.plural(rows, 'row')} copied."))
        desk.session.opened.connect(self._reopen)
        desk.scenery.ready.connect(self._forget)

    def patterns(self) -> None:
        """Look for all patterns in the whole case."""
        case, held, names = self._ready()
        clock = _clock(held)

        def work(tick: Tick) -> Found:
            from investigator.operations.patterns import look_for_patterns
            from ui.lists.patterns import pattern_list

            seen = look_for_patterns(case, held.columns, (), tick)
            return pattern_list(seen, held.columns, clock, names, tick)

        self._desk.runner.start("Looking for patterns", work, self._show)

    def paths(self) -> None:
        """Ask between which accounts, and look for paths."""
        _case, held, _names = self._ready()
        chosen = [words.whole(one) for one in self._selecting.chosen()[:MOST_STARTS]]
        told = limits(self._desk.scenery.query.where, held.assets, _clock(held))
        dialog = PathsDialog(self._desk.window, chosen, told)
        dialog.accepted_with.connect(self.find_paths)
        self._desk.ask(dialog)

    def find_paths(self, order: PathsOrder) -> None:
        """Look for paths as ordered, within what the query lets through."""
        case, held, names = self._ready()
        where = replace(self._desk.scenery.query.where, direction="out")
        told = limits(where, held.assets, _clock(held))

        def work(tick: Tick) -> Found:
            from investigator.operations.pathing import PathOptions, find_paths
            from ui.lists.paths import at_bottlenecks, path_list

            options = PathOptions(where, order.via, order.avoid, order.hops, order.count, order.in_time)
            found = find_paths(case, held.columns, order.start, order.goal, options, tick)
            ends = at_bottlenecks(found)
            numbers = {one: int(at) for one, at in account_queries.find(case.store, ends).items()}
            title = f"Paths from {_ends(order.start)} to {_ends(order.goal)}"
            return path_list(found, title, _clock(held), names, numbers, (told,) if told else ())

        self._desk.runner.start("Looking for paths", work, self._show)

    def trace(self, backward: bool) -> None:
        """Ask how, and trace from what is selected, or back to it."""
        _case, held, _names = self._ready()
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
        dialog = TraceDialog(self._desk.window, start, shown, held.assets, _clock(held), backward=backward)
        dialog.accepted_with.connect(self.follow)
        self._desk.ask(dialog)

    def follow(self, order: TraceOrder) -> None:
        """Trace as ordered."""
        case, held, names = self._ready()
        known = self._book[1] if self._book and self._book[0] is held else None

        def work(tick: Tick) -> tuple[Book, Found]:
            from investigator.graph.trace.question import CONVENTIONS
            from investigator.operations.tracing import TraceOptions, books, trace_money
            from ui.lists.traces import trace_list

            book = known or books(case, tick)
            options = TraceOptions(
                order.backward, order.after, order.before, order.assets,
                tuple(name for name in CONVENTIONS if name in order.conventions),
                order.depth, (), not order.stop,
            )  # fmt: skip
            traced = trace_money(case, book, order.start, options, tick)
            return book, trace_list(traced, book, _clock(held), names, backward=order.backward, tick=tick)

        def done(result: tuple[Book, Found]) -> None:
            self._book = held, result[0]
            self._show(result[1])

        self._desk.runner.start("Tracing", work, done)

    def draw(self, lines: list[int]) -> None:
        """Put some lines of the list on the chart, and select what they consist of."""
        found = self._shown
        if found is None:
            return
        case = self._desk.session.at_rest()

        def work(tick: Tick) -> tuple[Drawn, list[int]]:
            what = found.draw(lines, tick)
            rows = transfer_queries.by_id(case.store, what.transfers)
            return what, [int(end) for row in rows for end in (row.src, row.dst)]

        self._desk.runner.start("Drawing", work, lambda result: self._put(found.why, *result))

    def _put(self, why: str, what: Drawn, ends: list[int]) -> None:
        wanted = list(dict.fromkeys([*what.accounts, *ends]))
        new = set(wanted) - self._desk.session.case.facts.shown
        if new:
            self._desk.session.do(Show(AccountSet.of(wanted), why=why))
        if what.transfers:
            self._desk.selection.choose_transfers(what.transfers)
        else:
            self._desk.selection.choose(wanted)
        if what.left_out:
            drawn, left = len(what.transfers), words.plural(what.left_out, "transfer")
            self._desk.messages.note(
                f"{words.plural(drawn, 'transfer')} drawn; {left} left out, too many to be read."
            )

    def _ready(self) -> tuple[Case, Held, Names]:
        case, held = self._desk.session.at_rest(), self._desk.scenery.held
        if held is None:
            raise Trouble("The case is still being read; try again in a moment.")

        return case, held, Names(case.facts, held.claims)

    def _show(self, found: Found) -> None:
        self._shown = found
        self._page.show_results(found.results)
        self.found.emit()

    def _reopen(self) -> None:
        self._shown = self._book = None
        self._page.clear()

    def _forget(self) -> None:
        """The books are of evidence that is no more the whole."""
        if self._book and self._book[0] is not self._desk.scenery.held:
            self._book = None

    def _export(self, text: str) -> None:
        path = self._desk.session.case.store.path or Path.home() / "list"
        dialog = QFileDialog(
            self._desk.window, "Export list", str(path.with_suffix(".csv")), "Tables (*.csv)"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda to: self.save(to, text))
        dialog.open()

    def save(self, path: str, text: str) -> None:
        """Write an exported list."""
        try:
            Path(path).write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            self._desk.messages.trouble(
                f"The list cannot be written to {path} ({error.strerror}); choose another place."
            )
            return
        self._desk.messages.note(f"The list is in {path}.")


def _clock(held: Held) -> Clock:
    return Clock.UTC if held.clock is None else held.clock


def _ends(texts: tuple[str, ...]) -> str:
    return words.shorten(texts[0]) if len(texts) == 1 else words.plural(len(texts), "account")
