"""What each contact with an endpoint leaves beside the pull: who it was, and what it says that accounts hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import pyarrow as pa

from investigator.address import short
from investigator.chain import assets
from investigator.chain.abilities import Abilities
from investigator.chain.ingest import ingest
from investigator.chain.node import holdings, shapes
from investigator.chain.node.holdings import Holding
from investigator.chain.node.shapes import Head
from investigator.chain.rpc.calls import Asked, Call
from investigator.chain.source import Batch
from investigator.chain.told import Told
from investigator.data.ledger import canonical
from investigator.data.queries import completeness, coverage
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.progress import Tick
from investigator.records import Address

MOST_TOKENS = 1_000
"""Tokens of an account whose balances are asked for."""


def keep_abilities(store: Store, found: Abilities, tick: Tick) -> None:
    """Keep what an endpoint was found to be able to do."""
    told = {"head": found.head, "final": found.final, **found.words}
    row = {"chain": found.chain, "endpoint": found.endpoint, "abilities": canonical(told)}
    raw = json.dumps(told, sort_keys=True, ensure_ascii=False).encode() + b"\n"
    request = {"chain": found.chain, "endpoint": found.endpoint}
    batch = Batch(tables={"node": pa.Table.from_pylist([row])})
    ingest(store, [Told("node", f"{found.endpoint}: abilities", request, raw, batch)], tick)


def keep_holdings(
    store: Store, asked: Asked, found: Abilities, addresses: Iterable[Address], tick: Tick
) -> tuple[str, ...]:
    """Ask what accounts hold at both ends of what was pulled of them, as far as the case has not got it.

    What cannot be said, in sentences, comes back.
    """
    wanted = {one for address in addresses for one in _wanted(store, found.chain, address)}
    had = coverage.held(store, found.chain, found.endpoint)
    fresh = [one for one in wanted if (one.address, one.asset, one.block) not in had]
    told = holdings.ask(asked, found.chain, found.endpoint, fresh, tick)
    if told.amounts:
        ingest(store, [told.source([one.block for one in told.amounts])], tick)
    return tuple(f"What accounts held is not known for all blocks: {text}." for text in told.refusals)


def _wanted(store: Store, chain: str, address: Address) -> list[Holding]:
    """The coin, transactions sent, and each token that moved, before and after all that was covered."""
    spans = [row for row in completeness.covered(store, chain, address) if row.what == "native"]
    spans = spans or list(completeness.covered(store, chain, address))
    if not spans:
        return []
    first, last = min(row.first for row in spans), max(row.last for row in spans)
    flows = completeness.flows(store, address, first, last)
    coin = assets.coin(chain)[0]
    tokens = [flow.asset for flow in flows if flow.asset != coin][:MOST_TOKENS]
    # of the first block of a chain, all that accounts hold was given to them without a transfer
    ends = (first - 1, last) if first else (-1, 0, last)
    return [Holding(address, asset, block) for block in ends for asset in (coin, "", *tokens)]


def compare(
    store: Store,
    mine: tuple[Asked, Abilities],
    other: tuple[Asked, Abilities],
    addresses: Sequence[Address],
    last: int,
    tick: Tick,
) -> tuple[str, ...]:
    """Ask a second provider what accounts hold too, and keep it; what differs comes back, in sentences.

    Raises `Trouble` if it is on another chain.
    """
    found, theirs = mine[1], other[1]
    if theirs.chain != found.chain:
        raise Trouble(
            f"{theirs.endpoint} is on {theirs.chain}, not on {found.chain}; name another --second."
        )
    keep_abilities(store, theirs, tick)
    at = min(last, theirs.head)
    hashes = [_hash(one, at, tick) for one in (mine[0], other[0])]
    told = list(keep_holdings(store, other[0], theirs, addresses, tick))
    if hashes[0] != hashes[1]:
        told.append(
            f"{found.endpoint} and {theirs.endpoint} differ about block {at:,}: {hashes[0]} and {hashes[1]}."
        )
    return (*told, *(text for one in addresses for text in _differences(store, found.chain, one)))


def _hash(asked: Asked, block: int, tick: Tick) -> str:
    (answer,) = asked.ask([Call("eth_getBlockByNumber", (hex(block), False))], tick)
    head = shapes.read(answer, Head)
    return head.hash.lower() if head else "none"


def _differences(store: Store, chain: str, address: Address) -> list[str]:
    found = list[str]()
    for what, rows in (
        ("its balance", completeness.balances(store, chain, address)),
        ("how many transactions it sent", completeness.nonces(store, chain, address)),
    ):
        first: dict[tuple[int, str], completeness.Said] = {}
        for row in rows:
            other = first.setdefault((row.block, row.asset), row)
            if other.value != row.value:
                of = f" of {row.asset.rpartition('/')[2]}" if row.asset else ""
                found.append(
                    f"{other.endpoint} and {row.endpoint} differ about {short(address)}, {what}{of} after block "
                    f"{row.block:,}: {other.value} and {row.value}."
                )
    return found
