"""Somewhere chain facts come from: what it is, its raw bytes, and its facts in batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol, runtime_checkable

import pyarrow as pa

from investigator.address import ETHEREUM
from investigator.progress import Tick
from investigator.records import Address

TimeKind = Literal["auto", "step", "seconds", "milliseconds", "iso", "block"]
Units = Literal["auto", "base", "whole"]

KEPT_BAD_ROWS = 100
"""How many bad rows of a file are kept with reason and line; the rest are counted."""

TRANSFERS = pa.schema(
    {
        "src": pa.string(),
        "dst": pa.string(),
        "asset": pa.string(),
        "a0": pa.uint64(),
        "a1": pa.uint64(),
        "a2": pa.uint64(),
        "a3": pa.uint64(),
        "time": pa.int64(),
        "clock": pa.uint8(),
        "block": pa.int64(),
        "tx_index": pa.int32(),
        "position": pa.int32(),
        "kind": pa.uint8(),
        "ok": pa.bool_(),
        "row_number": pa.int64(),
        "tx_hash": pa.binary(),
        "token_id": pa.string(),
    }
)
"""Columns of a batch of transfers: `src`, `dst` canonical addresses, `asset` a key of `Batch.assets`."""


@dataclass(frozen=True)
class ImportOptions:
    """What the analyst says about files, where guessing is not enough.

    `mapping` is `field=column,…` (see `chain.mapping.FIELDS`); `decimals` and `asset` apply where no column
    tells; `units` says whether amounts are whole units or base units; with a `namespace`, accounts
    are plain ids.
    """

    mapping: str = ""
    decimals: int | None = None
    asset: str = ""
    chain: str = ETHEREUM
    namespace: str = ""
    time: TimeKind = "auto"
    units: Units = "auto"


@dataclass(frozen=True)
class Description:
    """What a source is.

    `request` and `pin` are canonical JSON without secrets; `sha256` is of the raw bytes.
    """

    kind: str
    name: str
    request: Mapping[str, Any]
    sha256: str
    bytes: int
    pin: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class AssetFacts:
    """How an asset is called, and its decimal places where known."""

    symbol: str
    decimals: int | None


@dataclass(frozen=True)
class BadRow:
    """A row that could not be read: its line, why, and its content."""

    line: int
    reason: str
    content: str


@dataclass(frozen=True)
class Batch:
    """Some facts. Tables other than `transfers` have the columns of the evidence table of their name.

    In `transactions`, accounts are addresses still. `blocks`, `transactions` and `receipts` may be Arrow tables
    with all columns but `id`, `acquisition` and the digest, which is how many are best given. `bad_rows` counts all, `bad` holds the first ones.
    `tables` are any other evidence tables by name (`node`, `coverage`, `header`, `balance`, ...), with all
    columns but `id`, `acquisition` and `digest`; a row that the case holds already adds nothing. `distinct` says
    that the source tells of each transfer once, in its block.
    """

    transfers: pa.Table = field(default_factory=TRANSFERS.empty_table)
    assets: Mapping[str, AssetFacts] = field(default_factory=dict)
    contracts: tuple[Address, ...] = ()
    blocks: tuple[dict[str, Any], ...] | pa.Table = ()
    transactions: tuple[dict[str, Any], ...] | pa.Table = ()
    receipts: tuple[dict[str, Any], ...] | pa.Table = ()
    tags: tuple[dict[str, Any], ...] = ()
    bad: tuple[BadRow, ...] = ()
    bad_rows: int = 0
    tables: Mapping[str, pa.Table] = field(default_factory=dict)
    distinct: bool = False


class Source(Protocol):
    """A node, an explorer, a file or a recorded answer: all give their facts alike."""

    def describe(self) -> Description:
        """What this is. Raises `Trouble` if it cannot be read or is not what it should be."""

    def raw(self) -> Iterator[bytes]:
        """The raw answer in pieces, to be kept as evidence."""

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """The facts, in the order of the source. Raises `Trouble` or `Cancelled`."""


class Part(NamedTuple):
    """Some of a raw answer, compressed (zstd), and the number of its bytes before."""

    size: int
    content: bytes


@runtime_checkable
class Packed(Protocol):
    """A source in memory that has compressed its raw answer already."""

    def packed(self) -> Sequence[Part]:
        """The raw answer, whole: what `raw` gives, and the hash in `describe` is of."""
