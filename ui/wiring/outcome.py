"""What an analysis came to: shown as a list, drawn on the chart, exported."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import Show
from investigator.data.queries import transfers as transfer_queries
from investigator.errors import Trouble
from investigator.progress import Tick
from investigator.records import Clock
from ui import words
from ui.desk import Desk
from ui.dialogs.file_dialog import ask_file
from ui.held import Held
from ui.lists.found import Drawn, Found, Names
from ui.panels.results import ResultsPage


class Outcome(QObject):
    """Looks at a list change nothing; what is drawn is journaled. `found` says that there is a list to be seen."""

    found = Signal()

    def __init__(self, desk: Desk, page: ResultsPage) -> None:
        super().__init__(desk.window)
        self._desk, self._page = desk, page
        self._shown: Found | None = None
        page.draw_asked.connect(self.draw)
        page.exported.connect(self._export)
        page.copied.connect(lambda rows: desk.messages.note(f"{words.plural(rows, 'row')} copied."))
        desk.session.opened.connect(self._reopen)

    def ready(self) -> tuple[Case, Held, Names]:
        """What an analysis works on: the case at rest, what was read of it, and what accounts are called."""
        case, held = self._desk.session.at_rest(), self._desk.scenery.held
        if held is None:
            raise Trouble("The case is still being read; try again in a moment.")

        return case, held, Names(case.facts, held.claims)

    def show(self, found: Found) -> None:
        """Show a list in place of the one before."""
        self._shown = found
        self._page.show_results(found.results)
        self.found.emit()

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
        new = set(wanted) - self._desk.scenery.shown
        if new:
            self._desk.session.do(Show(AccountSet.of(wanted), why=why, chart=self._desk.scenery.chart))
        if what.transfers:
            self._desk.selection.choose_transfers(what.transfers)
        else:
            self._desk.selection.choose(wanted)
        if what.left_out:
            drawn, left = len(what.transfers), words.plural(what.left_out, "transfer")
            self._desk.messages.note(
                f"{words.plural(drawn, 'transfer')} drawn; {left} left out, too many to be read."
            )

    def _reopen(self) -> None:
        self._shown = None
        self._page.clear()

    def _export(self, text: str) -> None:
        path = self._desk.session.case.store.path or Path.home() / "list"
        ask_file(
            self._desk.window, "Export list", str(path.with_suffix(".csv")), "Tables (*.csv)",
            lambda to: self.save(to, text), saves="csv",
        )  # fmt: skip

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


def clock_of(held: Held) -> Clock:
    """On which clock the case's times are."""
    return Clock.UTC if held.clock is None else held.clock
