"""Each transfer once in the case: the rules in SQL against slow and obvious ones in Python."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from investigator.chain.source import TRANSFERS
from investigator.data import answers, ingestion
from investigator.data.connection import Db
from investigator.data.store import Store

SCHEMA = pa.schema([f.with_type(pa.int64()) if f.name in {"src", "dst", "asset"} else f for f in TRANSFERS])


@dataclass(frozen=True)
class Row:
    """A transfer as far as its identity goes: by transaction, by row of its file, or by place in a block."""

    tx: int | None = None
    dst: int = 0
    position: int | None = None
    number: int | None = None
    token: str | None = None

    @property
    def same(self) -> tuple[object, ...]:
        return self.tx, self.dst, self.token or ""

    @property
    def loose(self) -> bool:
        return self.tx is None and self.number is None

    def record(self) -> dict[str, object]:
        fixed = {
            "src": 0,
            "asset": 0,
            "a0": 5,
            "a1": 0,
            "a2": 0,
            "a3": 0,
            "time": 1,
            "clock": 0,
            "block": 7,
        }
        return {
            **fixed,
            **{"dst": self.dst, "tx_index": None, "position": self.position, "kind": 0, "ok": True},
            "row_number": self.number,
            "tx_hash": None if self.tx is None else bytes([self.tx]) * 32,
            "token_id": self.token,
        }


class Bench:
    """Takes files into an empty case and says which rows were kept."""

    def __init__(self, db: Db) -> None:
        self.db = db
        self.acquisitions = count(1)

    def take(self, some: list[Row], sha: str) -> list[Row]:
        number = next(self.acquisitions)
        ingestion.stage(self.db)
        half = len(some) // 2
        for before, part in ((0, some[:half]), (half, some[half:])):
            table = pa.Table.from_pylist([row.record() for row in part], schema=SCHEMA)
            ingestion.stage_transfers(self.db, table, before)
        added = ingestion.insert_staged(self.db, number, sha)
        self.db.execute(
            "INSERT INTO acquisition VALUES (?, '', '', '', ?, 0, 0, '', '', '')", [number, sha]
        )
        kept = self.db.execute(
            "SELECT id, tx_hash, dst, position, row_number, token_id FROM transfer WHERE acquisition = ? ORDER BY id",
            [number],
        ).fetchall()
        assert len(kept) == added
        assert [row[0] for row in kept] == list(range(kept[0][0], kept[0][0] + added)) if kept else True
        return [
            Row(None if tx is None else bytes(tx)[0], dst, position, number, token)
            for _, tx, dst, position, number, token in kept
        ]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    made = Store(None)
    yield made
    made.close()


@contextmanager
def bench(store: Store) -> Iterator[Bench]:
    """An empty case: what was done before is rolled back."""
    with store.reading() as db:
        db.begin()
        try:
            yield Bench(db)
        finally:
            db.rollback()


def fresh(have: list[tuple[Row, str]], incoming: list[Row], sha: str) -> list[Row]:
    """Which rows are new, row by row."""
    rows = [row for row, _ in have]
    placed, loose, nth, kept = (
        set[tuple[object, ...]](),
        set[Row](),
        Counter[tuple[object, ...]](),
        list[Row](),
    )
    for row in incoming:
        if row.loose:
            if row not in rows and row not in loose:
                loose.add(row)
                kept.append(row)
            continue
        if row.tx is None:
            if (row.number, sha) not in {(held.number, file) for held, file in have if held.tx is None}:
                kept.append(row)
            continue
        alike = [held for held in rows if held.tx is not None and held.same == row.same]
        if row.position is not None:
            if (row.same, row.position) in placed or row.position in {held.position for held in alike}:
                continue
            placed.add((row.same, row.position))
            alike = [held for held in alike if held.position is None]
        kind = (*row.same, row.position is None)
        nth[kind] += 1
        if nth[kind] > len(alike):
            kept.append(row)
    return kept


small = st.integers(0, 1)
positions = st.none() | st.integers(0, 2)
hashed = st.builds(
    Row, tx=st.just(1), dst=small, position=positions, token=st.sampled_from([None, "", "1"])
)
by_row = st.builds(Row, dst=small, number=st.integers(1, 3))
by_place = st.builds(Row, dst=small, position=st.integers(0, 1))
files = st.lists(
    st.tuples(st.lists(hashed | by_row | by_place, max_size=6), st.sampled_from(["x", "y"])), max_size=4
)


@settings(max_examples=60)
@given(files)
def test_what_is_kept_is_what_the_slow_rules_keep(store: Store, some: list[tuple[list[Row], str]]) -> None:
    with bench(store) as bank:
        have: list[tuple[Row, str]] = []
        for rows, sha in some:
            expected = fresh(have, rows, sha)
            assert bank.take(rows, sha) == expected
            have += [(row, sha) for row in expected]


@settings(max_examples=25)
@given(st.lists(hashed | by_place, max_size=5), st.lists(hashed | by_place, max_size=5))
def test_a_file_again_adds_nothing(store: Store, before: list[Row], rows: list[Row]) -> None:
    with bench(store) as bank:
        bank.take(before, "x")
        bank.take(rows, "y")
        assert bank.take(rows, "a copy of y") == []


@settings(max_examples=15)
@given(st.sets(st.integers(0, 5), max_size=5), st.integers(0, 5))
def test_placed_and_unplaced_tell_the_same_whichever_comes_first(
    store: Store, places: set[int], unplaced: int
) -> None:
    told = [Row(1, position=place) for place in sorted(places)], [Row(1)] * unplaced
    for files in (told, told[::-1]):
        with bench(store) as bank:
            assert sum(len(bank.take(rows, str(i))) for i, rows in enumerate(files)) == max(
                len(places), unplaced
            )


@pytest.mark.parametrize("size", [0, 1, answers.PART, answers.PART + 1])
def test_a_raw_answer_is_kept_whole_and_once(store: Store, size: int) -> None:
    content = bytes(i % 251 for i in range(1000)) * (size // 1000 + 1)
    content = content[:size]
    sha = hashlib.sha256(content).hexdigest()
    beats: list[None] = []
    with bench(store) as bank:
        pieces = [content[: size // 3], content[size // 3 :]]
        assert answers.keep_raw(bank.db, sha, iter(pieces), lambda: beats.append(None))
        rows = bank.db.execute("SELECT size, content FROM raw_answer ORDER BY part").fetchall()
        assert len(rows) == len(beats) == -(-size // answers.PART)
        codec = pa.Codec("zstd")
        assert b"".join(codec.decompress(part, length, asbytes=True) for length, part in rows) == content
        if size:
            assert answers.keep_raw(bank.db, sha, iter([b"not read again"]), lambda: None)


def test_a_file_that_changed_while_it_was_read_is_noticed(store: Store) -> None:
    with bench(store) as bank:
        assert not answers.keep_raw(bank.db, "0" * 64, iter([b"other bytes"]), lambda: None)


def test_new_rows_by_identity(store: Store) -> None:
    tag = {
        "confidence": 5,
        "address": "bank:1",
        "label": "x",
        "category": "unknown",
        "source": "s",
        "note": "",
    }
    rows = [{**tag, "claimed_on": "", "illicit": None}, {**tag, "claimed_on": "2020", "illicit": True}]
    key = ["address", "label"]
    with bench(store) as bank:
        assert ingestion.insert_new(bank.db, "tag", 1, rows, key) == 1
        assert ingestion.insert_new(bank.db, "tag", 2, [*rows, {**rows[0], "label": "y"}], key) == 1
        assert bank.db.execute("SELECT id, acquisition, label FROM tag ORDER BY id").fetchall() == [
            (0, 1, "x"),
            (1, 2, "y"),
        ]
        assert ingestion.insert_new(bank.db, "tag", 3, [], key) == 0


def test_numbers_beyond_a_signed_word_are_kept_exactly(store: Store) -> None:
    row = {
        "block": 1,
        "tx_index": 0,
        "time": 0,
        "hash": b"\x01",
        "sender": 0,
        "receiver": None,
        "created": None,
    }
    values = {"nonce": 0, "v0": 2**64 - 1, "v1": 2**63, "v2": 0, "v3": 1, "selector": "", "chain": "c"}
    with bench(store) as bank:
        ingestion.append(bank.db, "chain_transaction", 1, [{**row, **values}, {**row, **values, "v0": 1}])
        found = bank.db.execute("SELECT v0, v1, receiver FROM chain_transaction ORDER BY id").fetchall()
        assert found == [(2**64 - 1, 2**63, None), (1, 2**63, None)]


def test_an_earlier_answer_is_found_by_bytes_and_request(store: Store) -> None:
    with bench(store) as bank:
        assert ingestion.next_acquisition(bank.db) == 1
        bank.db.execute("INSERT INTO acquisition VALUES (4, '', '', '{}', 'x', 0, 0, '', '', '')")
        assert ingestion.earlier(bank.db, "x", "{}") == 4
        assert ingestion.earlier(bank.db, "x", '{"chain":"c"}') is None
        assert (ingestion.seen(bank.db, "x"), ingestion.seen(bank.db, "y")) == (True, False)
        assert ingestion.next_acquisition(bank.db) == 5


def test_known_blocks(store: Store) -> None:
    row = {"number": 7, "time": 99, "hash": b"\xab" * 32, "parent": b"\0" * 32, "chain": "eip155:10"}
    with bench(store) as bank:
        assert ingestion.known_blocks(bank.db) == {}
        ingestion.append(bank.db, "block", 1, [row])
        assert ingestion.known_blocks(bank.db) == {"0x" + "ab" * 32: ("eip155:10", 99)}


def test_a_table_takes_each_row_once_in_order() -> None:
    store = Store(None)
    rows = pa.table(
        {
            "time": [5, 3, 5],
            "asset": ["a", "b", "a"],
            "fiat": ["USD", "USD", "USD"],
            "price": ["1.5", "2", "1.5"],
            "source": ["x", "x", "x"],
        }
    )
    with store.transaction() as db:
        assert ingestion.insert_table(db, "price", 1, rows) == 2
        assert ingestion.insert_table(db, "price", 2, rows) == 0
        assert (
            ingestion.insert_table(db, "price", 2, rows.set_column(3, "price", pa.array(["1.5", "4", "9"])))
            == 2
        )
        assert db.execute("SELECT id, acquisition, time, price FROM price ORDER BY id").fetchall() == [
            (0, 1, 5, "1.5"),
            (1, 1, 3, "2"),
            (2, 2, 3, "4"),
            (3, 2, 5, "9"),
        ]
    store.close()
