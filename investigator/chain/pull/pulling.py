"""Pulling: units are fetched ahead, and taken into the case in their order, each whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from investigator.chain.intake import Intake
from investigator.chain.pull.prefetch import Finish, prefetched
from investigator.chain.pull.remaining import left
from investigator.chain.supplier import Supplier, Unit
from investigator.chain.taken import Report
from investigator.data.queries import coverage
from investigator.data.store import Store
from investigator.progress import Tick, silent


@dataclass(frozen=True)
class Pulled:
    """What a pull did: units that were fetched, and those that the case held before."""

    units: int = 0
    skipped: int = 0
    report: Report = field(default_factory=Report)
    warnings: tuple[str, ...] = ()

    def plus(self, other: Pulled) -> Pulled:
        """Both, one after the other."""
        return Pulled(
            self.units + other.units,
            self.skipped + other.skipped,
            self.report.plus(other.report),
            tuple(dict.fromkeys((*self.warnings, *other.warnings))),
        )


def pull_units(
    store: Store,
    supplier: Supplier,
    units: Sequence[Unit],
    finish: Finish | None = None,
    workers: int = 2,
    tick: Tick = silent,
) -> Pulled:
    """Take in what the case does not cover yet. What was taken in stays, whatever happens then.

    `finish` is done with each unit in its turn before it is taken in; `workers` units are fetched at a time.
    Raises `Trouble` when a unit cannot be fetched, and `Cancelled`.
    """
    todo, skipped = remaining(store, units)
    done, intake = Pulled(skipped=skipped), Intake(store)
    with prefetched(supplier, todo, finish, workers, tick) as sources:
        for number, source in enumerate(sources):
            report = intake.take(source, _within(tick, number, len(todo)))
            told = tuple(getattr(source, "warnings", ()))
            done = done.plus(Pulled(1, 0, report, told))
    tick(len(todo), len(todo), "Pulled")
    return done


def remaining(store: Store, units: Sequence[Unit]) -> tuple[list[Unit], int]:
    """The units, or parts of them, that the case does not cover, and how many it covers."""
    if not units:
        return [], 0
    addresses = sorted({address for unit in units for address in unit.addresses})
    return left(units, coverage.covered(store, units[0].chain, addresses))


def _within(tick: Tick, number: int, units: int) -> Tick:
    def told(done: int, total: int | None = None, note: str = "") -> None:
        tick(number, units, note)

    return told
