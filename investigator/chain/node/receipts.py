"""From receipts to columns of evidence: what became of transactions, and what was paid for them."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from investigator.chain.node import hexes
from investigator.chain.node.blocks import whole
from investigator.chain.node.shapes import Receipt


def receipt_table(chain: str, receipts: Sequence[Receipt]) -> pa.Table:
    """Rows of the evidence table `receipt`. Raises `ValueError` for what cannot be read."""
    prices = [
        None if one.effective_gas_price is None else int(one.effective_gas_price, 16) for one in receipts
    ]
    succeeded = [None if one.status is None else int(one.status, 16) == 1 for one in receipts]
    return pa.table(
        {
            "block": hexes.small([one.block_number for one in receipts]),
            "hash": hexes.binary([one.transaction_hash for one in receipts], 32),
            "ok": pa.array(succeeded, pa.bool_()),
            "gas_used": hexes.small([one.gas_used for one in receipts]),
            "gas_price": whole(prices),
            "chain": pa.repeat(chain, len(receipts)),
        }
    )


def fee_table(chain: str, receipts: Sequence[Receipt]) -> pa.Table:
    """Rows of the evidence table `extra_fee`: for blobs (EIP-4844), and for a rollup's data on its mother chain."""
    found = list[tuple[Receipt, str, int]]()
    for one in receipts:
        if one.blob_gas_used is not None and one.blob_gas_price is not None:
            found.append((one, "blob", int(one.blob_gas_used, 16) * int(one.blob_gas_price, 16)))
        if one.l1_fee is not None:
            found.append((one, "l1", int(one.l1_fee, 16)))
    found = [row for row in found if row[2]]
    return pa.table(
        {
            "block": hexes.small([one.block_number for one, _, _ in found]),
            "fee": whole([fee for _, _, fee in found]),
            "hash": hexes.binary([one.transaction_hash for one, _, _ in found], 32),
            "kind": pa.array([kind for _, kind, _ in found], pa.string()),
            "chain": pa.repeat(chain, len(found)),
        }
    )
