"""Sealed rows: whatever is changed, added or taken away is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.data import evidence
from tests.makers import Move, case, put

TAG = {"address": "bank:1", "label": 'say "hi" | ü\n'}


@pytest.fixture
def made() -> Iterator[Case]:
    with case(
        [Move(0, 1, 2**255, tx_hash=b"\x01" * 32), Move(1, 2, 7), Move(2, 0, 9)], tags=[TAG]
    ) as opened:
        put(opened.store, [Move(0, 2, 1)], [], [])
        yield opened


def test_untouched_evidence_fits(made: Case) -> None:
    assert verify(made.store) == []


@pytest.mark.parametrize(
    "sql, where, row",
    [
        ("UPDATE transfer SET a0 = a0 + 1 WHERE id = 2", "transfer", 2),
        ("UPDATE transfer SET tx_hash = NULL WHERE id = 0", "transfer", 0),
        ("UPDATE transfer SET digest = '\\x00'::BLOB WHERE id = 1", "transfer", 1),
        ("DELETE FROM transfer WHERE id = 1", "transfer", 0),
        ("DELETE FROM transfer WHERE id = 3", "transfer", 3),
        ("INSERT INTO transfer SELECT * REPLACE (9 AS id) FROM transfer WHERE id = 1", "transfer", 9),
        ("UPDATE account SET address = 'bank:X' WHERE id = 3", "account", 3),
        ("UPDATE tag SET label = 'good' WHERE id = 0", "tag", 0),
        ("UPDATE asset SET decimals = 3 WHERE id = 0", "asset", 0),
        ("UPDATE seal SET sha256 = 'x' WHERE evidence = 'asset'", "asset", 0),
        ("UPDATE acquisition SET seal = 'x' WHERE id = 1", "acquisition", 1),
        ("UPDATE acquisition SET sha256 = 'x' WHERE id = 1", "acquisition", 1),
        ("DELETE FROM acquisition WHERE id = 1", "acquisition", 1),
    ],
)
def test_whatever_is_touched_is_named(made: Case, sql: str, where: str, row: int) -> None:
    with made.store.transaction() as db:
        db.execute(sql)
    assert (where, row) in [(problem.where, problem.row) for problem in verify(made.store)]


def test_a_row_with_a_new_digest_still_breaks_the_seal(made: Case) -> None:
    (table,) = [table for table in evidence.EVIDENCE if table.name == "transfer"]
    with made.store.transaction() as db:
        db.execute("UPDATE transfer SET a0 = 8 WHERE id = 1")
        db.execute(f"UPDATE transfer SET digest = unhex(substr(sha256({table.text}), 1, 32))")
    assert [(m.where, m.row) for m in verify(made.store)] == [("transfer", 0)]


def test_the_digest_can_be_made_by_anyone(made: Case) -> None:
    """The canonical text is a plain JSON array, so the other side needs none of our code."""
    with made.store.reading() as db:
        for table in evidence.EVIDENCE:
            columns = ", ".join(f"hex({c}).lower()" if c in table.blobs else c for c in table.columns)
            for *values, digest in db.execute(f"SELECT {columns}, digest FROM {table.name}").fetchall():
                text = json.dumps(values, separators=(",", ":"), ensure_ascii=False)
                assert hashlib.sha256(text.encode()).digest()[:16] == digest


@settings(max_examples=25)
@given(st.lists(st.text(max_size=30), min_size=4, max_size=12))
def test_any_text_is_sealed_and_checked(texts: list[str]) -> None:
    with case(tags=[{**TAG, "label": text, "note": text} for text in texts]) as made:
        assert verify(made.store) == []
