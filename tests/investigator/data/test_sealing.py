"""Seals cover every row once, in stretches, and say where rows no longer fit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pyarrow as pa
import pytest

from investigator.data import evidence, sealing
from investigator.data.connection import Db
from investigator.data.store import Store


@pytest.fixture
def db(monkeypatch: pytest.MonkeyPatch) -> Iterator[Db]:
    monkeypatch.setattr(sealing, "STRETCH", 10)
    store = Store(None)
    with store.transaction() as db:
        yield db
    store.close()


def put(db: Db, acquisition: int, first: int, count: int) -> None:
    ids = list(range(first, first + count))
    names = [f"test:{i}" for i in ids]
    evidence.insert(
        db, "account", pa.table({"id": ids, "acquisition": [acquisition] * count, "address": names})
    )


def test_stretches_are_sealed_one_by_one(db: Db) -> None:
    put(db, 1, 0, 7)
    put(db, 2, 7, 26)
    sealing.seal(db, 1)
    sealing.seal(db, 2)
    sealed = db.execute(
        "SELECT acquisition, first_id, last_id, rows, sha256 FROM seal ORDER BY 1, 2"
    ).fetchall()
    assert [row[:4] for row in sealed] == [
        (1, 0, 6, 7),
        (2, 7, 9, 3),
        (2, 10, 19, 10),
        (2, 20, 29, 10),
        (2, 30, 32, 3),
    ]
    digests = dict(db.execute("SELECT id, digest FROM account").fetchall())
    for _, first, last, _, seal in sealed:
        text = "".join(digests[i].hex() for i in range(first, last + 1))
        assert seal == hashlib.sha256(text.encode()).hexdigest()
    assert sealing.misfits(db, "account") == []


def test_an_acquisition_without_rows_has_a_seal_of_nothing(db: Db) -> None:
    assert sealing.seal(db, 5) == hashlib.sha256(b"[]").hexdigest()


@pytest.mark.parametrize(
    ("statement", "row"),
    [
        ("DELETE FROM account WHERE id = 12", 10),
        ("UPDATE account SET acquisition = 1 WHERE id = 25", 25),
        ("DELETE FROM seal WHERE first_id = 10", 10),
    ],
)
def test_what_no_longer_fits_is_named(db: Db, statement: str, row: int) -> None:
    put(db, 2, 0, 30)
    sealing.seal(db, 2)
    db.execute(statement)
    assert [misfit.row for misfit in sealing.misfits(db, "account")] == [row]
