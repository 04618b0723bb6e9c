"""An acquisition of another copy of the case as a source: its facts by address, its raw answer as it came."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from investigator.chain.source import TRANSFERS, AssetFacts, BadRow, Batch, Description
from investigator.data import answers
from investigator.data.queries import copies
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.progress import Tick
from investigator.records import Address


class CopiedSource:
    """Acquisition `number` of the copy `store`; those up to `common` are in both copies.

    What it was acquired as stays in its `pin`: number, seal, time and program there.
    """

    def __init__(self, store: Store, number: int, common: int) -> None:
        self._store, self._number, self._common = store, number, common
        self._row = copies.acquisition(store, number)

    def describe(self) -> Description:
        """What it was there. Raises `Trouble` where it replaced rows that this copy cannot tell from others."""
        row = self._row
        own = [table for table, _, at in copies.replaced(self._store, self._number) if at > self._common]
        if own:
            raise Trouble(
                f"The other copy found that a reorganisation replaced a {own[0].replace('_', ' ')} which only it "
                "has; pull these blocks again in this case, and merge then."
            )
        request = json.loads(row["request"])
        request.pop("raw_kept", None)
        there = {name: row[name] for name in ("id", "seal", "acquired_at", "tool")}
        pin = {**json.loads(row["pin"]), "copied": there}
        return Description(row["kind"], row["source"], request, row["sha256"], row["bytes"], pin)

    def raw(self) -> Iterator[bytes]:
        """The raw answer."""
        return answers.answer(self._store, self._row["sha256"])

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """The transfers some at a time, then all else."""
        known = copies.assets(self._store)
        for rows in copies.transfers(self._store, self._number):
            tick(0, None, f"Taking in {self._row['source']}")
            table = rows.select(TRANSFERS.names).cast(TRANSFERS)
            keys = table["asset"].unique().to_pylist()
            yield Batch(table, {key: AssetFacts(*known[key]) for key in keys})
        yield self._rest()

    def _rest(self) -> Batch:
        store, number = self._store, self._number
        tables = {name: copies.rows(store, name, number) for name in (*copies.PLAIN, "superseded")}
        named = {name: tables.pop(name) for name in ("block", "receipt")}
        bad = copies.rows(store, "bad_row", number).to_pylist()
        tags: list[dict[str, Any]] = copies.rows(store, "tag", number).to_pylist()
        return Batch(
            contracts=tuple(Address(one) for one in copies.contracts(store, number)),
            blocks=named["block"],
            transactions=copies.transactions(store, number),
            receipts=named["receipt"],
            tags=tuple(tags),
            bad=tuple(BadRow(one["line"], one["reason"], one["content"]) for one in bad),
            bad_rows=len(bad),
            tables={name: table for name, table in tables.items() if table.num_rows},
        )
