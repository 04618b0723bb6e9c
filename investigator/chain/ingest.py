"""From sources to the case file: the one writer of chain facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from investigator.chain.intake import Intake
from investigator.chain.source import Source
from investigator.chain.taken import Report
from investigator.data.store import Store
from investigator.progress import Tick, silent

__all__ = ["Report", "ingest"]


def ingest(store: Store, sources: Sequence[Source], tick: Tick = silent) -> Report:
    """Take in all facts of these sources, each source whole or not at all, each transfer once in the case.

    Every source leaves an acquisition, sealed, and a journal line that names it; one that was taken in
    before, and is read in the same way, adds nothing and leaves nothing.
    """
    total, intake = Report(), Intake(store)
    for number, source in enumerate(sources, start=1):
        prefix = f"{number} of {len(sources)}: " if len(sources) > 1 else ""
        total = total.plus(intake.take(source, _prefixed(tick, prefix)))
    return replace(total, addresses=intake.accounts(tick))


def _prefixed(tick: Tick, prefix: str) -> Tick:
    def told(done: int, total: int | None = None, note: str = "") -> None:
        tick(done, total, prefix + note)

    return told
