"""Receipts as they stand under a header's `receiptsRoot`: EIP-2718 types 0 to 4, and deposits of Optimism."""

from __future__ import annotations

import msgspec
import rlp

from investigator.chain.proofs import transactions
from investigator.chain.proofs.fields import (
    Address,
    Bloom,
    Data,
    Hash,
    ProofError,
    Quantity,
    Record,
    blob,
    blobs,
    bytes_of,
    minimal,
    number,
    records,
    text,
)


class Log(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A log: who emitted it, and what it says."""

    address: Address
    topics: tuple[Hash, ...]
    data: Data


class Receipt(msgspec.Struct, rename="camel", frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What consensus keeps of a receipt, its values as JSON shows them.

    Before Byzantium it has `root`, the state after the transaction; since then `status` (EIP-658). Deposits since
    Canyon have a nonce and a version; of older ones the nonce is not part of what is hashed.
    """

    cumulative_gas_used: Quantity
    logs: tuple[Log, ...]
    logs_bloom: Bloom
    type: Quantity
    status: Quantity | None = None
    root: Hash | None = None
    deposit_nonce: Quantity | None = None
    deposit_receipt_version: Quantity | None = None

    @staticmethod
    def of(record: Record) -> Receipt:
        """A receipt as a node answers it. Raises `ProofError`."""
        kind = transactions.kind(record)
        versioned = kind == transactions.DEPOSIT and record.get("depositReceiptVersion") is not None
        has_status = record.get("status") is not None
        return Receipt(
            cumulative_gas_used=hex(number(record, "cumulativeGasUsed")),
            logs=tuple(_log(log) for log in records(record, "logs")),
            logs_bloom=text(blob(record, "logsBloom", 256)),
            type=hex(kind),
            status=hex(number(record, "status")) if has_status else None,
            root=None if has_status else text(blob(record, "root", 32)),
            deposit_nonce=hex(number(record, "depositNonce")) if versioned else None,
            deposit_receipt_version=hex(number(record, "depositReceiptVersion")) if versioned else None,
        )

    @property
    def failed(self) -> bool:
        """Whether the transaction failed; before Byzantium no receipt told."""
        return self.status == "0x0"

    @property
    def encoded(self) -> bytes:
        """What the trie holds. Raises `ProofError` if no receipt has these fields together."""
        told = int(self.type, 16)
        fields = [
            minimal(int(self.status, 16)) if self.status is not None else bytes_of(self.root or "0x"),
            minimal(int(self.cumulative_gas_used, 16)),
            bytes_of(self.logs_bloom),
            [
                [bytes_of(one.address), [bytes_of(t) for t in one.topics], bytes_of(one.data)]
                for one in self.logs
            ],
        ]
        if (self.status is None) == (self.root is None) or self.status not in {None, "0x0", "0x1"}:
            raise ProofError("A receipt has either a status of 0 or 1, or a state root.")
        if (self.deposit_nonce is None) != (self.deposit_receipt_version is None):
            raise ProofError("A deposit's receipt has a nonce and a version, or neither.")
        if self.deposit_nonce is not None and self.deposit_receipt_version is not None:
            fields += [minimal(int(self.deposit_nonce, 16)), minimal(int(self.deposit_receipt_version, 16))]
        return (bytes([told]) if told else b"") + bytes(rlp.encode(fields))


def _log(record: Record) -> Log:
    topics = tuple(text(topic) for topic in blobs(record, "topics", 32))
    return Log(text(blob(record, "address", 20)), topics, text(blob(record, "data")))
