"""Evidence rows put straight into a table, unsealed: for tests of what reads them."""

from __future__ import annotations

from investigator.data import evidence
from investigator.data.store import Store
from tests.makers import rows


def straight(store: Store, table: str, acquisition: int = 9, **row: object) -> None:
    """Put one row into an evidence table."""
    with store.transaction() as db:
        evidence.insert(db, table, rows(acquisition, evidence.next_id(db, table), [row]))
