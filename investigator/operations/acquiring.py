"""Pulling from a node or an explorer into a case."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from investigator.cases.case import Case
from investigator.chain.node import parting
from investigator.chain.node.ways import ways
from investigator.chain.pull.judging import HopOptions
from investigator.chain.pull.opening import opened
from investigator.chain.pull.pulling import remaining
from investigator.chain.pull.session import Brought, Plan, Session, plan
from investigator.chain.supplier import Unit
from investigator.data.queries import hops, standing
from investigator.data.queries.hops import Stop
from investigator.progress import Tick, silent
from investigator.records import Address


@dataclass(frozen=True)
class PullOptions:
    """How far, of which blocks and assets, and through what a pull goes.

    `first` and `last` are block numbers, or `latest`, `final`, `latest-1000`; '' is the whole chain. `assets` are
    symbols, contracts or keys (none: all). With `hops` of 1 only the accounts named are pulled; `min_value`, in whole
    units, and `budget`, of counterparties, say whom the next hop goes to. `second` is the address of another node.
    """

    hops: int = 1
    first: str = ""
    last: str = ""
    assets: tuple[str, ...] = ()
    min_value: Decimal | None = None
    budget: int = 100
    second: str = ""


@dataclass(frozen=True)
class Estimate:
    """What a pull would ask for: of the accounts named only, as nobody knows yet whom they dealt with.

    `units` are left to fetch, `skipped` are in the case already; `methods` are by what they cover.
    """

    chain: str
    endpoint: str
    first: int
    last: int
    blocks: int
    units: int
    skipped: int
    calls: int
    methods: dict[str, str]
    words: dict[str, Any]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class PullReport:
    """What a pull did. Counts are of rows that are new in the case; `calls` is `None` for an explorer.

    `provisional` transfers of the chain are in blocks that are not final yet; at `frontier` pulls stopped.
    """

    chain: str
    endpoint: str
    first: int
    last: int
    addresses: tuple[Address, ...]
    methods: dict[str, str]
    units: int
    skipped: int
    calls: int | None
    transfers: int
    duplicates: int
    transactions: int
    receipts: int
    blocks: int
    kinds: dict[str, int]
    bytes: int
    provisional: int
    frontier: tuple[Stop, ...]
    words: dict[str, Any]
    warnings: tuple[str, ...] = ()

    @property
    def bytes_per_transfer(self) -> int:
        """By how much the case file has grown for each new transfer, raw answers included."""
        return round(self.bytes / self.transfers) if self.transfers else 0


def estimate(
    case: Case, uri: str, addresses: Sequence[str], options: PullOptions, tick: Tick = silent
) -> Estimate:
    """Probe the endpoint, and say what a pull would take. Nothing is kept. Raises `Trouble` or `Cancelled`."""
    source = opened(uri)
    with closing(source.supplier):
        made = plan(source, addresses, (options.first, options.last), options.assets, tick)
        units = made.units(made.want.addresses)
        todo, skipped = remaining(case.store, units)
    return Estimate(
        made.want.chain,
        made.found.endpoint,
        made.want.first,
        made.want.last,
        sum(unit.last - unit.first + 1 for unit in todo if "native" in unit.what.split(",")),
        len(todo),
        skipped,
        sum(parting.calls(unit, ways(made.found)) for unit in todo),
        _methods(units),
        made.found.words,
        made.warnings,
    )


def pull(
    case: Case,
    uri: str,
    addresses: Sequence[str],
    options: PullOptions = PullOptions(),
    tick: Tick = silent,
) -> PullReport:
    """Pull what touches these accounts, or whole blocks where none is named, into the case.

    What was kept stays, whatever happens then; pulling again goes on from there. Raises `Trouble` when the
    endpoint cannot be reached or gives something else than was asked for, and `Cancelled`.
    """
    source, before = opened(uri), case.store.settle()
    with closing(source.supplier):
        made = plan(source, addresses, (options.first, options.last), options.assets, tick)
        hopping = HopOptions(
            options.hops, options.budget, least=options.min_value, labels=case.facts.labels
        )
        brought = Session(case.store, made, tick).run(hopping, options.second)
    tick(0, None, "Settling the case file")
    return _report(case, made, brought, case.store.settle() - before)


def _report(case: Case, made: Plan, brought: Brought, grown: int) -> PullReport:
    done = brought.pulled.report
    open_ends = hops.stops(case.store)
    return PullReport(
        chain=made.want.chain,
        endpoint=made.found.endpoint,
        first=made.want.first,
        last=made.want.last,
        addresses=brought.addresses,
        methods=_methods(made.units(made.want.addresses)),
        units=brought.pulled.units,
        skipped=brought.pulled.skipped,
        calls=made.source.calls,
        transfers=done.transfers,
        duplicates=done.duplicates,
        transactions=done.transactions,
        receipts=done.receipts,
        blocks=done.blocks,
        kinds=done.kinds,
        bytes=grown,
        provisional=sum(
            one.transfers for one in standing.unsettled(case.store) if one.chain == made.want.chain
        ),
        frontier=tuple(stop for stop in open_ends if stop.open),
        words=made.found.words,
        warnings=brought.warnings,
    )


def _methods(units: Sequence[Unit]) -> dict[str, str]:
    """By what each thing is covered."""
    return {what: unit.method for unit in units for what in unit.what.split(",")}
