"""Pulling from nodes and explorers, and prices, asked for in the window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from investigator.cases.accountset import AccountSet
from investigator.cases.edits import AnyEdit, Changed, SetSeeds, Show, Together
from investigator.data.queries import accounts, hops
from investigator.data.queries.hops import Stop
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.operations.lookup import resolve
from investigator.progress import Tick
from investigator.records import AccountId, Address
from ui import words
from ui.desk import Desk
from ui.dialogs.fields import Suggestions
from ui.language import say
from ui.tasks import Failure, Task
from ui.wiring.pricing import Prices
from ui.wiring.selecting import Selecting
from ui.wiring.sources import asked_name, last_source, remember

if TYPE_CHECKING:
    from investigator.operations.acquiring import Estimate, PullOptions, PullReport
    from ui.dialogs.pull_dialog import PullDialog, PullOrder

SOUGHT = 20
"""Accounts, of those that were named, that are looked for in the case after a pull."""

TOLD = 4
"""Warnings of a pull that are shown."""

REASONS = {
    "hops": "after the last hop",
    "budget": "with too many dealings",
    "value": "where too little passed",
    "assets": "where none of the assets passed",
    "service": "at services",
    "contract": "at contracts",
}
CROWDED = frozenset({"service", "contract"})
"""Reasons that are overruled only for accounts that were selected: the money of many goes through there."""

AROUND = 50
"""Counterparties of each account that come onto the chart with it; the status bar counts those left out."""

MOST = 500
"""Accounts whose pulls are pushed further in one go."""


class AcquiringVerbs(QObject):
    """Asks what to pull, pulls it in the background, and shows what came."""

    def __init__(self, desk: Desk, selecting: Selecting, import_files: Callable[[], object]) -> None:
        super().__init__(desk.window)
        self._desk, self._selecting = desk, selecting
        self._prices = Prices(desk, import_files)

    def pull(self) -> None:
        """Ask what to pull; the selected accounts are proposed."""
        self._ask(self._selecting.chosen())

    def push(self) -> None:
        """Ask to go on where pulls stopped: at the selected accounts, or at all of them."""
        case, chosen = self._desk.session.at_rest(), self._selecting.chosen()

        def work(_tick: Tick) -> list[Stop]:
            return [stop for stop in hops.stops(case.store, chosen or None) if stop.open]

        def done(stops: list[Stop]) -> None:
            if not stops:
                where = (
                    f"at the selected {'accounts' if len(chosen) > 1 else 'account'}" if chosen else "short"
                )
                self._desk.messages.trouble(f"No pull stopped {where}; pull accounts, or select others.")
                return
            picked = proposed(stops, named=bool(chosen))
            self._ask([stop.address for stop in picked], pushing(picked), why(stops, picked))

        self._desk.runner.start("Looking where pulls stopped", work, done, quiet=True)

    def prices(self) -> None:
        """Show the prices there are, and ask where more are to come from."""
        self._prices.ask()

    def _ask(
        self, addresses: Sequence[Address], options: PullOptions | None = None, reason: str = ""
    ) -> None:
        from ui.dialogs.pull_dialog import PullDialog  # what speaks to nodes is not loaded at start-up

        last = last_source(self._desk.keep)
        dialog = PullDialog(self._desk.window, addresses, last, options, reason)
        Suggestions(dialog.source, self._desk.choices.now.sources)
        dialog.check_asked.connect(lambda order: self._check(dialog, order))
        dialog.accepted_with.connect(self.take_in)
        self._desk.ask(dialog)

    def take_in(self, order: PullOrder) -> None:
        """Pull in the background; what came stays, however it ends."""
        case = self._desk.session.at_rest()
        remember(self._desk.keep, order.source)

        def work(tick: Tick) -> tuple[PullReport, list[AccountId]]:
            from investigator.operations.acquiring import pull

            report = pull(case, order.source, order.addresses, order.options, tick)
            return report, around(case.store, report.addresses)

        count = len(order.addresses)
        what = words.plural(count, "account") if count else "whole blocks"
        task = self._desk.runner.start(
            f"Pulling {what}",
            work,
            lambda came: self._done(order, came[0], came[1], task),
            asks=asked_name(order.source),
        )
        task.ended.connect(lambda failure: self._ended(order, failure, cancelled=task.cancelled))

    def _check(self, dialog: PullDialog, order: PullOrder) -> None:
        case = self._desk.session.at_rest()

        def work(tick: Tick) -> Estimate:
            from investigator.operations.acquiring import estimate

            return estimate(case, order.source, order.addresses, order.options, tick)

        def failed(failure: Failure) -> None:
            dialog.set_failure(order, failure.sentence)
            if failure.details:
                self._desk.messages.log.write(failure.details)

        task = self._desk.runner.start(
            "Asking what a source can do",
            work,
            lambda found: dialog.set_estimate(order, found),
            failed,
            asks=asked_name(order.source),
        )
        dialog.check_asked.connect(task.cancel)  # one that comes later takes its place
        dialog.finished.connect(task.cancel)

    def _ended(self, order: PullOrder, failure: Failure | None, *, cancelled: bool) -> None:
        """A pull that failed or was cancelled has left something, too."""
        if (failure is not None or cancelled) and self._desk.session.is_open:
            self._desk.session.touch(Changed.EVIDENCE)
            self._show(self._came(order), set())
            if cancelled:
                self._desk.messages.note(
                    say("The pull was cancelled; what came is kept, and pulling again goes on.")
                )

    def _came(self, order: PullOrder) -> list[Address]:
        """Which of the accounts that were named are in the case now; of many, the first few."""
        found = list[Address]()
        for text in order.addresses[:SOUGHT]:
            with suppress(Trouble):
                found += [address for address, _ in resolve(self._desk.session.case, [text])]
        return found

    def _done(self, order: PullOrder, report: PullReport, others: list[AccountId], task: Task) -> None:
        self._desk.session.touch(Changed.EVIDENCE)
        self._show(
            list(report.addresses),
            {one.strip().lower().rpartition(":")[2] for one in order.addresses},
            others,
        )
        text = task.told = said(report)
        further = ("Push further…", self.push) if report.frontier else ("", None)
        if not report.warnings:
            self._desk.messages.note(text, *further)
            return
        told = [words.plain(warning, 300) for warning in report.warnings[:TOLD]]
        more = len(report.warnings) - len(told)
        lines = [
            text,
            *told,
            *([f"There {'is' if more == 1 else 'are'} {more:,} more to say."] if more else []),
        ]
        self._desk.messages.caution("\n".join(lines), *further)

    def _show(self, addresses: list[Address], named: set[str], others: Sequence[AccountId] = ()) -> None:
        """Put what was pulled on the chart; a case that begins with it starts from the accounts that were named."""
        facts, scenery = self._desk.session.case.facts, self._desk.scenery
        numbers = accounts.find(self._desk.session.case.store, addresses)
        new = [number for number in {*numbers.values(), *others} if number not in scenery.shown]
        edits: list[AnyEdit] = [Show(AccountSet.of(new), why="pulled", chart=scenery.chart)] if new else []
        if numbers and named and not facts.seeds:
            edits.append(SetSeeds(tuple(one for one in numbers if one.rpartition(":")[2] in named)))
        if edits:
            self._desk.session.do(
                edits[0] if len(edits) == 1 else Together(tuple(edits), "Show what was pulled")
            )


def around(store: Store, addresses: Sequence[Address]) -> list[AccountId]:
    """The accounts that these dealt with most, of the first few of them."""
    numbers = accounts.find(store, addresses[:SOUGHT]).values()
    return sorted(
        {one.account for number in numbers for one in accounts.counterparties(store, number, AROUND)}
    )


def said(report: PullReport) -> str:
    """What a pull did, in a sentence."""
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in report.kinds.items())
    parts = [f"{words.plural(report.transfers, 'transfer')} pulled" + (f" ({kinds})" if kinds else "")]
    parts += [f"{report.provisional:,} not final yet"] if report.provisional else []
    parts += [f"stopped at {words.plural(len(report.frontier), 'account')}"] if report.frontier else []
    return f"{'; '.join(parts)}. From {report.endpoint}, blocks {report.first:,} to {report.last:,}."


def pushing(stops: Sequence[Stop]) -> PullOptions:
    """How to go on: through an account that was pulled already, one hop further and with room for all it dealt with."""
    from investigator.operations.acquiring import PullOptions  # as above

    through = [stop for stop in stops if stop.pulled]
    least = PullOptions()
    known = max((stop.counterparties or 0 for stop in through), default=0)
    return PullOptions(hops=2 if through else 1, budget=max(least.budget, known))


def proposed(stops: Sequence[Stop], *, named: bool) -> list[Stop]:
    """Where to go on: wherever it was asked for by name, or else anywhere but at services and contracts."""
    open_ends = [stop for stop in stops if named or stop.reason not in CROWDED]
    return (open_ends or list(stops))[:MOST]


def why(stops: Sequence[Stop], picked: Sequence[Stop]) -> str:
    """Where and why pulls stopped, and which of these accounts are proposed."""
    if len(stops) == 1:
        return f"The pull stopped here: {words.plain(stops[0].detail, 300)}."
    reasons = Counter(stop.reason for stop in stops)
    told = ", ".join(
        f"{count:,} {REASONS.get(reason, reason)}" for reason, count in sorted(reasons.items())
    )
    said = f"Pulls stopped at {words.plural(len(stops), 'account')}: {told}."
    if len(picked) < len(stops):
        verb = "is" if len(picked) == 1 else "are"
        said += f" {len(picked):,} of them {verb} named below; select others to go on there."
    return said
