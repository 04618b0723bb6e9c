"""Files of others are read and stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.cases.verify import verify_file
from investigator.data import migrate
from investigator.data.store import Store
from investigator.data.untouched import untouched
from investigator.errors import Trouble
from tests.makers import Move, put
from ui.__main__ import main


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case as the version before had it."""
    path, scripts = tmp_path / "old.case", migrate.scripts()
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "scripts", lambda: scripts[:-1])
        with Case.create(path) as case:
            put(case.store, [Move(0, 1, 5, 1)], ["bank:0", "bank:1"])
    return path


def test_one_of_an_older_version_is_read_from_a_copy(older: Path) -> None:
    before = older.read_bytes()
    with pytest.raises(migrate.Older, match="older version"):
        Store(older, read_only=True)
    with untouched(older) as store:
        copy = store.path
        assert copy is not None
        assert copy != older
    assert not copy.exists()
    assert verify_file(older).problems == []
    assert main(["verify", str(older)]) == 0
    assert older.read_bytes() == before


def test_one_of_this_version_is_read_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    Case.create(path).close()
    before = path.read_bytes()
    with untouched(path) as store:
        assert store.path == path
        assert store.read_only
    assert verify_file(path).problems == []
    assert path.read_bytes() == before


def test_one_that_cannot_be_copied_is_said(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_source: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(Trouble, match="cannot be copied"), untouched(older):
        pass
