"""No byte of a case, of its models or of a package of it can be changed without `verify` naming the place."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gnn.packing import model_misfits, models_of
from investigator.cases.case import Case
from investigator.cases.custody import keys, signing, stamping
from investigator.cases.custody.statement import read
from investigator.cases.verify import verify, verify_file
from investigator.data import custody
from investigator.data.custody import SignatureRow
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.operations.packing import pack_case, verify_package
from tests import authority
from tests.investigator.package.conftest import MODEL, case, fill, key, models  # noqa: F401

SEALED_AS = {"cluster_score": {"score"}, "seal": {"acquisition"}}
"""What a table is told under, beside its own name: whose seal covers it."""


@dataclass(frozen=True)
class Bench:
    """A case, the rows of all its tables, and the names of their columns."""

    case: Case
    rows: dict[str, list[tuple[object, ...]]]
    columns: dict[str, list[str]]

    def put(self, table: str, rows: list[tuple[object, ...]]) -> None:
        """Have these rows in a table, and no other."""
        with self.case.store.transaction() as db:
            db.execute(f"DELETE FROM {table}")
        marks = ", ".join("?" * len(rows[0]))
        with self.case.store.transaction() as db:
            db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A case that is signed, stamped and scored."""
    folder = tmp_path_factory.mktemp("bytes")
    root = authority.make(folder / "tsa")
    with Case.create(None) as made:
        fill(made, folder)
        signing.sign(made.store, keys.fresh(), "Kim")
        with authority.stamping(folder / "tsa") as url:
            stamping.stamp(made.store, url, roots=root.read_text())
        rows, columns = {}, {}
        with made.store.reading() as db:
            for (table,) in db.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall():
                result = db.execute(f"SELECT * FROM {table}")
                columns[table] = [column[0] for column in result.description or ()]
                if table != "meta" and (found := result.fetchall()):
                    rows[table] = found
        assert {"transfer", "journal", "score", "cluster_score", "signature", "time_stamp"} <= set(rows)
        assert verify(made.store) == []
        yield Bench(made, rows, columns)
        assert verify(made.store) == []


def flipped(value: object, place: int) -> object:
    """The value with one bit of one byte changed."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value ^ (1 << place % (2 if value < 256 else 8))
    if isinstance(value, float):
        raw = bytearray(struct.pack("<d", value))
        raw[place % 7] ^= 1
        return struct.unpack("<d", raw)[0]
    raw = bytearray(value.encode() if isinstance(value, str) else value)  # type: ignore[call-overload]
    if not raw:
        return "x" if isinstance(value, str) else b"x"
    raw[place % len(raw)] ^= 1
    return raw.decode(errors="replace") if isinstance(value, str) else bytes(raw)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(data=st.data())
def test_a_changed_byte_of_a_row_is_named(bench: Bench, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(sorted(bench.rows)))
    rows = bench.rows[table]
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(
        st.sampled_from([place for place, value in enumerate(rows[row]) if value is not None])
    )
    new = list(rows[row])
    new[column] = flipped(new[column], data.draw(st.integers(0, 1 << 16)))
    try:
        bench.put(table, [*rows[:row], tuple(new), *rows[row + 1 :]])
        found = {one.where for one in verify(bench.case.store)}
    except duckdb.ConstraintException:
        found = {table}  # a number that another row has: the table does not even take it
    finally:
        bench.put(table, rows)
    # a seal that was changed fits neither its acquisition nor the rows that it is of
    named = {str(rows[row][1]), str(new[1])} if table == "seal" else set()
    assert found & ({table} | SEALED_AS.get(table, set()) | named), (bench.columns[table][column], found)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM journal WHERE seq = 4",
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
        "UPDATE journal SET seq = CASE seq WHEN 3 THEN 4 ELSE 3 END WHERE seq IN (3, 4)",
        "INSERT INTO journal SELECT * REPLACE (99 AS seq) FROM journal WHERE seq = 4",
        "INSERT INTO journal SELECT * REPLACE (-1 AS seq) FROM journal WHERE seq = 4",
    ],
)
def test_a_line_that_is_moved_taken_or_added_is_named(bench: Bench, sql: str) -> None:
    try:
        with bench.case.store.transaction() as db:
            db.execute(sql)
        assert {"journal", "signature"} & {one.where for one in verify(bench.case.store)}
    finally:
        bench.put("journal", bench.rows["journal"])


def test_a_signature_by_another_key_is_named(bench: Bench) -> None:
    (row,) = bench.rows["signature"]
    with bench.case.store.reading() as db:
        (kept,) = custody.signatures(db)
    other = keys.fresh().sign(read(kept.statement))
    forged = SignatureRow(**{**kept.__dict__, "signature": other})
    forged = SignatureRow(**{**forged.__dict__, "hash": forged.expected_hash()})
    try:
        bench.put("signature", [tuple(forged.__dict__.values())])
        found = [(one.where, one.row, one.reason) for one in verify(bench.case.store)]
    finally:
        bench.put("signature", [row])
    assert ("signature", 1, "the signature is not by the key that it names") in found


@pytest.fixture
def packed(case: Case, models: Path, tmp_path: Path) -> Path:  # noqa: F811
    out = tmp_path / "a.zip"
    pack_case(case, out, models={MODEL: _small(models)}, key=keys.fresh())
    return out


def _small(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (folder / f"{MODEL}.model").iterdir()}


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
@given(place=st.integers(0, 1 << 40), bit=st.integers(0, 7))
def test_a_changed_byte_of_a_package_is_named(packed: Path, place: int, bit: int) -> None:
    whole = packed.read_bytes()
    raw = bytearray(whole)
    raw[place % len(raw)] ^= 1 << bit
    packed.write_bytes(raw)
    assert verify_package(packed).problems
    packed.write_bytes(whole)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(
    name=st.sampled_from(["model.safetensors", "card.json", "signature.json"]),
    place=st.integers(0, 1 << 40),
)
def test_a_changed_byte_of_a_model_is_named(case: Case, models: Path, name: str, place: int) -> None:  # noqa: F811
    file = models / f"{MODEL}.model" / name
    whole = file.read_bytes()
    raw = bytearray(whole)
    raw[place % len(raw)] ^= 1
    file.write_bytes(raw)
    wrong, _, _ = model_misfits(case.store, models)
    assert [one.where for one in wrong] == [f"model {MODEL}"]
    file.write_bytes(whole)
    assert set(models_of(case.store, models)) == {MODEL}


def content(path: Path) -> str:
    """A hash over all that is in a case file."""
    hashed = hashlib.sha256()
    store = Store(path, read_only=True)
    try:
        with store.reading() as db:
            names = db.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
            for (name,) in names:
                hashed.update(repr(db.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall()).encode())
    finally:
        store.close()
    return hashed.hexdigest()


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(place=st.integers(0, 1 << 40), bit=st.integers(0, 7))
def test_a_changed_byte_of_the_file_is_told_or_changes_nothing(
    closed: tuple[Path, str], place: int, bit: int
) -> None:
    path, before = closed
    whole = path.read_bytes()
    raw = bytearray(whole)
    raw[place % len(raw)] ^= 1 << bit
    changed = path.with_name("changed.case")
    changed.write_bytes(raw)
    changed.with_name("changed.case.wal").unlink(missing_ok=True)
    if not _told(changed):
        assert content(changed) == before


def _told(path: Path) -> bool:

    try:
        return bool(verify_file(path).problems)
    except Trouble:
        return True


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("file")
    with Case.create(folder / "a.case") as made:
        fill(made, folder)
        signing.sign(made.store, keys.fresh(), "Kim")
    return folder / "a.case", content(folder / "a.case")
