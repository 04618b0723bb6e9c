"""Where the evidence comes from, what was claimed, and how much there is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from investigator import taxonomy
from investigator.data.connection import named, one
from investigator.data.queries import actors
from investigator.data.queries.actors import Actor
from investigator.data.store import Store
from investigator.records import Address, Label, Tier


@dataclass(frozen=True)
class Acquisition:
    """One answer that evidence was taken from."""

    id: int
    kind: str
    source: str
    request: dict[str, Any]
    sha256: str
    bytes: int
    acquired_at: int
    tool: str
    pin: dict[str, Any]
    seal: str
    kept: bool
    transfers: int
    tags: int
    bad_rows: int


@dataclass(frozen=True)
class Counts:
    """How much a case holds: transfers all together; of blocks and transactions those that stand."""

    accounts: int
    transfers: int
    transactions: int
    blocks: int
    tags: int
    bad_rows: int
    first_time: int | None
    last_time: int | None
    last_block: int | None
    last_block_hash: str


@dataclass(frozen=True)
class AssetRow:
    """An asset and how many transfers move it."""

    id: int
    key: str
    symbol: str
    decimals: int | None
    transfers: int


@dataclass(frozen=True)
class BadRow:
    """A row that could not be read, and why."""

    acquisition: int
    line: int
    reason: str
    content: str


def acquisitions(store: Store) -> list[Acquisition]:
    """All acquisitions in order."""
    with store.reading() as db:
        rows = named(
            db,
            """
            SELECT got.*, EXISTS (SELECT 1 FROM raw_answer WHERE raw_answer.sha256 = got.sha256) AS kept,
                   (SELECT count(*) FROM transfer WHERE acquisition = got.id) AS transfers,
                   (SELECT count(*) FROM tag WHERE acquisition = got.id) AS tags,
                   (SELECT count(*) FROM bad_row WHERE acquisition = got.id) AS bad_rows
            FROM acquisition AS got ORDER BY got.id
            """,
        )
    return [
        Acquisition(**{**row, "request": json.loads(row["request"]), "pin": json.loads(row["pin"])})
        for row in rows
    ]


def given(store: Store) -> dict[int, dict[str, int]]:
    """How many rows each acquisition brought, by evidence table: as its seals say."""
    with store.reading() as db:
        rows = db.execute(
            "SELECT acquisition, evidence, sum(rows) FROM seal GROUP BY ALL ORDER BY acquisition, evidence"
        ).fetchall()
    found: dict[int, dict[str, int]] = {}
    for acquisition, table, count in rows:
        found.setdefault(acquisition, {})[table] = int(count)
    return found


def counts(store: Store) -> Counts:
    """How much the case holds, and where it is cut off."""
    with store.reading() as db:
        row = named(
            db,
            """
            SELECT (SELECT count(*) FROM account) AS accounts,
                   (SELECT count(*) FROM transfer) AS transfers,
                   (SELECT count(*) FROM standing_transaction) AS transactions,
                   (SELECT count(*) FROM standing_block) AS blocks,
                   (SELECT count(*) FROM tag) AS tags,
                   (SELECT count(*) FROM bad_row) AS bad_rows,
                   (SELECT min(time) FROM standing_transfer) AS first_time,
                   (SELECT max(time) FROM standing_transfer) AS last_time,
                   (SELECT max(block) FROM standing_transfer) AS last_block
            """,
        )[0]
        pinned = one(db, "SELECT hash FROM standing_block ORDER BY number DESC LIMIT 1")
    return Counts(**row, last_block_hash="0x" + bytes(pinned[0]).hex() if pinned else "")


def assets(store: Store) -> list[AssetRow]:
    """All assets, the most moved first."""
    with store.reading() as db:
        rows = db.execute(
            "SELECT asset.id, key, symbol, decimals, count(moved.id) FROM asset "
            "LEFT JOIN standing_transfer AS moved ON moved.asset = asset.id GROUP BY ALL ORDER BY 5 DESC, 1"
        ).fetchall()
    return [AssetRow(*row) for row in rows]


def bad_rows(store: Store, limit: int = 40) -> list[BadRow]:
    """The first kept rows that could not be read, in order."""
    with store.reading() as db:
        rows = db.execute(
            "SELECT acquisition, line, reason, content FROM bad_row ORDER BY id LIMIT ?", [limit]
        ).fetchall()
    return [BadRow(*row) for row in rows]


def tags(store: Store, addresses: Iterable[str] | None = None) -> dict[Address, list[Label]]:
    """What imported sources claim about accounts of the case, or about these addresses."""
    wanted = "SELECT address FROM account" if addresses is None else "SELECT address FROM wanted"
    with store.reading() as db:
        if addresses is not None:
            db.register("wanted", pa.table({"address": pa.array(list(addresses), pa.string())}))
        rows = db.execute(
            "SELECT address, label, category, confidence, source, note, claimed_on, illicit "  # noqa: S608 - fixed texts
            f"FROM tag WHERE address IN ({wanted}) ORDER BY address, confidence DESC, id"
        ).fetchall()
        known = actors.known(db, (name for row in rows if (name := actors.named(row[5])[0])))
    claims: dict[Address, list[Label]] = {}
    for address, *said in rows:
        claims.setdefault(Address(address), []).append(_claim(known, *said))
    return claims


def _claim(
    known: dict[str, Actor],
    label: str,
    category: str,
    confidence: int,
    source: str,
    note: str,
    claimed_on: str,
    illicit: bool | None,
) -> Label:
    """A claim with its date, and with the actor it refers to: by the actor's label, where an ActorPack tells it."""
    name, rest = actors.named(note)
    actor = known.get(name)
    if name:
        who = actor.words if actor else name
        note = f"Actor: {who}\n{rest}".rstrip("\n")
    if actor and actor.label.casefold() not in label.casefold():
        label = f"{label} · {actor.label}"
    if actor and category == "unknown":
        category = next((one for one in actor.categories if one in taxonomy.CONCEPTS), category)
        illicit = taxonomy.illicit(category) if illicit is None else illicit
    if claimed_on and claimed_on not in source:
        source = f"{source}, {claimed_on}" if source else claimed_on
    return Label(label, category, Tier.ATTRIBUTION, confidence, source, note, illicit)
