"""What lies on a shelf is whole, ours and of this version, or is refused in a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import numpy as np
import pytest
import safetensors.numpy

from gnn.card import Card, sealed, written
from gnn.shelf import CARD, NUMBERS, SIGNATURE, Package, Shelf, packed
from gnn.signing import sign
from gnn.trust import Keys
from investigator.errors import Trouble


def card(**other: object) -> Card:
    given: dict[str, object] = {
        "name": "tiny", "created": "", "code": "", "recipe": {}, "choice": "trees", "why": "", "trained_on": "",
        "started_from": "", "labels": {}, "split": {}, "data": (), "measured": (), "ablations": {},
        "calibration": "", "abstention": "", "thresholds": {"trees": 0.5}, "seconds": 1.0, "model_sha256": "",
    }  # fmt: skip
    return msgspec.convert(given | other, Card)


def package(**other: object) -> Package:
    tensors: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]] = {
        "weights": np.arange(6, dtype=np.float32).reshape(2, 3),
        "trees": np.frombuffer(b"tree", np.uint8),
    }
    return packed(card(**other), tensors)[0]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "mine", tmp_path / "shipped")


def test_a_model_reads_back_as_it_was_saved(shelf: Shelf) -> None:
    path = shelf.save(package())
    for ref in (path, str(path), path.name.removesuffix(".model")):
        found = shelf.load(ref)
        assert found.card == package().card
        for name, tensor in package().tensors.items():
            np.testing.assert_array_equal(found.tensors[name], tensor)
            assert found.tensors[name].dtype == tensor.dtype


def test_saving_twice_is_saving_once(shelf: Shelf) -> None:
    assert shelf.save(package()) == shelf.save(package())
    assert [entry.card for entry in shelf.list()] == [package().card]
    assert [path.name for path in shelf.folder.iterdir()] == [f"{package().card.id}.model"]


def test_other_numbers_are_another_model(shelf: Shelf) -> None:
    tensors = dict(package().tensors)
    tensors["weights"] = tensors["weights"] + np.float32(1)
    other, _ = packed(card(), tensors)
    assert other.card.id != package().card.id


def test_a_shelf_without_a_folder_is_empty(shelf: Shelf) -> None:
    assert shelf.list() == ()
    with pytest.raises(Trouble, match="No model came with"):
        shelf.shipped()
    with pytest.raises(Trouble, match="one of: none"):
        shelf.find("tiny-00000000")


def test_shipped_models_come_first_and_one_s_own_hide_them(shelf: Shelf, tmp_path: Path) -> None:
    shipped = shelf.save(package(), tmp_path / "shipped")
    own = shelf.save(package(name="another"))
    assert [entry.path for entry in shelf.list()] == [shipped, own]
    assert shelf.find(shelf.shipped()) == shipped
    mine = shelf.save(package())
    assert shelf.find(mine.name.removesuffix(".model")) == mine


def test_listing_needs_no_torch() -> None:
    code = "import sys; from pathlib import Path; from gnn.shelf import Shelf; Shelf(Path()).list(); print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"torch", "lightgbm", "numba"} & set(said.split())


@pytest.mark.parametrize("name", [NUMBERS, CARD, SIGNATURE])
@pytest.mark.parametrize("how", ["changed", "cut", "missing", "folder", "empty"])
def test_a_damaged_model_is_refused(shelf: Shelf, name: str, how: str) -> None:
    file = shelf.save(package()) / name
    data = bytearray(file.read_bytes())
    if how == "changed":
        data[len(data) // 2] ^= 1
        file.write_bytes(data)
    elif how == "cut":
        file.write_bytes(data[:-5])
    elif how == "empty":
        file.write_bytes(b"")
    else:
        file.unlink()
        if how == "folder":
            file.mkdir()
    with pytest.raises(Trouble) as caught:
        shelf.load(package().card.id)
    assert package().card.id in str(caught.value)
    assert [bool(entry.trouble) for entry in shelf.list()] == [name != NUMBERS]


def forge(shelf: Shelf, made: Card, numbers: bytes | None = None) -> Path:
    """A model whose seal, hash and signature are right, however wrong the rest is."""
    path = shelf.save(package())
    if numbers is not None:
        (path / NUMBERS).write_bytes(numbers)
    (path / CARD).write_bytes(written(sealed(made)))
    sign(path, Keys.of_user().own("Ada"), "Ada")
    return path


def test_another_version_of_the_features_is_refused(shelf: Shelf) -> None:
    right = package().card
    for wrong, said in (
        (msgspec.structs.replace(right, features_version=99), "version 99"),
        (msgspec.structs.replace(right, account_features=right.account_features[::-1]), "other features"),
        (msgspec.structs.replace(right, transfer_features=()), "other features"),
        (msgspec.structs.replace(right, format=2), "version"),
        (msgspec.structs.replace(right, name="../evil"), "no proper name"),
    ):
        path = forge(shelf, wrong)
        with pytest.raises(Trouble, match=said):
            shelf.load(path)


def test_a_pickle_is_never_opened(shelf: Shelf, tmp_path: Path) -> None:
    import hashlib

    numbers = b"cos\nsystem\n(S'touch " + str(tmp_path / "owned").encode() + b"'\ntR."
    made = msgspec.structs.replace(package().card, model_sha256=hashlib.sha256(numbers).hexdigest())
    path = forge(shelf, made, numbers)
    with pytest.raises(Trouble, match="cannot be read"):
        shelf.load(path)
    assert not (tmp_path / "owned").exists()


def test_tensors_of_a_type_that_is_none_of_ours_are_refused(shelf: Shelf) -> None:
    import hashlib

    head = b'{"x":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}'
    numbers = len(head).to_bytes(8, "little") + head + b"\0"
    made = msgspec.structs.replace(package().card, model_sha256=hashlib.sha256(numbers).hexdigest())
    with pytest.raises(Trouble, match="cannot be read"):
        shelf.load(forge(shelf, made, numbers))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_place_of_a_file_does_not_hang(shelf: Shelf) -> None:
    path = shelf.save(package())
    (path / NUMBERS).unlink()
    os.mkfifo(path / NUMBERS)
    with pytest.raises(Trouble, match="not a plain file"):
        shelf.load(path)


def test_a_link_out_of_the_folder_is_not_followed(shelf: Shelf, tmp_path: Path) -> None:
    path = shelf.save(package())
    (path / NUMBERS).rename(tmp_path / "elsewhere")
    try:
        (path / NUMBERS).symlink_to(tmp_path / "elsewhere")
    except OSError:
        pytest.skip("links need rights on this system")
    with pytest.raises(Trouble, match="not a plain file"):
        shelf.load(path)


def test_a_huge_file_is_not_opened(shelf: Shelf) -> None:
    path = shelf.save(package())
    for name in (CARD, NUMBERS, SIGNATURE):
        with (path / name).open("r+b") as file:
            file.truncate(65 * 2**20)
        with pytest.raises(Trouble, match="larger than"):
            shelf.load(path)
        (path / name).unlink()
        shelf.save(package())


def test_a_folder_with_one_model_stands_for_it(shelf: Shelf, tmp_path: Path) -> None:
    other = Shelf(tmp_path / "other", tmp_path / "nothing")
    path = shelf.save(package())
    assert other.find(shelf.folder) == path
    assert other.find(str(path)) == path
    shelf.save(package(name="second"))
    with pytest.raises(Trouble, match="several models"):
        other.find(shelf.folder)


@pytest.mark.parametrize(
    "ref", ["", "..", "../mine", "no\0thing", "x" * 500, "a b", "\n", "~", "nothing/here"]
)
def test_tricks_with_names_find_nothing(shelf: Shelf, ref: str) -> None:
    shelf.save(package())
    with pytest.raises(Trouble) as caught:
        shelf.load(ref)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["", "a/b", "..", "a b", "ü", "-x"])
def test_a_name_that_is_no_file_s_is_not_saved(shelf: Shelf, name: str) -> None:
    with pytest.raises(Trouble, match="no name for a model"):
        shelf.save(package(name=name))
    assert shelf.list() == ()


def test_a_model_that_nobody_could_load_is_not_saved(shelf: Shelf) -> None:
    made = Package(card(), {"big": np.zeros(65 * 2**20, np.uint8)})
    with pytest.raises(Trouble, match="larger than 64 MB"):
        shelf.save(made)


def test_a_place_that_cannot_be_written_is_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Trouble, match="cannot be written"):
        Shelf(tmp_path / "file").save(package())


def test_the_numbers_are_plain_safetensors(shelf: Shelf) -> None:
    found = safetensors.numpy.load((shelf.save(package()) / NUMBERS).read_bytes())
    assert set(found) == set(package().tensors)


def test_versions_of_a_name_come_in_the_order_in_which_they_were_made(shelf: Shelf) -> None:
    made = [
        shelf.save(package(name=name, created=created, seconds=seconds))
        for seconds, (name, created) in enumerate(
            [("b", "2026-03-01"), ("b", "2026-01-01"), ("a", "2026-09-09"), ("b", "2026-02-01")]
        )
    ]
    assert len(set(made)) == 2  # the same numbers under the same name are one model
    tensors = dict(package().tensors)
    for number, created in enumerate(["2026-03-01", "2026-01-01", "2026-02-01"]):
        tensors["weights"] = tensors["weights"] + np.float32(1 + number)
        shelf.save(packed(card(name="c", created=created), tensors)[0])
    listed = [(entry.card.name, entry.card.created) for entry in shelf.list() if entry.card]
    assert listed[0][0] == "a"
    assert [created for name, created in listed if name == "c"] == [
        "2026-01-01",
        "2026-02-01",
        "2026-03-01",
    ]


def test_what_this_user_trained_is_signed_by_them(shelf: Shelf) -> None:
    shelf.save(package())
    (entry,) = shelf.list()
    assert entry.signed_by == "Ada"


def test_what_nobody_signed_is_refused_until_someone_vouches(shelf: Shelf) -> None:
    path = shelf.save(package())
    (path / SIGNATURE).unlink()
    with pytest.raises(Trouble, match="is not signed"):
        shelf.load(path)
    assert [entry.card for entry in shelf.list()] == [None]
    assert shelf.vouch(path) == path
    assert shelf.load(path).card == package().card
    with pytest.raises(Trouble, match="signed already"):
        shelf.vouch(path)


def test_without_a_place_for_a_key_it_is_not_ready(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Trouble, match="cannot be written"):
        Shelf(tmp_path, tmp_path, Keys(tmp_path / "file" / "config", ring=False)).ready()
    fine = Shelf(tmp_path, tmp_path, Keys(tmp_path / "config", ring=False))
    assert list(fine.ready().trusted().values()) == ["Ada"]
