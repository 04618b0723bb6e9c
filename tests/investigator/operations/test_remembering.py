"""The memory across cases: opt-in, without content, private to a key, and never in the way of a case."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import SetLabels, SetNote, Show
from investigator.errors import Trouble
from investigator.operations import memory_key, remembering
from investigator.operations.packing import open_handed, pack_case
from investigator.operations.remembering import FILE, Seen, remember, seen, start
from investigator.progress import Cancelled
from investigator.records import Address, Label
from tests.makers import Move, put

HUB, SHOP, EVM = "bank:hub", "bank:shop", "eip155:1:0x" + "a" * 40


def _in_a_file(patch: pytest.MonkeyPatch) -> None:
    """The key is kept in a file, as where there is no keyring."""

    def none(name: str, secret: str) -> None:
        raise Trouble("no keyring")

    patch.setattr(memory_key, "keep_key", none)
    patch.setattr(memory_key, "find_key", lambda _name: None)


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    _in_a_file(monkeypatch)


def made(path: Path, *accounts: str) -> Path:
    with Case.create(path) as case:
        put(case.store, [Move(0, 1, 5, 1)], list(accounts))
    return path


def noted(home: Path, path: Path) -> None:
    with Case.open(path) as case:
        assert remember(start(home), case)


@pytest.fixture(scope="module")
def first_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A memory of three cases: the hub occurs in all, and was looked at in the first."""
    folder = tmp_path_factory.mktemp("memory")
    with pytest.MonkeyPatch.context() as patch:
        _in_a_file(patch)
        first = made(folder / "first.case", HUB, SHOP)
        with Case.open(first) as case:
            case.do(SetNote(Address(HUB), "the secret note"))
        others = (made(folder / "second.case", HUB, EVM), made(folder / "third.case", HUB, "bank:x"))
        for path in (first, *others):
            noted(folder / "home", path)
    return folder


@pytest.fixture
def home(first_home: Path, tmp_path: Path) -> Path:
    """The same in files of its own, which lie elsewhere than when they were noted."""
    shutil.copytree(first_home, tmp_path, dirs_exist_ok=True)
    return tmp_path / "home"


def files(tmp_path: Path) -> Sequence[Path]:
    return sorted(tmp_path.glob("*.case"))


def test_what_was_looked_at_is_told_from_what_only_occurs(home: Path, tmp_path: Path) -> None:
    memory = start(home)
    assert seen(memory, HUB, files=files(tmp_path)) == Seen(1, 2, 3)
    for path in files(tmp_path):
        noted(home, path)
    assert seen(memory, HUB, files=files(tmp_path)) == Seen(1, 2, 3, ("first",), ("second", "third"))
    with Case.open(tmp_path / "first.case") as own:
        assert seen(memory, HUB, own) == Seen(0, 2, 2)
        assert seen(memory, SHOP, own) == Seen(0, 0, 2)
    assert seen(memory, "bank:never") == Seen(0, 0, 3)
    (tmp_path / "first.case").rename(tmp_path / "moved.case")
    assert seen(memory, HUB, files=files(tmp_path)).looked_in == ()  # until it is opened where it lies now


def test_an_address_is_one_on_all_evm_chains(home: Path) -> None:
    assert seen(start(home), EVM.replace(":1:", ":137:")).occurs == 1
    assert seen(start(home), "bank:0x" + "a" * 40).occurs == 0


def test_only_what_is_new_is_noted_and_what_is_taken_back_is_not_looked_at(
    home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "third.case"
    with Case.open(path) as case:
        case.do(Show(AccountSet.of([0])))
        case.do(SetLabels(Address("bank:away"), (Label("elsewhere"),)))
        put(case.store, [Move(0, 3, 5, 1)], [HUB, "bank:x", "bank:y", "bank:z"])
        remember(start(home), case)
        assert (seen(start(home), HUB).looked, seen(start(home), "bank:z").occurs) == (2, 1)
        assert seen(start(home), "bank:away").looked == 1
        case.undo()
        case.undo()
        remember(start(home), case)
    assert (seen(start(home), HUB).looked, seen(start(home), "bank:away").looked) == (1, 0)


def test_the_files_disclose_no_address_and_nothing_of_a_case(home: Path) -> None:
    content = b"".join(path.read_bytes() for path in home.iterdir() if path.is_file())
    for text in ("hub", "shop", "a" * 40, "secret", "first", "third", ".case", "alice"):
        assert text.encode() not in content
    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in home.iterdir()} == {0o600}
    other = remembering.Memory(home, b"k" * 32)
    with pytest.raises(Trouble, match="rebuild"):
        seen(other, HUB)


def test_nothing_of_it_goes_into_a_package(home: Path, tmp_path: Path) -> None:
    with Case.open(tmp_path / "first.case") as case:
        lines = case.store.settle()
        remember(start(home), case)
        assert case.store.settle() == lines
        pack_case(case, tmp_path / "a.zip")
    with open_handed(tmp_path / "a.zip") as theirs:
        assert not remember(start(home), theirs)
    with Case.create(None) as nowhere:
        assert not remember(start(home), nowhere)
    assert seen(start(home), HUB).others == 3


def test_a_case_that_is_forgotten_stays_forgotten(home: Path, tmp_path: Path) -> None:
    memory = start(home)
    with Case.open(tmp_path / "second.case") as case:
        remembering.forget(memory, case)
        assert seen(memory, EVM) == Seen(0, 0, 2)
        assert not remember(memory, case)
        assert seen(memory, EVM).occurs == 0
        remembering.recall(memory, case)
        assert seen(memory, EVM).occurs == 1


def test_ending_it_deletes_everything(home: Path) -> None:
    remembering.end(home)
    assert list(home.iterdir()) == []
    remembering.end(home)


def test_a_lost_key_is_told_and_the_memory_built_again(home: Path, tmp_path: Path) -> None:
    (home / memory_key.FILE).unlink()
    with pytest.raises(Trouble, match="memory rebuild"):
        start(home)
    broken = tmp_path / "broken.case"
    broken.write_bytes(b"none")
    memory, wrong = remembering.rebuild(home, files(tmp_path))
    assert seen(memory, HUB) == Seen(1, 2, 3)
    assert len(wrong) == 1
    assert "broken.case" in wrong[0]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"no database at all" * 400),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: path.write_bytes(path.read_bytes()[:100] + b"\xff" * 4000 + path.read_bytes()[4100:]),
    ],
)
def test_what_cannot_be_read_is_begun_anew(home: Path, tmp_path: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    spoil(home / FILE)
    with suppress(Trouble):  # where it is damaged beyond what is looked at first, the next one finds it new
        noted(home, tmp_path / "first.case")
    noted(home, tmp_path / "first.case")
    assert seen(start(home), SHOP) == Seen(0, 1, 1)


def test_a_hostile_index_is_not_obeyed(home: Path) -> None:
    with sqlite3.connect(home / FILE) as db:
        db.execute("CREATE TRIGGER t AFTER INSERT ON occurs BEGIN DELETE FROM known_case; END")
    db.close()
    assert seen(start(home), HUB) == Seen(0, 0, 0)


def test_one_that_is_busy_for_long_is_said_kindly(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("investigator.data.memory.WAIT", 0.05)
    memory = start(home)
    with sqlite3.connect(home / FILE, isolation_level=None) as db:
        db.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Trouble, match="in use by another program"):
            seen(memory, HUB)
    db.close()


def test_cancelling_keeps_what_was_noted_and_goes_on_there(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembering, "BATCH", 2)
    path = made(tmp_path / "long.case", *(f"bank:{number}" for number in range(7)))

    def stop(done: int, total: int | None = None, note: str = "") -> None:
        if done >= 4:
            raise Cancelled

    memory = start(home)
    with Case.open(path) as case:
        case.do(SetNote(Address("bank:6"), "mine"))
        with pytest.raises(Cancelled):
            remember(memory, case, stop)
        assert seen(memory, "bank:6").looked == 1  # what the analyst did is noted first
        assert (seen(memory, "bank:3").occurs, seen(memory, "bank:4").occurs) == (1, 0)
        remember(memory, case)
        assert seen(memory, "bank:4").occurs == 1


def test_the_key_lies_in_the_keyring_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = dict[str, str]()
    monkeypatch.setattr(memory_key, "keep_key", ring.__setitem__)
    monkeypatch.setattr(memory_key, "find_key", ring.get)
    monkeypatch.setattr(memory_key, "forget_key", ring.pop)
    key = memory_key.make(tmp_path)
    assert (ring, memory_key.find(tmp_path)) == ({memory_key.NAME: key.hex()}, key)
    assert not memory_key.in_file(tmp_path)
    memory_key.forget(tmp_path)
    assert ring == {}
    assert key.hex() not in repr(remembering.Memory(tmp_path, key))


def test_a_key_of_the_environment_is_used_as_it_is(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_key, "find_key", lambda name: os.environ.get(memory_key.variable(name)))
    monkeypatch.setattr(memory_key, "forget_key", lambda _name: None)
    monkeypatch.setenv("INVESTIGATOR_KEY_ADDRESS_MEMORY", "ab" * 32)
    with pytest.raises(Trouble, match="rebuild"):
        start(home)
    memory, wrong = remembering.rebuild(home, files(tmp_path))
    assert (memory.key, wrong) == (bytes.fromhex("ab" * 32), [])
    assert seen(start(home), HUB) == Seen(1, 2, 3)
    assert not memory_key.in_file(home)
