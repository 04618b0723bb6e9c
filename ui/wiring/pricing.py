"""Prices, looked at and asked for in the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from investigator.cases.edits import Changed
from investigator.cases.worth import span
from investigator.data.queries import prices
from investigator.data.queries.prices import PriceRange
from investigator.progress import Tick
from ui import words
from ui.desk import Desk
from ui.dialogs.fields import Suggestions
from ui.dialogs.prices_dialog import PriceOrder, PricesDialog
from ui.tasks import Task
from ui.wiring.sources import asked_name, last_source, remember

if TYPE_CHECKING:
    from investigator.operations.pricing import FeedReport


class Prices:
    """Shows what prices there are; asks feeds for more, or leads to the import of a table."""

    def __init__(self, desk: Desk, import_files: Callable[[], object]) -> None:
        self._desk, self._import_files = desk, import_files

    def ask(self) -> None:
        """Read what there is, and show it."""
        store = self._desk.session.at_rest().store
        self._desk.runner.start(
            "Looking for prices", lambda _tick: prices.held(store), self._show, quiet=True
        )

    def take_in(self, order: PriceOrder) -> None:
        """Ask feeds in the background."""
        case = self._desk.session.at_rest()
        remember(self._desk.keep, order.source)

        def work(tick: Tick) -> FeedReport:
            # what speaks to nodes is not loaded at start-up
            from investigator.operations.pricing import ask_feeds

            return ask_feeds(
                case, order.source, order.assets, order.blocks, order.fiat, every=order.every, tick=tick
            )

        task = self._desk.runner.start(
            "Asking price feeds",
            work,
            lambda report: self._done(report, task),
            asks=asked_name(order.source),
        )

    def _show(self, held: list[PriceRange]) -> None:
        dialog = PricesDialog(self._desk.window, held, last_source(self._desk.keep, node=True))
        Suggestions(dialog.source, self._desk.choices.now.sources)
        dialog.import_asked.connect(self._import_files)
        dialog.accepted_with.connect(self.take_in)
        self._desk.ask(dialog)

    def _done(self, report: FeedReport, task: Task) -> None:
        self._desk.session.touch(Changed.EVIDENCE)
        tell = self._desk.messages.caution if report.missed or report.stale else self._desk.messages.note
        task.told = said(report)
        tell(task.told)


def said(report: FeedReport) -> str:
    """What feeds told, in a few sentences."""
    named = ", ".join(words.plain(one.pair, 40) for one in report.feeds)
    parts = [
        f"{words.plural(report.added, 'price')} added from {named} at {words.plural(report.blocks, 'block')}"
    ]
    parts += [
        f"{words.plain(pair, 40)} was stale, up to {span(age)} old" for pair, age in report.stale.items()
    ]
    parts += [
        f"{words.plain(pair, 40)} gave no price at {words.plural(count, 'block')}: {words.plain(reason, 200)}"
        for pair, (count, reason) in report.missed.items()
    ]
    if report.thinned:
        parts.append(f"blocks less than {span(report.thinned)} apart were left out")
    return "; ".join(parts) + "."
