"""The tokens of a pull: what they say of themselves goes into the case with them, and is held against balances."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Protocol, runtime_checkable

import pyarrow as pa

from investigator.address import ZERO, short
from investigator.chain import assets
from investigator.chain.ingest import ingest
from investigator.chain.lies import Lie, Shift, TokenFacts, asset_facts, lies, no_balance_change
from investigator.chain.rpc.calls import Answer, Asked, Pruned
from investigator.chain.source import Batch, Description, Source
from investigator.chain.told import Told, ndjson
from investigator.data.queries import tokens
from investigator.data.queries.tokens import Claimed
from investigator.data.store import Store
from investigator.progress import Tick, silent

PROBED = 200
"""Tokens whose balances are looked at after a pull, the busiest first."""

HOLDERS = 20
"""Accounts of a token whose balances are looked at."""

SUSPECT = pa.schema({"asset": pa.string(), "reason": pa.string(), "detail": pa.string()})

_TOKEN = re.compile(r"(eip155:[0-9]+)/(erc20|erc721|erc1155):(0x[0-9a-f]{40})")


def described(
    batch: Batch, node: Asked, known: Collection[str], block: int | None = None, tick: Tick = silent
) -> tuple[Batch, tuple[Answer, ...]]:
    """A batch whose new tokens have their own symbols and decimals, and in `suspect` why they are not to be believed.

    `known` are keys of assets that need not be asked for. Tokens are asked for their state after `block`, or now
    if the node has no older one. The answers come back to be kept with those that the batch was read from.
    """
    asked = {key: parts for key in sorted(batch.assets) if key not in known and (parts := _parts(key))}
    if not asked:
        return batch, ()
    contracts = list(dict.fromkeys(contract for _, _, contract in asked.values()))
    said, answers = _said(node, contracts, block, tick)
    facts = {key: asset_facts(*parts, said[parts[2]]) for key, parts in asked.items()}
    doubts = [(key, lie) for key, parts in asked.items() for lie in lies(*parts, said[parts[2]])]
    tables = dict(batch.tables)
    if doubts:
        tables["suspect"] = pa.concat_tables(
            [*([tables["suspect"]] if "suspect" in tables else []), _rows(doubts)]
        )
    return replace(batch, assets={**batch.assets, **facts}, tables=tables), answers


@runtime_checkable
class Growing(Protocol):
    """A source in memory that takes more answers behind its own."""

    def plus(self, batches: Sequence[Batch], answers: Sequence[Answer]) -> Source:
        """The same with these answers, and these batches in place of its own."""


@dataclass(frozen=True)
class Enriched:
    """A source with more answers behind its own, and batches that were read from both."""

    source: Source
    answers: tuple[Answer, ...]
    batch_list: tuple[Batch, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the source could not cover."""
        return tuple(getattr(self.source, "warnings", ()))

    def describe(self) -> Description:
        """As the source describes itself, hashed anew."""
        digest, size = hashlib.sha256(), 0
        for piece in self.raw():
            digest.update(piece)
            size += len(piece)
        return replace(self.source.describe(), sha256=digest.hexdigest(), bytes=size)

    def raw(self) -> Iterator[bytes]:
        """The source's own answer, and then a line for each further one."""
        yield from self.source.raw()
        yield ndjson(self.answers)

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """The batches, at hand."""
        yield from self.batch_list


class Describing:
    """Has the tokens of each unit of a pull described as they first appear.

    Called with the units, sources in memory, in their order.
    """

    def __init__(self, node: Asked, known: Iterable[str], block: int | None = None) -> None:
        """`known` are keys of the case's assets; `block` is as for `described`."""
        self._node = node
        self._known = set(known)
        self._block = block

    def __call__(self, source: Source, tick: Tick) -> Source:
        """The source itself, or one that says more. Raises `Trouble` or `Cancelled`."""
        found, answers = list[Batch](), list[Answer]()
        for batch in source.batches(tick):
            fuller, told = described(batch, self._node, self._known, self._block, tick)
            self._known |= batch.assets.keys()
            found.append(fuller)
            answers += told
        if answers and isinstance(source, Growing):
            return source.plus(found, answers)
        return Enriched(source, tuple(answers), tuple(found)) if answers else source


def _parts(key: str) -> tuple[str, str, str] | None:
    """Chain, standard and contract of a token's key; `None` for what is no token, or one that everyone knows."""
    match = _TOKEN.fullmatch(key)
    if not match or match[3] in assets.well_known(match[1]):
        return None
    return match[1], match[2], match[3]


def _said(
    node: Asked, contracts: list[str], block: int | None, tick: Tick
) -> tuple[dict[str, TokenFacts], tuple[Answer, ...]]:
    from investigator.chain.rpc.tokens import describe  # eth_abi costs a quarter of a second

    try:
        told = describe(node, contracts, block, tick)
    except Pruned:
        told = describe(node, contracts, None, tick)
    return dict(told.facts), told.answers


def _rows(doubts: Sequence[tuple[str, Lie]]) -> pa.Table:
    rows = [{"asset": key, "reason": lie.reason, "detail": lie.detail} for key, lie in doubts]
    return pa.Table.from_pylist(rows, SUSPECT)


def probe(store: Store, node: Asked, chain: str, tick: Tick = silent) -> tuple[str, ...]:
    """Hold the newest transfers of each ERC-20 token against balances; keys of those that moved nothing.

    Each token is looked at once in the life of a case, as far as the node has the state of that block.
    """
    done = tokens.probed(store)
    rows = [one for one in tokens.claimed(store, chain, done, PROBED) if _holder(one)]
    doubts, answers, looked = list[tuple[str, Lie]](), list[Answer](), dict[str, int]()
    for key, some in groupby(rows, lambda one: one.asset):
        tick(len(looked), None, "Comparing balances with transfers")
        claims = sorted(some, key=lambda one: (-abs(one.gained), one.account))[:HOLDERS]
        try:
            shifts = _shifts(node, claims, answers, tick)
        except Pruned:
            continue
        looked[key] = claims[0].block
        lie = no_balance_change(claims[0].block, shifts)
        doubts += [(key, lie)] if lie else []
    if looked:
        batch = Batch(tables={"suspect": _rows(doubts)})
        name = f"balances of {len(looked)} tokens of {chain}"
        ingest(
            store, [Told("tokens", name, {"chain": chain, "tokens": looked}, ndjson(answers), batch)], tick
        )
    return tuple(key for key, _ in doubts)


def _holder(one: Claimed) -> bool:
    return bool(one.gained and one.block > 0 and short(one.account) != ZERO)


def _shifts(node: Asked, claims: Sequence[Claimed], answers: list[Answer], tick: Tick) -> list[Shift]:
    from investigator.chain.rpc.tokens import balances  # as above

    contract = claims[0].asset.rpartition(":")[2]
    owned = [(contract, short(one.account), None) for one in claims]
    before, told = balances(node, owned, claims[0].block - 1, tick)
    after, more = balances(node, owned, claims[0].block, tick)
    answers += [*told, *more]
    return [
        Shift(one.account, one.gained, was, now)
        for one, was, now in zip(claims, before, after, strict=True)
    ]
