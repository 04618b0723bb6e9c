"""From hop to hop with judgement: which counterparties are pulled next, and where and why a pull stops.

A pull does not go through services (labelled so), contracts, and accounts with more counterparties than the
budget: what comes out of those is other people's money. Nor does it follow what is not worth it. Each stop is kept
as evidence with its reason; an account at which a pull stopped is pushed further by pulling it by name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from investigator.address import chain_of, short
from investigator.chain.ingest import ingest
from investigator.chain.pull.judging import HopOptions, Stop, busy, free
from investigator.chain.pull.looking import Look, Sight
from investigator.chain.rpc.calls import Answer
from investigator.chain.source import Batch
from investigator.chain.told import Told, ndjson
from investigator.data.queries import hops
from investigator.data.queries.hops import Dealing
from investigator.data.store import Store
from investigator.progress import Tick, silent
from investigator.records import Address

FRONTIER = pa.schema(
    {
        "hop": pa.int32(),
        "counterparties": pa.int64(),
        "address": pa.string(),
        "reason": pa.string(),
        "detail": pa.string(),
    }
)


@dataclass(frozen=True)
class Reached:
    """What is pulled next, those with most transfers first, rows of the table `frontier`, and what a node said."""

    to_pull: tuple[Address, ...]
    frontier: tuple[dict[str, Any], ...]
    answers: tuple[Answer, ...] = ()


def expand_hops(
    store: Store,
    pull: Callable[[tuple[Address, ...], int], None],
    addresses: Sequence[Address],
    options: HopOptions,
    look: Look | None = None,
    tick: Tick = silent,
) -> tuple[Address, ...]:
    """Pull these accounts by `pull(accounts, hop)`, and hop by hop whom they dealt with; all that were pulled.

    What was reached and not pulled is kept as evidence after each hop.
    """
    named = tuple(dict.fromkeys(addresses))
    pulled, now = named, named
    for hop in range(1, options.hops + 1):
        pull(now, hop)
        found = next_round(store, now, options, hop=hop, pulled=pulled, look=look, tick=tick)
        _keep(store, hop, now, options, found, tick)
        now = found.to_pull
        pulled += now
        if not now:
            break
    return pulled


def next_round(
    store: Store,
    addresses: Sequence[Address],
    options: HopOptions,
    *,
    hop: int = 1,
    pulled: Sequence[Address] = (),
    look: Look | None = None,
    tick: Tick = silent,
) -> Reached:
    """Judge everyone who dealt with `addresses`, which were pulled as the hop of this number, the first being 1.

    `pulled` were pulled before and are no news. The same case gives the same answer.
    """
    tick(0, None, f"Judging who is {hop} {'hop' if hop == 1 else 'hops'} away")
    known = {*pulled, *addresses}
    dealt = hops.dealings(store, addresses, options.first, options.last)
    stops, followed = dict[Address, Stop](), list[Dealing]()
    for account, some in _grouped(dealt, lambda one: one.account).items():
        near = [one for one in some if chain_of(one.other) == chain_of(account)]
        followed += _through(account, near, hop, options, stops)
    fresh = _grouped([one for one in followed if one.other not in known], lambda one: one.other)
    stops = {
        one: stop
        for one, stop in stops.items()
        if one not in fresh and (one in addresses or one not in known)
    }
    stops |= free(store, fresh, hop, options)
    left = [one for one in sorted(fresh) if one not in stops]
    sight = look(left, tick) if look and left else Sight()
    stops |= busy(left, sight, options)
    transfers = {
        one: sum(deal.transfers for deal in some) for one, some in fresh.items() if one not in stops
    }
    rows = [
        {
            **{"hop": hop - (address in known), "counterparties": stop.counterparties},
            **{"address": address, "reason": stop.reason, "detail": stop.detail},
        }
        for address, stop in sorted(stops.items())
    ]
    order = sorted(transfers, key=lambda one: (-transfers[one], one))
    return Reached(tuple(order), tuple(rows), sight.answers)


def _grouped(deals: Iterable[Dealing], key: Callable[[Dealing], Address]) -> dict[Address, list[Dealing]]:
    found = dict[Address, list[Dealing]]()
    for deal in deals:
        found.setdefault(key(deal), []).append(deal)
    return found


def _through(
    account: Address, deals: list[Dealing], hop: int, options: HopOptions, stops: dict[Address, Stop]
) -> list[Dealing]:
    """What is followed from an account. One that was named is followed to as many as the budget allows."""
    others = _grouped(deals, lambda one: one.other)
    if len(others) <= options.budget or (hop == 1 == options.hops):
        return deals
    count = f"{len(others):,} counterparties, more than {options.budget:,}"
    if hop > 1:
        stops[account] = Stop("budget", f"it has {count}, and none was followed", len(others))
        return []
    busiest = sorted(others, key=lambda one: (-sum(deal.transfers for deal in others[one]), one))
    for other in busiest[options.budget :]:
        stops[other] = Stop("budget", f"{short(account)} has {count}; those with fewer transfers were left")
    return [deal for other in busiest[: options.budget] for deal in others[other]]


def _keep(
    store: Store,
    hop: int,
    addresses: Sequence[Address],
    options: HopOptions,
    found: Reached,
    tick: Tick,
) -> None:
    """Keep where a hop stopped. The raw answer is what a node said, and then the decisions, a line of JSON each."""
    if not found.frontier and not found.answers:
        return
    told = "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in found.frontier)
    request = {
        **{"hop": hop, "hops": options.hops, "budget": options.budget, "sent": options.sent},
        **{"least": None if options.least is None else str(options.least), "assets": list(options.assets)},
        **{"first": options.first, "last": options.last, "from": [short(one) for one in addresses[:20]]},
    }
    batch = Batch(tables={"frontier": pa.Table.from_pylist(list(found.frontier), FRONTIER)})
    raw = ndjson(found.answers) + told.encode()
    ingest(store, [Told("frontier", f"frontier of hop {hop}", request, raw, batch)], tick)
