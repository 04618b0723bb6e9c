"""Prices into a case, from files or from Chainlink's feeds, and what amounts were worth by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from investigator.cases import worth
from investigator.cases.case import Case
from investigator.cases.worth import MAX_AGE, Derived, FiatColumns, Pricing
from investigator.chain.ingest import Report, ingest
from investigator.chain.prices import PriceTable
from investigator.chain.rpc import feeds
from investigator.chain.rpc.feeds import Feed, Read
from investigator.chain.rpc.node import Node
from investigator.chain.source import Batch, ImportOptions
from investigator.chain.tables import fingerprint
from investigator.chain.told import Told, ndjson
from investigator.data import ingestion
from investigator.data.queries import prices, transfers
from investigator.data.queries.transfers import TransferRow
from investigator.errors import Trouble
from investigator.progress import Tick, silent

MOST_BLOCKS = 5_000
"""Blocks at which feeds are asked in one go."""

EVERY = 300
"""Blocks between two questions where a range is given: about an hour on Ethereum."""


@dataclass(frozen=True)
class FeedReport:
    """What feeds told. `added` counts prices that are new in the case, `blocks` where they were asked.

    `stale` are feeds whose last answer was older than a day at some block, with the greatest age in seconds;
    `missed` says of feeds why they told nothing at how many blocks. `thinned` are the seconds by which blocks that
    were left out may be after one that was asked.
    """

    chain: str
    endpoint: str
    feeds: tuple[Feed, ...]
    added: int
    blocks: int
    first: int
    last: int
    stale: dict[str, int] = field(default_factory=dict)
    missed: dict[str, tuple[int, str]] = field(default_factory=dict)
    thinned: int = 0


def value_at(
    case: Case,
    asset: str,
    amount: int,
    time: int,
    fiat: str = "USD",
    *,
    max_age: int = MAX_AGE,
    later: bool = False,
) -> Derived | None:
    """What `amount` base units of an asset (by its key) were worth at a time (UTC seconds), by the nearest earlier price.

    `None` where there is none that is at most `max_age` seconds old, or the decimals are not known. With `later`, a
    nearer price from after the time counts as well; its age is below zero then.
    """
    return Pricing(case.store, fiat, max_age=max_age, later=later).value_at(asset, amount, time)


def fiat_columns(
    case: Case,
    assets: NDArray[np.int64],
    amounts: Sequence[int],
    times: NDArray[np.int64],
    fiat: str = "USD",
    *,
    max_age: int = MAX_AGE,
    later: bool = False,
) -> FiatColumns:
    """As `value_at`, for many at once: `assets` are ids of the case, shape (n,) each."""
    return Pricing(case.store, fiat, max_age=max_age, later=later).columns(assets, amounts, times)


def worth_of(case: Case, rows: Sequence[TransferRow], fiat: str = "") -> dict[int, Derived]:
    """What transfers were worth, by id, where a price is known; in the currency with the most prices, if none is named."""
    return worth.of_transfers(case.store, rows, fiat)


def import_prices(
    case: Case, paths: Sequence[Path], options: ImportOptions, fiat: str = "", tick: Tick = silent
) -> Report:
    """Take in tables of prices; `fiat` is the currency where they do not say. Raises `Trouble`, `Cancelled`."""
    sources = []
    for path in paths:
        if not path.is_file():
            raise Trouble(f"There is no file {path}.")
        tick(0, None, f"Opening {path.name}")
        sources.append(PriceTable(path, options, fingerprint(path), fiat))
    return ingest(case.store, sources, tick)


def ask_feeds(
    case: Case,
    uri: str,
    assets: Sequence[str],
    blocks: tuple[int, int] | None = None,
    fiat: str = "USD",
    *,
    every: int = EVERY,
    tick: Tick = silent,
) -> FeedReport:
    """Ask Chainlink's feeds of these assets (`ETH`, or `SYMBOL=0x…` for a feed of one's own) what they were worth.

    They are asked at `blocks` from first to last, `every` so many; without, at the blocks in which the case moved
    the assets. Raises `Trouble`, `Cancelled`.
    """
    with Node(uri) as node:
        chain = feeds.chain_of(node, tick)
        chosen = feeds.chosen(chain, assets, fiat)
        heights, thinned = _heights(case, chain, chosen, blocks, every)
        told = feeds.read(node, chosen, heights, tick)
        endpoint = node.name
    rows = [
        {"time": one.updated, "asset": one.feed.asset, "fiat": one.feed.fiat, "price": one.price}
        | {"source": one.feed.source}
        for one in told.rounds
    ]
    ends = {
        str(height): told.hashes[height] for height in (heights[0], heights[-1]) if height in told.hashes
    }
    source = Told(
        "chainlink",
        endpoint,
        {
            "feeds": {f"{one.asset}/{one.fiat}": one.address for one in chosen},
            **{"chain": chain, "first": heights[0], "last": heights[-1], "blocks": len(heights)},
        },
        ndjson(told.answers),
        Batch(tables={"price": ingestion.table_of("price", rows)} if rows else {}),
        ends,
    )
    report = ingest(case.store, [source], tick)
    return _told(chain, endpoint, chosen, heights, told, report.prices, thinned)


def _told(
    chain: str,
    endpoint: str,
    chosen: Sequence[Feed],
    heights: list[int],
    told: Read,
    added: int,
    thinned: int,
) -> FeedReport:
    stale: dict[str, int] = {}
    for one in told.rounds:
        if one.age > worth.STALE:
            stale[one.feed.pair] = max(one.age, stale.get(one.feed.pair, 0))
    missed: dict[str, tuple[int, str]] = {}
    for feed, _, reason in told.missed:
        missed[feed.pair] = (missed.get(feed.pair, (0, ""))[0] + 1, reason)
    return FeedReport(
        *(chain, endpoint, tuple(chosen), added, len(heights), heights[0], heights[-1]),
        stale=stale,
        missed=missed,
        thinned=thinned,
    )


def _heights(
    case: Case, chain: str, chosen: Sequence[Feed], blocks: tuple[int, int] | None, every: int
) -> tuple[list[int], int]:
    """The blocks to ask at, ascending, and by how many seconds others may be after one of them."""
    if blocks is not None:
        first, last = blocks
        if not 0 <= first <= last or every < 1:
            raise Trouble(
                "Blocks go from a lower number to a higher one, such as --blocks 15259101:15259772."
            )
        heights = sorted({*range(first, last + 1, every), last})
        if len(heights) > MOST_BLOCKS:
            raise Trouble(
                f"That is {len(heights):,} blocks to ask at, more than {MOST_BLOCKS:,}; ask every {-(-(last - first) // MOST_BLOCKS):,} "
                "blocks (--every), or name fewer."
            )
        return heights, 0
    pricing = Pricing(case.store)
    names = {feed.asset for feed in chosen}
    mine = [
        asset.id
        for asset in prices.assets(case.store)
        if asset.key.startswith(f"{chain}/") and names & set(pricing.priced_as(asset.key))
    ]
    moments = prices.moments(case.store, mine)
    if not moments:
        wanted = ", ".join(sorted(names))
        raise Trouble(
            f"The case has no transfers of {wanted} on {chain} that know their block; say at which blocks to ask, "
            "with --blocks FROM:TO."
        )
    return _thinned(moments)


def _thinned(moments: Sequence[tuple[int, int]]) -> tuple[list[int], int]:
    """So many blocks that each one left out is only little after one that is asked."""
    gap = 0
    while True:
        kept, last = list[int](), -(2**62)
        for block, time in moments:
            if time - last >= gap:
                kept.append(block)
                last = time
        if len(kept) <= MOST_BLOCKS:
            return kept, gap
        gap = max(60, gap * 2)


def transfers_of(case: Case, texts: Sequence[str]) -> list[TransferRow]:
    """The transfers of transactions; without any, the exhibits. Raises `Trouble` for a hash that is not in the case."""
    if not texts:
        return transfers.by_id(case.store, case.facts.exhibits)
    found: list[TransferRow] = []
    for text in texts:
        name = text.strip().lower()
        rows = [
            row for row in transfers.page(case.store, transfers.Where(text=name)) if row.tx_hash == name
        ]
        if not rows:
            raise Trouble(f"There is no transaction {text.strip()[:80]} in this case.")
        found += rows
    return found


__all__ = [
    "Derived",
    "FeedReport",
    "FiatColumns",
    "ask_feeds",
    "fiat_columns",
    "import_prices",
    "transfers_of",
    "value_at",
    "worth_of",
]
