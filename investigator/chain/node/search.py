"""Transactions of an account found by an index of the node: Otterscan's, or Parity's `trace_filter`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np

from investigator.address import short
from investigator.chain.node import blocks, traces
from investigator.chain.node.blocks import Picked
from investigator.chain.node.harvest import Harvest
from investigator.chain.node.inside import inside_transactions
from investigator.chain.node.scan import receipts_of
from investigator.chain.node.shapes import Hash, Head, Tx
from investigator.chain.node.ways import FILTER, SEARCH, Ways
from investigator.chain.rpc.calls import Call, TooMuch
from investigator.errors import Trouble

PAGE = 25
"""Transactions of a page; Otterscan's nodes give no more at once."""


class _Page(msgspec.Struct, rename="camel"):
    txs: list[Tx]
    first_page: bool = False


class _Found(msgspec.Struct, rename="camel"):
    """A trace, as far as it says which transaction it is of."""

    transaction_hash: Hash | None = None


def gather(harvest: Harvest, ways: Ways) -> None:
    """Find the transactions that touch the accounts of a unit, and what moved by and within them."""
    unit = harvest.unit
    wanted = frozenset(short(one) for one in unit.addresses)
    found = list[Tx]()
    if SEARCH in unit.method:
        found += [tx for address in sorted(wanted) for tx in _pages(harvest, address)]
    if FILTER in unit.method:
        held = {tx.hash.lower() for tx in found}
        hashes = _filtered(harvest, sorted(wanted), unit.first, unit.last)
        fresh = [digest for digest in dict.fromkeys(hashes) if digest.lower() not in held]
        calls = [Call("eth_getTransactionByHash", (digest,)) for digest in fresh]
        found += [tx for tx in harvest.ask(calls, Tx) if tx is not None]
    picked, heads = _placed(harvest, found)
    moved = inside_transactions(harvest, ways, picked)
    inner = [one for one in moved if one.step.src in wanted or one.step.dst in wanted]
    harvest.heads(heads)
    harvest.transactions(picked)
    harvest.transfers(blocks.native_table(picked.where(blocks.touches(wanted))))
    harvest.transfers(traces.internal_table(unit.chain, inner))
    harvest.receipts(receipts_of(harvest, picked.hashes))
    harvest.covered |= {"native": unit.method}


def _pages(harvest: Harvest, address: str) -> list[Tx]:
    """All transactions of the unit's blocks that touch an account, page by page."""
    unit, found = harvest.unit, list[Tx]()
    at = max(0, unit.first - 1)
    while True:
        page = harvest.ask([Call("ots_searchTransactionsAfter", (address, at, PAGE))], _Page)[0]
        if page is None or not page.txs:
            return found
        heights = [_height(tx) for tx in page.txs]
        found += [
            tx for tx, height in zip(page.txs, heights, strict=True) if unit.first <= height <= unit.last
        ]
        if page.first_page or max(heights) >= unit.last:
            return found
        if max(heights) <= at:
            raise Trouble(
                f"The node gives the same page of {address} again and again; ask it by another way, or another node."
            )
        at = max(heights)


def _filtered(harvest: Harvest, wanted: Sequence[str], first: int, last: int) -> list[str]:
    """The hashes of transactions with a call from or to these addresses; the range is halved when refused."""
    span = {"fromBlock": hex(first), "toBlock": hex(last)}
    calls = [Call("trace_filter", ({**span, end: list(wanted)},)) for end in ("fromAddress", "toAddress")]
    try:
        told = harvest.ask(calls, list[_Found])
    except TooMuch:
        if first == last:
            raise
        middle = (first + last) // 2
        return [
            *_filtered(harvest, wanted, first, middle),
            *_filtered(harvest, wanted, middle + 1, last),
        ]
    return [one.transaction_hash for some in told for one in some or [] if one.transaction_hash]


def _placed(harvest: Harvest, txs: Iterable[Tx]) -> tuple[Picked, list[Head]]:
    """The transactions in the order of the chain, each once, with the headers of their blocks and the last one."""
    unique = {tx.hash.lower(): tx for tx in txs if tx.block_number is not None}
    order = sorted(unique.values(), key=lambda tx: (_height(tx), _index(tx)))
    heights = [_height(tx) for tx in order]
    heads = harvest.blocks_at({*heights, harvest.unit.last})
    times = [int(heads[height].timestamp, 16) for height in heights]
    picked = Picked(
        harvest.unit.chain,
        order,
        np.array(heights, np.int64),
        np.array(times, np.int64),
        np.array([_index(tx) for tx in order], np.int64),
    )
    return picked, list(heads.values())


def _height(tx: Tx) -> int:
    return int(tx.block_number or "0x0", 16)


def _index(tx: Tx) -> int:
    return int(tx.transaction_index or "0x0", 16)
