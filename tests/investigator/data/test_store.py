"""The case file: opened once, refused kindly, whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from investigator.cases.case import Case
from investigator.data.store import Store, translated
from investigator.errors import Trouble


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.case"
    Case.create(made).close()
    return made


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="no case file"):
        Store(tmp_path / "none.case")


def test_a_file_that_exists_is_not_overwritten(path: Path) -> None:
    with pytest.raises(Trouble, match="exists already"):
        Store(path, create=True)


def test_a_file_of_something_else(tmp_path: Path) -> None:
    text = tmp_path / "text.case"
    text.write_text("dear diary", encoding="utf-8")
    with pytest.raises(Trouble, match="not a case file"):
        Store(text)
    other = tmp_path / "other.case"
    with duckdb.connect(str(other)) as db:
        db.execute("CREATE TABLE meta (x INT)")
    with pytest.raises(Trouble, match="not a case file"):
        Store(other)


def test_a_file_cut_in_half(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Trouble, match="damaged"):
        Store(path)


def test_a_file_of_a_newer_version(path: Path) -> None:
    with duckdb.connect(str(path)) as db:
        db.execute("UPDATE meta SET value = '999' WHERE key = 'schema'")
    with pytest.raises(Trouble, match="newer version"):
        Store(path)


def test_a_file_that_another_process_has_open(path: Path) -> None:
    hold = (
        "import sys, duckdb; db = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(Trouble, match="open in another program"):
            Store(path)
        holder.kill()
    Store(path).close()


def test_a_failed_transaction_leaves_nothing(path: Path) -> None:
    store = Store(path)

    def fail() -> None:
        with store.recorded("import") as recording:
            recording.db.execute("INSERT INTO meta VALUES ('half', 'done')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    with store.reading() as db:
        assert db.execute("SELECT count(*) FROM meta WHERE key = 'half'").fetchone() == (0,)
        assert db.execute("SELECT verb FROM journal").fetchall() == [("create",)]
    store.close()


def test_an_edit_goes_in_while_an_import_is_open(path: Path) -> None:
    store = Store(path)
    with store.recorded("import") as outer:
        outer.db.execute("INSERT INTO meta VALUES ('slow', 'work')")
        with store.recorded("do") as inner:
            inner.body = {"x": 1}
    with store.reading() as db:
        assert db.execute("SELECT verb FROM journal ORDER BY seq").fetchall() == [
            ("create",),
            ("do",),
            ("import",),
        ]
    store.close()


@pytest.mark.parametrize(
    "error",
    [
        duckdb.IOException('Could not write file "a.case.wal": No space left on device'),
        duckdb.TransactionException("Failed to commit: Could not write file: No space left on device"),
        duckdb.TransactionException(
            "Failed to commit: Could not write file: There is not enough space on the disk."
        ),
    ],
)
def test_a_full_disk_is_one_sentence(error: duckdb.Error, tmp_path: Path) -> None:
    full = r"The disk is full: this step is not kept in a\.case, and all before it is"
    with pytest.raises(Trouble, match=full), translated(tmp_path / "a.case"):
        raise error


def test_a_conflict_of_transactions_is_no_trouble_of_the_world(tmp_path: Path) -> None:
    with pytest.raises(duckdb.TransactionException), translated(tmp_path / "a.case"):
        raise duckdb.TransactionException("Conflict on tuple deletion!")
