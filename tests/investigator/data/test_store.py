"""The case file: opened once, refused kindly, whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from investigator.cases.case import Case
from investigator.cases.edits import SetTitle
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


def fingerprint(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_read_only_leaves_every_byte_and_says_why_nothing_can_be_changed(tmp_path: Path) -> None:
    path = tmp_path / "theft.case"
    with Case.create(path, "alice") as case:
        case.do(SetTitle("Theft", ""))
    before = fingerprint(tmp_path)
    with Case.open(path, "bob", read_only=True) as case:
        assert case.facts.title == "Theft"
        for change in (
            lambda: case.do(SetTitle("Mine", "")),
            case.undo,
            lambda: case.store.transaction().__enter__(),
        ):
            with pytest.raises(Trouble, match=r"theft\.case is open read-only"):
                change()
        assert case.facts.title == "Theft"
        assert case.store.settle() == path.stat().st_size
    assert fingerprint(tmp_path) == before


def test_the_switch_of_the_run_opens_read_only_but_lets_new_cases_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INVESTIGATOR_READ_ONLY", "1")
    with Case.create(tmp_path / "new.case") as case:
        case.do(SetTitle("New", ""))
    with Case.open(tmp_path / "new.case") as case:
        assert case.store.read_only


def test_an_older_file_cannot_be_opened_read_only(tmp_path: Path) -> None:
    with Case.create(tmp_path / "old.case") as case, case.store.transaction() as db:
        db.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")
    with pytest.raises(Trouble, match="older version"):
        Case.open(tmp_path / "old.case", read_only=True)
