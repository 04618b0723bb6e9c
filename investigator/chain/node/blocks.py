"""From blocks to columns of evidence: headers, transactions, and the coin that moves by them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from investigator.address import ZERO
from investigator.chain import assets, decode
from investigator.chain.node import hexes
from investigator.chain.node.shapes import Block, Head, Tx
from investigator.chain.source import TRANSFERS
from investigator.records import Clock, TransferKind


@dataclass(frozen=True)
class Picked:
    """Transactions, in order, with where each one is; the arrays have shape (n,)."""

    chain: str
    txs: Sequence[Tx]
    block: NDArray[np.int64]
    time: NDArray[np.int64]
    tx_index: NDArray[np.int64]

    @staticmethod
    def of(chain: str, blocks: Sequence[Block], keep: Callable[[Tx], bool] | None = None) -> Picked:
        """The transactions of blocks; with `keep`, those that it accepts."""
        heights = [int(block.number, 16) for block in blocks]
        times = [int(block.timestamp, 16) for block in blocks]
        if keep is None:
            counts = [len(block.transactions) for block in blocks]
            every = [tx for block in blocks for tx in block.transactions]
            places = [np.arange(count) for count in counts]
            index = np.concatenate(places) if places else np.empty(0, np.int64)
            return Picked(chain, every, np.repeat(heights, counts), np.repeat(times, counts), index)
        found = [
            (tx, height, time, i)
            for block, height, time in zip(blocks, heights, times, strict=True)
            for i, tx in enumerate(block.transactions)
            if keep(tx)
        ]
        columns = [np.array([row[i] for row in found], np.int64) for i in (1, 2, 3)]
        return Picked(chain, [row[0] for row in found], *columns)

    def where(self, keep: Callable[[Tx], bool]) -> Picked:
        """Those that `keep` accepts."""
        return self.at([i for i, tx in enumerate(self.txs) if keep(tx)])

    def at(self, places: Sequence[int]) -> Picked:
        """Those at these places among them."""
        txs, index = [self.txs[i] for i in places], np.array(places, np.int64)
        return Picked(self.chain, txs, self.block[index], self.time[index], self.tx_index[index])

    @property
    def hashes(self) -> list[str]:
        """Their hashes."""
        return [tx.hash for tx in self.txs]


def block_table(chain: str, heads: Sequence[Head]) -> pa.Table:
    """Rows of the evidence table `block`. Raises `ValueError` for what cannot be read."""
    return pa.table(
        {
            "number": hexes.small([head.number for head in heads]),
            "time": hexes.small([head.timestamp for head in heads]),
            "hash": hexes.binary([head.hash for head in heads], 32),
            "parent": hexes.binary([head.parent_hash for head in heads], 32),
            "chain": pa.repeat(chain, len(heads)),
        }
    )


def header_table(chain: str, heads: Sequence[Head]) -> pa.Table:
    """Rows of the evidence table `header`. Raises `ValueError` for what cannot be read."""
    fees = [None if head.base_fee_per_gas is None else int(head.base_fee_per_gas, 16) for head in heads]
    return pa.table(
        {
            "number": hexes.small([head.number for head in heads]),
            "gas_used": hexes.small([head.gas_used for head in heads]),
            "base_fee": whole(fees),
            "hash": hexes.binary([head.hash for head in heads], 32),
            "beneficiary": hexes.addresses([head.miner for head in heads], chain),
            "chain": pa.repeat(chain, len(heads)),
        }
    )


def whole(numbers: Sequence[int | None]) -> pa.Array:
    """A column of 126-bit numbers: as text where one needs more than 63 bits, which DuckDB casts exactly."""
    largest = max((one for one in numbers if one is not None), default=0)
    if largest >> 126:
        raise ValueError(f"a number of more than 126 bits: {hex(largest)[:70]}")
    if largest >> 63:
        return pa.array([None if one is None else str(one) for one in numbers], pa.string())
    return pa.array(numbers, pa.int64())


def transaction_table(picked: Picked) -> pa.Table:
    """Rows of the evidence table `chain_transaction`, accounts as addresses. Raises `ValueError`."""
    txs, chain = picked.txs, picked.chain
    values = hexes.amounts([tx.value for tx in txs])
    created = _created(picked)
    return pa.table(
        {
            "block": picked.block,
            "tx_index": pa.array(picked.tx_index, pa.int32()),
            "time": picked.time,
            "hash": hexes.binary(picked.hashes, 32),
            "sender": hexes.addresses([tx.from_ for tx in txs], chain),
            "receiver": _receivers(picked, created),
            "created": _sparse(created, len(txs), chain),
            "nonce": hexes.small([tx.nonce for tx in txs]),
            **{f"v{i}": values[:, i] for i in range(4)},
            "selector": _selectors(txs),
            "chain": pa.repeat(chain, len(txs)),
        }
    )


def native_table(picked: Picked) -> pa.Table:
    """The coin that transactions move, as rows of `chain.source.TRANSFERS`; whether they failed tells a receipt."""
    amounts = hexes.amounts([tx.value for tx in picked.txs])
    moving = np.flatnonzero(amounts.any(1)).tolist()
    some = picked.at(moving)
    return transfer_table(
        some.chain,
        src=hexes.addresses([tx.from_ for tx in some.txs], some.chain),
        dst=_receivers(some, _created(some)),
        asset=pa.repeat(assets.coin(some.chain)[0], len(moving)),
        amounts=amounts[moving],
        time=some.time,
        block=some.block,
        tx_index=some.tx_index,
        position=pa.nulls(len(moving), pa.int32()),
        kind=TransferKind.NATIVE,
        tx_hash=hexes.binary(some.hashes, 32),
    )


def withdrawal_table(chain: str, heads: Sequence[Head], wanted: frozenset[str] | None) -> pa.Table:
    """What validators withdrew (from the zero address), to `wanted` only if any are given."""
    rows = [
        (head, one)
        for head in heads
        for one in head.withdrawals or ()
        if int(one.amount, 16) and (wanted is None or one.address.lower() in wanted)
    ]
    count = len(rows)
    amounts = [hex(int(one.amount, 16) * decode.GWEI) for _, one in rows]
    return transfer_table(
        chain,
        src=pa.repeat(f"{chain}:{ZERO}", count),
        dst=hexes.addresses([one.address for _, one in rows], chain),
        asset=pa.repeat(assets.coin(chain)[0], count),
        amounts=hexes.amounts(amounts),
        time=hexes.small([head.timestamp for head, _ in rows]),
        block=hexes.small([head.number for head, _ in rows]),
        tx_index=pa.nulls(count, pa.int32()),
        position=[int(one.index, 16) % 2**31 for _, one in rows],
        kind=TransferKind.WITHDRAWAL,
        tx_hash=pa.nulls(count, pa.binary()),
    )


def transfer_table(
    chain: str,
    *,
    amounts: NDArray[np.uint64],
    kind: TransferKind,
    token_id: pa.Array | None = None,
    **columns: object,
) -> pa.Table:
    """Transfers of one kind; `amounts` are limbs, shape (n, 4)."""
    count = len(amounts)
    given = {
        **columns,
        **{f"a{i}": amounts[:, i] for i in range(4)},
        "clock": pa.array(np.full(count, int(Clock.UTC), np.uint8)),
        "kind": pa.array(np.full(count, int(kind), np.uint8)),
        "ok": pa.array(np.ones(count, np.bool_)),
        "row_number": pa.nulls(count, pa.int64()),
        "token_id": pa.nulls(count, pa.string()) if token_id is None else token_id,
    }
    arrays = [
        pa.array(given[name]) if not isinstance(given[name], pa.Array) else given[name]
        for name in TRANSFERS.names
    ]
    return pa.table(arrays, names=TRANSFERS.names).cast(TRANSFERS)


def touches(wanted: frozenset[str]) -> Callable[[Tx], bool]:
    """Whether a transaction is sent by or to one of these addresses, or creates one."""

    def keep(tx: Tx) -> bool:
        if tx.from_ in wanted or tx.to in wanted:
            return True
        if tx.to is None:
            return decode.created_address(tx.from_.lower(), int(tx.nonce, 16)) in wanted
        return tx.from_.lower() in wanted or tx.to.lower() in wanted

    return keep


def _created(picked: Picked) -> dict[int, str]:
    """The contracts that transactions create, by their place among them."""
    return {
        i: decode.created_address(tx.from_.lower(), int(tx.nonce, 16))
        for i, tx in enumerate(picked.txs)
        if tx.to is None
    }


def _receivers(picked: Picked, created: dict[int, str]) -> pa.Array:
    return hexes.addresses([tx.to or created[i] for i, tx in enumerate(picked.txs)], picked.chain)


def _sparse(created: dict[int, str], count: int, chain: str) -> pa.Array:
    return pa.array(
        [f"{chain}:{created[i]}" if i in created else None for i in range(count)]
        if created
        else [None] * count,
        pa.string(),
    )


def _selectors(txs: Sequence[Tx]) -> pa.Array:
    """The first four bytes of the input, or '' where it is shorter. Raises `ValueError` for what is no input."""
    texts = [tx.input[:10] if len(tx.input) >= 10 else "" for tx in txs]
    hexes.fixed([text for text in texts if text], 4)
    return pc.ascii_lower(pa.array(texts, pa.string()))
