"""Tokens that lie about themselves, or seem to."""

from __future__ import annotations

from investigator.data.connection import Db
from investigator.data.store import Store


def suspects(store: Store) -> dict[str, tuple[tuple[str, str], ...]]:
    """Why tokens are suspect, by key of the asset: reason and detail, each once, in the order of their finding."""
    with store.reading() as db:
        return doubts(db)


def doubts(db: Db) -> dict[str, tuple[tuple[str, str], ...]]:
    """As `suspects`, on a connection at hand."""
    rows = db.execute("SELECT asset, reason, detail FROM suspect ORDER BY id").fetchall()
    found: dict[str, dict[tuple[str, str], None]] = {}
    for asset, reason, detail in rows:
        found.setdefault(asset, {})[reason, detail] = None
    return {asset: tuple(some) for asset, some in sorted(found.items())}
