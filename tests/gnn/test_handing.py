"""A model goes out as one file and comes back only as it was, from someone who is trusted."""

from __future__ import annotations

import struct
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gnn.handing import export, take_in
from gnn.shelf import CARD, NUMBERS, SIGNATURE, Shelf
from gnn.signing import fresh_key, public, sign
from gnn.trust import Keys
from investigator.errors import Trouble
from tests.gnn.test_shelf import package


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "mine", tmp_path / "shipped")


@pytest.fixture
def other(tmp_path: Path) -> Shelf:
    """A shelf of someone who trusts nobody yet."""
    return Shelf(tmp_path / "theirs", tmp_path / "shipped", Keys(tmp_path / "their config", ring=False))


@pytest.fixture
def file(shelf: Shelf, tmp_path: Path) -> Path:
    shelf.save(package())
    export(shelf, package().card.id, tmp_path / "tiny.zip")
    return tmp_path / "tiny.zip"


def contents(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def repacked(file: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return file


def test_it_comes_back_as_it_was(shelf: Shelf, file: Path, tmp_path: Path) -> None:
    there = Shelf(tmp_path / "again", tmp_path / "shipped")
    path = take_in(there, file)
    assert path == there.folder / f"{package().card.id}.model"
    assert there.load(path).card == package().card
    assert {one.name: one.read_bytes() for one in path.iterdir()} == contents(file)
    assert [one.name for one in there.folder.iterdir()] == [path.name]
    with pytest.raises(Trouble, match="on the shelf already"):
        take_in(there, file)


def test_the_same_model_makes_the_same_file(shelf: Shelf, file: Path, tmp_path: Path) -> None:
    export(shelf, package().card.id, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == file.read_bytes()
    with pytest.raises(Trouble, match="already"):
        export(shelf, package().card.id, file)


def test_who_is_not_trusted_is_not_taken_from(shelf: Shelf, other: Shelf, tmp_path: Path) -> None:
    key = fresh_key()
    shelf.keys.trust(public(key), "Bob")
    sign(shelf.save(package()), key, "Bob")
    export(shelf, package().card.id, tmp_path / "bob.zip")
    with pytest.raises(Trouble, match=r"Model bob\.model is signed by 'Bob'.*--trust"):
        take_in(other, tmp_path / "bob.zip")
    assert not other.folder.exists()
    other.keys.trust(public(key), "Bob")
    assert other.load(take_in(other, tmp_path / "bob.zip")).card == package().card
    shelf.keys.distrust(public(key))


def test_what_nobody_signed_is_taken_only_if_the_user_vouches(file: Path, other: Shelf) -> None:
    files = contents(file)
    del files[SIGNATURE]
    repacked(file, files)
    with pytest.raises(Trouble, match="--allow-unsigned"):
        take_in(other, file)
    path = take_in(other, file, unsigned=True)
    assert other.load(path).card == package().card
    assert [entry.signed_by for entry in other.list()] == ["Ada"]


def test_vouching_does_not_help_what_someone_unknown_signed(file: Path, other: Shelf) -> None:
    with pytest.raises(Trouble, match="do not trust"):
        take_in(other, file, unsigned=True)


@pytest.mark.parametrize(
    "change",
    [
        {"more.txt": b"x"},
        {"../card.json": b"x"},
        {"/etc/card.json": b"x"},
        {CARD: b"{}"},
        {NUMBERS: b""},
        {SIGNATURE: b"{}"},
        {SIGNATURE: b" " * (2**20 + 1)},
        {CARD: b" " * (2**20 + 1)},
        {CARD: None},
        {NUMBERS: None, "../model.safetensors": b"x"},
    ],
)
def test_anything_but_the_three_files_is_refused(
    file: Path, shelf: Shelf, tmp_path: Path, change: dict[str, bytes | None]
) -> None:
    files = {name: content for name, content in (contents(file) | change).items() if content is not None}
    there = Shelf(tmp_path / "again", tmp_path / "shipped")
    before = set(tmp_path.rglob("*"))
    with pytest.raises(Trouble):
        take_in(there, repacked(file, files))
    assert set(tmp_path.rglob("*")) == before


def test_a_name_twice_is_refused(file: Path, shelf: Shelf) -> None:
    files = contents(file)
    with zipfile.ZipFile(file, "w") as packed:
        for name in (CARD, NUMBERS):
            packed.writestr(name, files[name])
        with pytest.warns(UserWarning, match="Duplicate"):
            packed.writestr(CARD, files[CARD])
    with pytest.raises(Trouble, match="exactly"):
        take_in(shelf, file)


def test_a_bomb_is_not_unpacked(file: Path, shelf: Shelf) -> None:
    """200 MB of zeros are 200 kB in a zip."""
    files = contents(file) | {NUMBERS: bytes(200 * 2**20)}
    repacked(file, files)
    with pytest.raises(Trouble, match="larger than 64 MB"):
        take_in(shelf, file)


def test_a_zip_that_lies_about_sizes_is_refused(file: Path, shelf: Shelf) -> None:
    data = bytearray(repacked(file, contents(file) | {CARD: b" " * (2**20 + 9)}).read_bytes())
    at = data.rindex(b"PK\1\2", 0, data.rindex(CARD.encode()))
    data[at + 24 : at + 28] = struct.pack("<L", 10)
    file.write_bytes(data)
    with pytest.raises(Trouble):
        take_in(shelf, file)


def test_an_endless_list_of_contents_is_not_read(file: Path, shelf: Shelf) -> None:
    data = bytearray(file.read_bytes())
    data[-10:-6] = struct.pack("<L", 2**30)
    file.write_bytes(data)
    with pytest.raises(Trouble, match="no zip file of one model"):
        take_in(shelf, file)


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\5\6" + bytes(18), bytes(100), b"x" * 5000])
def test_what_is_no_zip_is_refused(file: Path, shelf: Shelf, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(Trouble):
        take_in(shelf, file)


def test_what_is_not_there_is_trouble(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be read"):
        take_in(shelf, tmp_path / "nothing.zip")
    with pytest.raises(Trouble, match="There is no model"):
        export(shelf, "nothing", tmp_path / "x.zip")


def test_what_came_unsigned_with_the_program_is_not_handed_on(shelf: Shelf, tmp_path: Path) -> None:
    shelf.save(package(), tmp_path / "shipped")
    with pytest.raises(Trouble, match="not signed"):
        export(shelf, package().card.id, tmp_path / "x.zip")
    assert not (tmp_path / "x.zip").exists()


@given(place=st.floats(0, 1, exclude_max=True), change=st.integers(1, 255))
@settings(max_examples=100)
def test_any_byte_that_is_changed_gives_the_same_model_or_none(place: float, change: int) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        shelf, there = Shelf(folder / "mine", folder), Shelf(folder / "theirs", folder)
        shelf.save(package())
        export(shelf, package().card.id, folder / "x.zip")
        content = bytearray((folder / "x.zip").read_bytes())
        content[int(place * len(content))] ^= change
        (folder / "x.zip").write_bytes(content)
        try:
            path = take_in(there, folder / "x.zip")
        except Trouble:
            return
        assert (
            there.load(path).card == package().card
        )  # a time or a mode in the zip, which mean nothing here
