"""Who is worth following: what labels, the case and a node say about the counterparties of an account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from investigator import taxonomy
from investigator.address import ZERO, short
from investigator.chain.pull.looking import Sight
from investigator.data.queries import accounts, sources, tokens
from investigator.data.queries.hops import Dealing
from investigator.data.store import Store
from investigator.money import show_amount
from investigator.records import AccountKind, Address, Label

STOPPING = frozenset({AccountKind.SERVICE, AccountKind.MIXER, AccountKind.BRIDGE})
"""Kinds of labelled accounts that mix the money of many."""


PRECOMPILED = 2**16
"""Addresses below are set aside for contracts that nodes have built in."""


@dataclass(frozen=True)
class HopOptions:
    """How far and through what a pull goes.

    With `hops` of 1 only the accounts named are pulled. `budget` is the number of counterparties above which
    an account is taken for a service, and `sent` that of transactions. `least` is the sum, in whole units of some
    asset, that must have passed with a counterparty; `assets` are keys (none: all). `first` and `last` are the
    blocks that are looked at; `labels` are the analyst's own.
    """

    hops: int = 1
    budget: int = 100
    sent: int = 10_000
    least: Decimal | None = None
    assets: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    labels: Mapping[Address, Sequence[Label]] = field(default_factory=dict)


@dataclass(frozen=True)
class Stop:
    """Why an account is not followed; `counterparties` where that was counted."""

    reason: str
    detail: str
    counterparties: int | None = None


def free(
    store: Store, fresh: Mapping[Address, list[Dealing]], hop: int, options: HopOptions
) -> dict[Address, Stop]:
    """Stops that need no node."""
    tags = sources.tags(store, fresh)
    numbers, coded = accounts.find(store, fresh), accounts.contracts(store)
    doubted = tokens.suspects(store).keys()
    found = dict[Address, Stop]()
    for address, deals in fresh.items():
        stop = (
            _labelled(address, (*options.labels.get(address, ()), *tags.get(address, ())))
            or (Stop("contract", "it is known to be a contract") if numbers[address] in coded else None)
            or _worthless(deals, doubted, options)
        )
        if stop is None and hop == options.hops:
            stop = Stop("hops", f"it is {_hops(hop)} away, and the pull was to go no further")
        if stop:
            found[address] = stop
    return found


def _hops(count: int) -> str:
    return "1 hop" if count == 1 else f"{count} hops"


def _labelled(address: Address, labels: Sequence[Label]) -> Stop | None:
    if short(address) == ZERO:
        return Stop("contract", "it is the zero address, of mints and burns")
    if address.startswith("eip155:") and int(short(address), 0) < PRECOMPILED:
        return Stop("contract", "it is a precompiled contract")
    for label in labels:
        kind = taxonomy.kind(label.category)
        if kind in STOPPING or kind is AccountKind.CONTRACT:
            who = f" by {label.source}" if label.source else ""
            name = f"it is labelled {taxonomy.name(label.category)}, {label.text[:80]}{who[:80]}"
            return Stop("contract" if kind is AccountKind.CONTRACT else "service", name)
    return None


def _worthless(deals: list[Dealing], doubted: Iterable[str], options: HopOptions) -> Stop | None:
    """Why what passed is not worth following; `None` if it is."""
    wanted = [one for one in deals if not options.assets or one.asset in options.assets]
    if not wanted:
        return Stop("assets", "none of the assets asked for passed")
    honest = [one for one in wanted if one.asset not in doubted]
    if not honest:
        return Stop("value", "only tokens that are flagged as suspect passed")
    moved = [one for one in honest if one.amount]
    if not moved:
        return Stop("value", "only transfers of nothing passed")
    if options.least is None:
        return None
    sums = dict[str, int]()
    for one in moved:
        sums[one.asset] = sums.get(one.asset, 0) + one.amount
    units = {one.asset: one for one in moved}
    if any(_reaches(sums[key], one.decimals, options.least) for key, one in units.items()):
        return None
    told = ", ".join(_amount(sums[key], one) for key, one in sorted(units.items())[:3])
    more = f" and {len(sums) - 3} more assets" if len(sums) > 3 else ""
    return Stop("value", f"{told}{more} passed, less than {options.least}")


def _reaches(amount: int, decimals: int | None, least: Decimal) -> bool:
    return decimals is not None and amount >= least.scaleb(decimals)


def _amount(amount: int, unit: Dealing) -> str:
    shown = show_amount(amount, unit.decimals, places=8)
    return f"{shown} {unit.symbol}" if unit.decimals is not None else f"{shown} base units of {unit.symbol}"


def busy(candidates: Sequence[Address], sight: Sight, options: HopOptions) -> dict[Address, Stop]:
    """Stops that a node tells of."""
    found = dict[Address, Stop]()
    for address in candidates:
        here = sight.seen.get(address)
        if here is not None and here.contract:
            found[address] = Stop("contract", "it has code")
        elif here is not None and here.sent > options.sent:
            told = f"it has sent {here.sent:,} transactions, more than {options.sent:,}"
            found[address] = Stop("budget", told)
    return found
