"""Tiny files as ethereum-etl and cryo write them, and what a case holds of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from investigator.data.connection import named
from investigator.data.store import Store

A, B, C, D = ("0x" + letter * 40 for letter in "abcd")
TOKEN, NFT = "0x" + "6" * 40, "0x" + "7" * 40
H1, H2, H3 = ("0x" + digit * 64 for digit in "123")
BLOCK_HASH, PARENT = "0x" + "e" * 64, "0x" + "f" * 64
TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
SINGLE = "0xc3d58168c5ae7397731d063d5bbf3d657854427343f4c083240f7aacaa2d0f62"
HUGE = 2**256 - 1

Write = Callable[[Path, Sequence[dict[str, Any]]], None]


def word(value: int | str) -> str:
    return "0x" + (value[2:] if isinstance(value, str) else f"{value:x}").rjust(64, "0")


def csv(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    lines = [",".join(rows[0])] + [",".join(map(_cell, row.values())) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _cell(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        text = json.dumps(value)[1:-1]
    else:
        text = ",".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    quoted = text.replace('"', '""')
    return f'"{quoted}"' if "," in text or '"' in text else text


def ndjson(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def parquet(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Hexadecimal texts as bytes, as cryo writes them unless it is told otherwise."""
    columns = {}
    for name in rows[0]:
        values = [row[name] for row in rows]
        if any(isinstance(value, str) and value.startswith("0x") for value in values):
            raw = [None if value is None else bytes.fromhex(value[2:]) for value in values]
            columns[name] = pa.array(raw, pa.large_binary())
        else:
            columns[name] = pa.array(values, pa.large_string() if isinstance(values[0], str) else None)
    pq.write_table(pa.table(columns), path)


def parquet_hex(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    """As cryo writes with --hex."""
    pq.write_table(pa.Table.from_pylist(list(rows)), path)


def moved(store: Store) -> list[tuple[Any, ...]]:
    """Kind, source, target, asset, amount, token, time and clock of what moved, addresses and assets in short."""
    with store.reading() as db:
        rows = named(
            db,
            "SELECT source.address AS src, target.address AS dst, key, moved.* EXCLUDE (src, dst) FROM moved "
            "JOIN account AS source ON source.id = src JOIN account AS target ON target.id = dst "
            "JOIN asset ON asset.id = asset ORDER BY moved.id",
        )
    return [
        (
            *(row["kind"], row["src"][-1], row["dst"][-1], row["key"].partition("/")[2][:12]),
            *(sum(row[f"a{i}"] << 64 * i for i in range(4)), row["token_id"], row["time"], row["clock"]),
        )
        for row in rows
    ]


def everything(store: Store, table: str) -> list[dict[str, Any]]:
    """The rows of an evidence table."""
    with store.reading() as db:
        return named(db, f"SELECT * EXCLUDE (id, acquisition, digest) FROM {table} ORDER BY id")
