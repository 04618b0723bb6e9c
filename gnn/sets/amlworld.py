"""IBM's AMLworld (Altman et al., NeurIPS 2023): synthetic banks whose transactions are labelled.

Files such as `HI-Small_Trans.csv` have one transaction a line: Timestamp, From Bank, Account, To Bank, Account,
Amount Received, Receiving Currency, Amount Paid, Payment Currency, Payment Format, Is Laundering. The name `Account`
stands there twice, so columns are taken by place.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from gnn.sets.table import read_table
from investigator.errors import Trouble
from investigator.graph.subgraph import Subgraph

SHARES = (0.6, 0.2, 0.2)
DAY = 86_400
_NAMES = (
    "time", "from_bank", "from_account", "to_bank", "to_account", "received", "receiving_currency", "paid",
    "payment_currency", "format", "laundering",
)  # fmt: skip
_TYPES = (
    pa.string(), pa.string(), pa.string(), pa.string(), pa.string(), pa.float64(), pa.string(), pa.float64(),
    pa.string(), pa.string(), pa.int8(),
)  # fmt: skip
RAW = ("amount received", "amount paid", "receiving currency", "payment currency", "payment format", "hour")


@dataclass(frozen=True)
class Transactions:
    """Accounts (a bank's number and an account's) and m transactions in order of time, to the minute.

    `laundering` (m,) is the truth about each, `part` (m,) 0 train, 1 validation, 2 test, and `raw` (m, 6) what a
    line says by itself, `RAW`. `ends` are the times at which the three parts end.
    """

    graph: Subgraph
    laundering: NDArray[np.int8]
    part: NDArray[np.int8]
    raw: NDArray[np.float32]
    ends: tuple[int, int, int]


def amlworld(path: Path) -> Transactions:
    """A file of transactions, split 60/20/20 by whole days as near as they allow.

    Raises `Trouble` for a file that is none, or of fewer than three days.
    """
    types = dict(zip(_NAMES, _TYPES, strict=True))
    table = read_table(path, _NAMES, types, _NAMES, skipped=1)
    try:
        stamps = pc.strptime(table["time"], format="%Y/%m/%d %H:%M", unit="s")
    except pa.ArrowInvalid as wrong:
        raise Trouble(f"{path.name} has times that are not written as 2022/09/01 00:20.") from wrong
    when = stamps.to_numpy().astype("datetime64[s]").astype(np.int64)
    order = np.argsort(when, kind="stable")
    when = when[order]
    number, ends = _accounts(table)
    graph = Subgraph(
        accounts=np.arange(number, dtype=np.int32),
        src=ends[0][order],
        dst=ends[1][order],
        amount=table["received"].to_numpy()[order],
        asset=_codes(table["receiving_currency"])[order],
        time=when,
        transfer=np.arange(order.size, dtype=np.int64),
    )
    part, until = _by_day(when, path.name)
    return Transactions(graph, table["laundering"].to_numpy()[order], part, _raw(table, when, order), until)


def _accounts(table: pa.Table) -> tuple[int, tuple[NDArray[np.int32], NDArray[np.int32]]]:
    """Accounts are numbered by bank and account together, payers and payees alike."""
    keys = [
        pc.binary_join_element_wise(table[f"{side}_bank"], table[f"{side}_account"], "/").combine_chunks()
        for side in ("from", "to")
    ]
    codes = pa.concat_arrays(keys).dictionary_encode()
    numbers = codes.indices.to_numpy().astype(np.int32)
    half = len(keys[0])
    return len(codes.dictionary), (numbers[:half].copy(), numbers[half:].copy())


def _codes(column: pa.ChunkedArray) -> NDArray[np.int32]:
    """A number for each text, in alphabetical order, whatever comes first in the file."""
    texts = column.combine_chunks().dictionary_encode()
    rank = np.argsort(np.argsort(np.array(texts.dictionary.to_pylist(), dtype=str)))
    return np.asarray(rank[texts.indices.to_numpy()], np.int32)


def _raw(table: pa.Table, when: NDArray[np.int64], order: NDArray[np.int64]) -> NDArray[np.float32]:
    columns = [np.log1p(table[name].to_numpy()[order]) for name in ("received", "paid")]
    columns += [_codes(table[name])[order] for name in ("receiving_currency", "payment_currency", "format")]
    return np.column_stack([*columns, when % DAY // 3600]).astype(np.float32)


def _by_day(when: NDArray[np.int64], name: str) -> tuple[NDArray[np.int8], tuple[int, int, int]]:
    """Cut between days so that the largest relative error of the three shares is least."""
    day = when // DAY
    days, counts = np.unique(day, return_counts=True)
    if days.size < 3:
        raise Trouble(f"{name} holds {days.size} days; three parts by time need at least three.")
    before = np.concatenate([[0], np.cumsum(counts)]) / when.size

    def error(cut: tuple[int, int]) -> float:
        got = (before[cut[0]], before[cut[1]] - before[cut[0]], 1.0 - before[cut[1]])
        return float(max(abs(share - aim) / aim for share, aim in zip(got, SHARES, strict=True)))

    first, second = min(combinations(range(1, days.size), 2), key=error)
    part = np.searchsorted(days[[first, second]], day, side="right").astype(np.int8)
    last = [int(when[part == number].max()) for number in range(3)]
    return part, (last[0], last[1], last[2])
