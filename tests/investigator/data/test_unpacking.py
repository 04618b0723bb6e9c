"""Rows come back as they were."""

from __future__ import annotations

import json

import pytest

from investigator.data import packing, sealing, unpacking
from investigator.data.store import Store
from tests.makers import Move, put


def test_rows_come_back_as_they_were() -> None:
    source, target = Store(None), Store(None)
    put(source, [Move(0, 1, 2**200, tx_hash=b"\x01" * 32), Move(1, 0, 2**256 - 1)], ["a:1", 'b:"\\2\n'])
    with source.reading() as old, target.transaction() as new:
        for name in ("account", "asset", "transfer"):
            rows = [
                json.loads(line)[1] for line, _ in packing.evidence_lines(old, name, None, lambda _: False)
            ]
            unpacking.put_evidence(new, name, rows)
        unpacking.put_objects(new, "seal", [json.loads(line) for line in packing.object_lines(old, "seal")])
        for name in ("account", "asset", "transfer"):
            assert sealing.misfits(new, name) == []
            sql = f"SELECT * FROM {name} ORDER BY id"
            assert old.execute(sql).fetchall() == new.execute(sql).fetchall()
    source.close()
    target.close()


def test_a_row_with_other_columns_is_refused() -> None:
    store = Store(None)
    with store.transaction() as db, pytest.raises(ValueError, match="2 columns"):
        unpacking.put_evidence(db, "account", [[1, 2]])
    store.close()
