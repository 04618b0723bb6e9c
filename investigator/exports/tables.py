"""CSV and Parquet: transfers and accounts with all columns, amounts as whole numbers of base units.

An amount may need 78 digits, more than any number of Parquet holds: it is text there, as in the CSV. In the CSV a
text that a spreadsheet would compute begins with an apostrophe, and what hides or turns text round is visible.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from investigator.exports.cells import inert
from investigator.exports.content import Content
from investigator.money import show_amount

TRANSFERS = (
    *(
        "id",
        "sender",
        "receiver",
        "asset",
        "symbol",
        "decimals",
        "amount",
        "amount_shown",
        "time",
        "clock",
        "block",
    ),
    *(
        "position",
        "kind",
        "ok",
        "tx_hash",
        "token_id",
        "acquisition",
        "row_number",
        "standing",
        "provisional",
    ),
    *("doubts", "exhibit", "exhibit_note"),
)
ACCOUNTS = ("id", "address", "chain", "seed", "score", "labels", "note", "exhibit", "exhibit_note")


def transfer_rows(content: Content) -> list[tuple[object, ...]]:
    """One row a transfer, in the order of `TRANSFERS`."""
    found: list[tuple[object, ...]] = []
    for row in content.transfers:
        asset, exhibit = content.asset(row), content.exhibits.get(f"transfer:{row.id}")
        found.append((
            *(row.id, row.sender, row.receiver, asset.key, row.symbol, row.decimals, str(row.amount)),
            *(show_amount(row.amount, row.decimals, grouped=False), row.time, row.clock.name.lower(), row.block, row.position),
            *(row.kind.name.lower(), row.ok, row.tx_hash, row.token_id, row.acquisition, row.row_number),
            *(row.standing, row.provisional, "; ".join(reason for reason, _detail in row.doubts)),
            *(exhibit.number if exhibit else None, exhibit.note if exhibit else ""),
        ))  # fmt: skip
    return found


def account_rows(content: Content) -> list[tuple[object, ...]]:
    """One row an account, in the order of `ACCOUNTS`; labels are a JSON list."""
    found: list[tuple[object, ...]] = []
    for one in content.accounts:
        exhibit = content.exhibits.get(f"account:{one.address}")
        labels = [
            {
                **{"label": label.text, "category": label.category, "tier": label.tier.value},
                **{"confidence": label.confidence, "source": label.source, "illicit": label.illicit},
                **{"note": label.note, "evidence": label.evidence, "own": place < one.own},
            }
            for place, label in enumerate(one.labels)
        ]
        told = json.dumps(labels, ensure_ascii=False)
        found.append((
            *(one.id, one.address, one.chain, one.seed, one.score, told, one.note),
            *(exhibit.number if exhibit else None, exhibit.note if exhibit else ""),
        ))  # fmt: skip
    return found


def write_csv(content: Content, path: Path) -> list[Path]:
    """Write the transfers to `path` and the accounts beside it (`NAME.accounts.csv`)."""
    beside = path.with_suffix(".accounts.csv")
    _csv(path, TRANSFERS, transfer_rows(content))
    _csv(beside, ACCOUNTS, account_rows(content))
    return [path, beside]


def _csv(path: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(head)
        writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: object) -> object:
    return inert(value) if isinstance(value, str) else "" if value is None else value


_TYPES = {
    **dict.fromkeys(
        ("id", "time", "block", "position", "acquisition", "row_number", "exhibit"), pa.int64()
    ),
    **{"decimals": pa.int32(), "score": pa.float64()},
    **dict.fromkeys(("ok", "standing", "provisional", "seed"), pa.bool_()),
}


def write_parquet(content: Content, path: Path) -> list[Path]:
    """Write the transfers to `path` and the accounts beside it (`NAME.accounts.parquet`)."""
    beside = path.with_suffix(".accounts.parquet")
    about = {b"case": content.case.encode(), b"head": content.head.encode(), b"tool": content.tool.encode()}
    for file, head, rows in (
        (path, TRANSFERS, transfer_rows(content)),
        (beside, ACCOUNTS, account_rows(content)),
    ):
        schema = pa.schema([(name, _TYPES.get(name, pa.string())) for name in head], metadata=about)
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(head)
        table = pa.table(
            [pa.array(list(column), kind.type) for column, kind in zip(columns, schema, strict=True)],
            schema=schema,
        )
        pq.write_table(table, file, compression="zstd")
    return [path, beside]
