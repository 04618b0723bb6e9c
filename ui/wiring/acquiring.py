"""Pulling from nodes and explorers, and prices, asked for in the window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QObject

from investigator.cases.accountset import AccountSet
from investigator.cases.edits import AnyEdit, Changed, SetSeeds, Show, Together
from investigator.data.queries import accounts
from investigator.progress import Tick
from investigator.records import Address
from ui import words
from ui.desk import Desk
from ui.tasks import Failure
from ui.wiring.selecting import Selecting

if TYPE_CHECKING:
    from investigator.operations.acquiring import Estimate, PullReport
    from ui.dialogs.pull_dialog import PullDialog, PullOrder

KEPT = "source"
"""Under which name the last source is remembered, if it holds no secret."""


class AcquiringVerbs(QObject):
    """Asks what to pull, pulls it in the background, and shows what came."""

    def __init__(self, desk: Desk, selecting: Selecting) -> None:
        super().__init__(desk.window)
        self._desk, self._selecting = desk, selecting

    def pull(self) -> None:
        """Ask what to pull; the selected accounts are proposed."""
        from ui.dialogs.pull_dialog import PullDialog  # what speaks to nodes is not loaded at start-up

        last = str(self._desk.keep.value(KEPT) or "")
        dialog = PullDialog(self._desk.window, self._selecting.chosen(), last)
        dialog.check_asked.connect(lambda order: self._check(dialog, order))
        dialog.accepted_with.connect(self.take_in)
        self._desk.ask(dialog)

    def take_in(self, order: PullOrder) -> None:
        """Pull in the background; what came stays, however it ends."""
        case = self._desk.session.at_rest()
        if memorable(order.source):
            self._desk.keep.setValue(KEPT, order.source)

        def work(tick: Tick) -> PullReport:
            from investigator.operations.acquiring import pull

            return pull(case, order.source, order.addresses, order.options, tick)

        count = len(order.addresses)
        what = words.plural(count, "account") if count else "whole blocks"
        task = self._desk.runner.start(f"Pulling {what}", work, lambda report: self._done(order, report))
        task.ended.connect(lambda failure: self._ended(failure, cancelled=task.cancelled))

    def _check(self, dialog: PullDialog, order: PullOrder) -> None:
        case = self._desk.session.at_rest()

        def work(tick: Tick) -> Estimate:
            from investigator.operations.acquiring import estimate

            return estimate(case, order.source, order.addresses, order.options, tick)

        def failed(failure: Failure) -> None:
            dialog.set_failure(order, failure.sentence)
            if failure.details:
                self._desk.messages.log.write(failure.details)

        self._desk.runner.start(
            "Asking a source", work, lambda found: dialog.set_estimate(order, found), failed, quiet=True
        )

    def _ended(self, failure: Failure | None, *, cancelled: bool) -> None:
        """A pull that failed or was cancelled has left something, too."""
        if (failure is not None or cancelled) and self._desk.session.is_open:
            self._desk.session.touch(Changed.EVIDENCE)
            if cancelled:
                self._desk.messages.note(
                    "The pull was cancelled; what came is kept, and pulling again goes on."
                )

    def _done(self, order: PullOrder, report: PullReport) -> None:
        self._desk.session.touch(Changed.EVIDENCE)
        self._show(
            list(report.addresses), {one.strip().lower().rpartition(":")[2] for one in order.addresses}
        )
        self._desk.messages.note(said(report))
        for warning in report.warnings[:1]:
            self._desk.messages.trouble(words.plain(warning, 400))

    def _show(self, addresses: list[Address], named: set[str]) -> None:
        """Put what was pulled on the chart; a case that begins with it starts from the accounts that were named."""
        facts = self._desk.session.case.facts
        numbers = accounts.find(self._desk.session.case.store, addresses)
        new = [number for number in numbers.values() if number not in facts.shown]
        edits: list[AnyEdit] = [Show(AccountSet.of(new), why="pulled")] if new else []
        if numbers and not facts.seeds:
            edits.append(SetSeeds(tuple(one for one in numbers if one.rpartition(":")[2] in named)))
        if edits:
            self._desk.session.do(
                edits[0] if len(edits) == 1 else Together(tuple(edits), "Show what was pulled")
            )


def said(report: PullReport) -> str:
    """What a pull did, in a sentence."""
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in report.kinds.items())
    parts = [f"{words.plural(report.transfers, 'transfer')} pulled" + (f" ({kinds})" if kinds else "")]
    parts += [f"{report.provisional:,} not final yet"] if report.provisional else []
    parts += [f"stopped at {words.plural(len(report.frontier), 'account')}"] if report.frontier else []
    return f"{'; '.join(parts)}. From {report.endpoint}, blocks {report.first:,} to {report.last:,}."


def memorable(source: str) -> bool:
    """Whether an address of a source can be remembered: only one in which no key can be."""
    if re.fullmatch(r"etherscan:[0-9]+", source, re.IGNORECASE) or source.lower().startswith("ipc:"):
        return True
    found = urlsplit(source.partition("+")[2] or source)
    return not (found.username or found.password or found.query or found.fragment) and (
        found.path in {"", "/", "/api", "/api/"} and bool(found.hostname) and len(found.hostname or "") < 60
    )
