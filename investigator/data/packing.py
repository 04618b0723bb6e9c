"""A case's rows as lines of JSON, for a package, and which rows speak of some transfers and accounts."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from typing import Any

from investigator.data.connection import Db, named, one
from investigator.data.evidence import table_named
from investigator.data.ledger import canonical

ROWS = 10_000
"""Rows that are read at once."""

OBJECTS = {
    "acquisition": "id",
    "seal": "evidence, acquisition, first_id",
    "signature": "id",
    "time_stamp": "id",
    "score_run": "id",
    "lesson": "id",
}
"""Tables whose rows are lines with named fields, and their order."""

ARRAYS = {
    "score": ("run, account, raw, calibrated, abstained, baseline, reasons", "run, account"),
    "cluster_score": ("run, cluster, score, calibrated, members, reasons", "run, cluster"),
    "lesson_label": ("lesson, * EXCLUDE (lesson)", "lesson, account, label_hash"),
}
"""Tables whose rows are lines of bare values: what a seal covers, after the number of what it seals."""


def evidence_lines(
    db: Db, name: str, kept: Collection[int] | None, hidden: Callable[[str], bool]
) -> Iterator[tuple[str, bool]]:
    """Each row of an evidence table as a line, and whether it was hidden: `["digest",[row]]`, or
    `["digest",null,id,acquisition]` for one that is not in `kept` or is hidden by its text.
    """
    text = table_named(name).text
    sql = f"SELECT id, acquisition, lower(hex(digest)), {text} FROM {name} ORDER BY id"  # noqa: S608
    with db.cursor() as own:
        result = own.execute(sql)
        while rows := result.fetchmany(ROWS):
            for number, acquisition, digest, row in rows:
                secret = hidden(row)
                if secret or (kept is not None and number not in kept):
                    yield f'["{digest}",null,{number},{acquisition}]', secret
                else:
                    yield f'["{digest}",{row}]', False


def perhaps_marked(db: Db, name: str) -> Iterator[tuple[int, str]]:
    """Id and canonical text of the rows of an evidence table that may hold a marking: those with 'TLP' in their words."""
    table = table_named(name)
    if table.words:
        marked = " OR ".join(f"contains(upper({column}), 'TLP')" for column in sorted(table.words))
        sql = f"SELECT id, {table.text} FROM {name} WHERE {marked}"  # noqa: S608 - names are those above
        yield from db.execute(sql).fetchall()


def count(db: Db, name: str) -> int:
    """How many rows an evidence table has."""
    return int((one(db, f"SELECT count(*) FROM {name}") or (0,))[0])  # noqa: S608 - names are those above


def object_lines(db: Db, name: str) -> Iterator[str]:
    """Each row of a table in `OBJECTS` as an object of canonical JSON; bytes in hexadecimal."""
    for row in named(db, f"SELECT * FROM {name} ORDER BY {OBJECTS[name]}"):  # noqa: S608 - names are those above
        yield canonical(
            {key: value.hex() if isinstance(value, bytes) else value for key, value in row.items()}
        )


def array_lines(db: Db, name: str) -> Iterator[str]:
    """Each row of a table in `ARRAYS` as a list; floats by their shortest exact text."""
    columns, order = ARRAYS[name]
    with db.cursor() as own:
        result = own.execute(f"SELECT {columns} FROM {name} ORDER BY {order}")  # noqa: S608 - as above
        while rows := result.fetchmany(ROWS):
            for row in rows:
                yield json.dumps(row, separators=(",", ":"), ensure_ascii=False)


def answers_kept(db: Db, *, acquired: bool = False) -> list[str]:
    """The hashes of the raw answers that are in the case; those alone that evidence was `acquired` from, or all, such as
    figures of reports.
    """
    sql = "SELECT DISTINCT sha256 FROM raw_answer WHERE NOT ? OR sha256 IN (SELECT sha256 FROM acquisition) ORDER BY 1"
    return [row[0] for row in db.execute(sql, [acquired]).fetchall()]


def closure(db: Db, transfers: Collection[int], addresses: Collection[str]) -> dict[str, set[int]]:
    """The rows that transfers and accounts rest on, by evidence table: nothing beyond them is needed to check these."""
    found = {"transfer": set(transfers)}
    moved = db.execute(
        "SELECT src, dst, asset, block, tx_hash FROM transfer WHERE id IN (SELECT unnest(?::BIGINT[]))",
        [list(transfers)],
    ).fetchall()
    hashes = [row[4] for row in moved if row[4] is not None]
    blocks = [row[3] for row in moved if row[3] is not None]
    found["asset"] = {row[2] for row in moved}
    for name, column in (
        ("chain_transaction", "hash"),
        ("receipt", "hash"),
        ("extra_fee", "hash"),
        ("proof", "tx_hash"),
    ):
        found[name] = _ids(db, name, column, hashes, "BLOB")
    for name in ("block", "header"):
        found[name] = _ids(db, name, "number", blocks, "BIGINT")
    sent = db.execute(
        "SELECT sender, receiver, created FROM chain_transaction WHERE id IN (SELECT unnest(?::BIGINT[]))",
        [list(found["chain_transaction"])],
    ).fetchall()
    accounts = {one for row in (*sent, *(move[:2] for move in moved)) for one in row if one is not None}
    found["account"] = accounts | _ids(db, "account", "address", list(addresses), "VARCHAR")
    found["contract"] = _ids(db, "contract", "account", list(found["account"]), "BIGINT")
    said = db.execute(
        "SELECT address FROM account WHERE id IN (SELECT unnest(?::BIGINT[]))", [list(found["account"])]
    ).fetchall()
    found["tag"] = _ids(db, "tag", "address", [row[0] for row in said], "VARCHAR")
    found["superseded"] = set()
    for name, kept in list(found.items()):
        rows = db.execute(
            "SELECT id FROM superseded WHERE evidence = ? AND evidence_row IN (SELECT unnest(?::BIGINT[]))",
            [name, list(kept)],
        ).fetchall()
        found["superseded"] |= {row[0] for row in rows}
    return found


def _ids(db: Db, name: str, column: str, values: list[Any], kind: str) -> set[int]:
    sql = f"SELECT id FROM {name} WHERE {column} IN (SELECT unnest(?::{kind}[]))"  # noqa: S608 - names are those above
    return {row[0] for row in db.execute(sql, [values]).fetchall()}
