"""Migrations: in order, each once, each whole or not at all; files of others are left alone."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from investigator.data import migrate
from investigator.data.connection import Db
from investigator.errors import Trouble

SECOND = "CREATE TABLE second (x INT); INSERT INTO second VALUES (1)"
BROKEN = "CREATE TABLE third (x INT); INSERT INTO third VALUES ('no number')"


@pytest.fixture
def db() -> Iterator[Db]:
    with duckdb.connect(":memory:") as opened:
        yield opened


def tables(db: Db) -> set[str]:
    return {name for (name,) in db.execute("SELECT table_name FROM duckdb_tables()").fetchall()}


def knows(monkeypatch: pytest.MonkeyPatch, *more: str) -> None:
    first = migrate.scripts()[:1]
    monkeypatch.setattr(migrate, "scripts", lambda: [*first, *enumerate(more, start=2)])


def test_scripts_are_numbered_without_gaps() -> None:
    numbers = [number for number, _ in migrate.scripts()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_new_file_gets_all_of_them(db: Db) -> None:
    assert migrate.version(db) == 0
    migrate.migrate(db, fresh=True, name="a.case")
    assert migrate.version(db) == migrate.scripts()[-1][0]
    assert {"meta", "journal", "transfer", "score_run"} <= tables(db)


def test_an_old_file_gets_what_it_lacks_once(db: Db, monkeypatch: pytest.MonkeyPatch) -> None:
    knows(monkeypatch)
    migrate.migrate(db, fresh=True, name="a.case")
    db.execute("INSERT INTO meta VALUES ('kept', 'yes')")
    knows(monkeypatch, SECOND)
    for _ in range(2):
        migrate.migrate(db, fresh=False, name="a.case")
        assert migrate.version(db) == 2
        assert db.execute("SELECT count(*) FROM second").fetchone() == (1,)
    assert db.execute("SELECT value FROM meta WHERE key = 'kept'").fetchone() == ("yes",)


def test_a_failed_migration_leaves_nothing(db: Db, monkeypatch: pytest.MonkeyPatch) -> None:
    knows(monkeypatch)
    migrate.migrate(db, fresh=True, name="a.case")
    knows(monkeypatch, SECOND, BROKEN)
    with pytest.raises(duckdb.ConversionException):
        migrate.migrate(db, fresh=False, name="a.case")
    assert migrate.version(db) == 2
    assert "second" in tables(db)
    assert "third" not in tables(db)
    knows(monkeypatch, SECOND, BROKEN.replace("'no number'", "3"))
    migrate.migrate(db, fresh=False, name="a.case")
    assert (migrate.version(db), db.execute("SELECT x FROM third").fetchall()) == (3, [(3,)])


def test_a_new_file_is_made_whole_or_not_at_all(db: Db, monkeypatch: pytest.MonkeyPatch) -> None:
    knows(monkeypatch, SECOND, BROKEN)
    with pytest.raises(duckdb.ConversionException):
        migrate.migrate(db, fresh=True, name="a.case")
    assert tables(db) == set()


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE other (x INT)",
        "CREATE TABLE meta (key TEXT, value TEXT); CREATE TABLE journal (x INT); CREATE TABLE transfer (x INT)",
        "CREATE TABLE meta (key TEXT, value TEXT); CREATE TABLE journal (x INT); CREATE TABLE transfer (x INT); "
        "INSERT INTO meta VALUES ('schema', 'soon')",
        "CREATE TABLE meta (a INT); CREATE TABLE journal (x INT); CREATE TABLE transfer (x INT)",
        "SELECT 'nothing at all'",
    ],
)
def test_a_database_of_something_else_is_refused_and_left_alone(db: Db, sql: str) -> None:
    db.execute(sql)
    before = tables(db)
    with pytest.raises(Trouble, match=r"a\.case is a database, but not a case file"):
        migrate.migrate(db, fresh=False, name="a.case")
    assert tables(db) == before


def test_a_newer_file_is_refused(db: Db) -> None:
    migrate.migrate(db, fresh=True, name="a.case")
    newest = migrate.scripts()[-1][0]
    db.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(newest + 1)])
    with pytest.raises(Trouble, match=rf"format {newest + 1}, this one knows {newest}"):
        migrate.migrate(db, fresh=False, name="a.case")
