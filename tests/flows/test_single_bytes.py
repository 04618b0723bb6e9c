"""No byte of a case, of its models or of a package of it can be changed without `verify` naming the place."""

from __future__ import annotations

import hashlib
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
from investigator.data.queries.lessons import LessonRow, TaughtLabel, keep_lesson, label_hash
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.operations.packing import pack_case, verify_package
from investigator.records import Address, Label
from tests import authority
from tests.investigator.cases import test_proofs
from tests.investigator.package.conftest import MODEL, case, fill, key, models  # noqa: F401

SEALED_AS = {"cluster_score": {"score"}, "seal": {"acquisition"}}
"""What a table is told under, beside its own name: whose seal covers it."""
ROW = {
    "score": "run",
    "cluster_score": "run",
    "lesson_label": "lesson",
    "journal": "seq",
    "seal": "acquisition",
}
"""The column whose number names a row, where it is not `id`."""
LESSON = LessonRow(0, "m-1", "hash", "", "graph", "labels", "features", 5, "")


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


def teach(made: Case) -> None:
    """Keep what taught a model, as training does."""
    label = Label("theft", illicit=True)
    said = TaughtLabel(
        *(1, True, "train", True, 50, "attribution", "theft", "unknown", "court", "", "me", 3, 9),
        label_hash(Address("bank:1"), label),
    )
    with made.store.recorded("train") as recording:
        kept = keep_lesson(recording.db, LESSON, [said, replace(said, account=2, illicit=False)])
        recording.body = {
            **{"lesson": kept.id, "at": kept.done_at, "model": kept.model, "model_hash": kept.model_hash},
            **{"started_from": kept.started_from, "input_hash": kept.graph, "seal": kept.seal},
            **{"labels_hash": kept.labels, "features_hash": kept.features},
        }


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A case that is proved, scored, has taught a model, is signed and stamped."""
    folder = tmp_path_factory.mktemp("bytes")
    root = authority.make(folder / "tsa")
    with Case.create(None) as made:
        test_proofs.fill(made, folder)
        fill(made, folder)
        teach(made)
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
        assert {"transfer", "proof", "receipt", "journal", "raw_answer", "seal"} <= set(rows)
        assert {"score", "cluster_score", "lesson", "lesson_label", "signature", "time_stamp"} <= set(rows)
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
        found = verify(bench.case.store)
    except duckdb.ConstraintException:
        return  # a number that another row has: the table does not even take it
    finally:
        bench.put(table, rows)
    wanted = (
        {
            (where, one[bench.columns[table].index(ROW.get(table, "id"))])
            for one in (rows[row], new)
            for where in SEALED_AS.get(table, {table})
        }
        if table != "raw_answer"
        else {(table, None)}
    )
    assert wanted & {(one.where, one.row) for one in found}, (bench.columns[table][column], found)
    if table == "raw_answer":
        assert any(f"{str(name[0])[:16]}…" in one.reason for name in (rows[row], new) for one in found)


LAST = "(SELECT max(seq) FROM journal)"


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("DELETE FROM journal WHERE seq = 4", ("journal", 5)),
        (
            f"DELETE FROM journal WHERE seq = {LAST}",
            ("signature", 1),
        ),  # nothing but the signature knows of it
        ("UPDATE journal SET seq = CASE seq WHEN 3 THEN 4 ELSE 3 END WHERE seq IN (3, 4)", ("journal", 3)),
        ("INSERT INTO journal SELECT * REPLACE (99 AS seq) FROM journal WHERE seq = 4", ("journal", 99)),
        ("INSERT INTO journal SELECT * REPLACE (-1 AS seq) FROM journal WHERE seq = 4", ("journal", -1)),
        (
            "UPDATE journal SET seq = seq + 1 WHERE seq > 5; "
            "INSERT INTO journal SELECT * REPLACE (6 AS seq) FROM journal WHERE seq = 5",
            ("journal", 6),
        ),
    ],
)
def test_a_line_that_is_moved_taken_or_added_is_named(
    bench: Bench, sql: str, named: tuple[str, int]
) -> None:
    try:
        with bench.case.store.transaction() as db:
            db.execute(sql)
        assert named in {(one.where, one.row) for one in verify(bench.case.store)}
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


def member_at(path: Path, place: int) -> str:
    """The file in a package whose packed bytes are at this place; '' between them, or where no content hangs on it."""
    raw = path.read_bytes()
    with zipfile.ZipFile(path) as opened:
        for info in opened.infolist():
            names = sum(struct.unpack("<HH", raw[info.header_offset + 26 : info.header_offset + 30]))
            start = info.header_offset + 30 + names
            if start <= place < start + info.compress_size - 1:  # the last byte may have bits to spare
                return info.filename
    return ""


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
    place %= len(raw)
    raw[place] ^= 1 << bit
    inside = member_at(packed, place)
    packed.write_bytes(raw)
    found = {one.where for one in verify_package(packed).problems}
    packed.write_bytes(whole)
    # between the files lies what only the checksum over the whole file covers
    assert (inside or "package") in found, found


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
    assert name in wrong[0].reason.partition(" is not ")[0]
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
