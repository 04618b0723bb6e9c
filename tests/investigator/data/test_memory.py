"""The index of digests by itself."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from investigator.data.memory import Index, KnownCase, OtherKey, Unreadable, wipe
from investigator.errors import Trouble

A, B, C = (bytes([number]) * 16 for number in (1, 2, 3))


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path / "m.sqlite", b"key")


def test_a_place_is_that_of_the_case_that_was_last_there(index: Index) -> None:
    one = index.keep_case(A, B)
    other = index.keep_case(C, B)
    assert [(case.id, case.place) for case in index.cases()] == [(one.id, None), (other.id, B)]
    index.add(one, [A, B], 2, B)
    index.look(one, [B], C)
    assert (index.seen(A), index.seen(B)) == ((set(), {one.id}), ({one.id}, {one.id}))
    assert index.keep_case(A, C) == KnownCase(one.id, A, C, False, 2, B, C)
    assert index.case(C) == KnownCase(other.id, C, B, False, 0, b"", b"")
    index.exclude(one, excluded=True)
    assert index.seen(B) == (set(), set())


def test_another_key_another_version_and_other_tables_are_refused(index: Index) -> None:
    index.cases()
    with pytest.raises(OtherKey):
        Index(index.path, b"other").cases()
    with sqlite3.connect(index.path) as db:
        db.execute("UPDATE meta SET format = 99")
    db.close()
    with pytest.raises(Unreadable):
        index.cases()
    with sqlite3.connect(index.path) as db:
        db.execute("UPDATE meta SET format = 1")
        db.execute("CREATE VIEW extra AS SELECT 1")
    db.close()
    with pytest.raises(Unreadable, match="no index"):
        index.cases()


def test_it_is_wiped_with_what_lies_beside_it(index: Index, tmp_path: Path) -> None:
    index.cases()
    (tmp_path / "m.sqlite-journal").write_bytes(b"left")
    wipe(index.path)
    wipe(index.path)
    assert list(tmp_path.iterdir()) == []


def test_two_programs_write_at_once(index: Index) -> None:
    work = (
        "import sys; from pathlib import Path; from investigator.data.memory import Index\n"
        "index, name = Index(Path(sys.argv[1]), b'key'), sys.argv[2].encode()\n"
        "for turn in range(20):\n"
        "    case = index.keep_case(name, name)\n"
        "    index.exclude(case, False)\n"
        "    index.add(case, [bytes([turn, one]) for one in range(50)] + [b'hub'], turn, b'')\n"
        "    index.look(case, [b'hub'], b'')\n"
    )
    words = [sys.executable, "-c", work, str(index.path)]
    running = [subprocess.Popen([*words, name]) for name in ("one", "two")]
    assert [one.wait(120) for one in running] == [0, 0]
    both = {one.id for one in index.cases()}
    assert len(both) == 2
    assert index.seen(b"hub") == (both, both)
    assert (index.seen(bytes([19, 3])), index.seen(bytes([18, 3]))) == ((set(), both), (set(), set()))


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Trouble, match="cannot be kept"):
        Index(tmp_path / "file" / "m.sqlite", b"key").cases()
