"""A signature fits one model, one card and one signer, to the last bit."""

from __future__ import annotations

import json
import stat
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gnn import signing
from gnn.shelf import CARD, NUMBERS, SIGNATURE, Shelf
from gnn.signing import checked, fingerprint, fresh_key, new_key, public, read_key, sign, signed
from gnn.trust import PUBLISHERS, Keys
from investigator.errors import Trouble
from tests.gnn.test_shelf import package

HASH = "ab" * 32
KEY = signing.key_of("01" * 32)
TRUSTED = {public(KEY): "Ada"}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "mine", tmp_path / "shipped")


def test_a_signature_says_who_and_when() -> None:
    found = checked(signed(b"card", HASH, KEY, "Ada \n Lovelace"), b"card", HASH, TRUSTED, "m")
    assert (found.key, found.who, found.algorithm) == (public(KEY), "Ada  Lovelace", "Ed25519")
    assert found.when.endswith("+00:00")


@pytest.mark.parametrize(("card", "numbers"), [(b"cart", HASH), (b"card", "ba" * 32), (b"", "")])
def test_it_fits_one_model_only(card: bytes, numbers: str) -> None:
    with pytest.raises(Trouble, match="not as it was when it was signed"):
        checked(signed(b"card", HASH, KEY, "Ada"), card, numbers, TRUSTED, "m")


@pytest.mark.parametrize(
    "change",
    [
        {"who": "Bob"}, {"when": "2020-01-01T00:00:00+00:00"}, {"format": 2}, {"format": 0},
        {"algorithm": "none"}, {"signature": ""}, {"signature": "00" * 64}, {"key": public(fresh_key())},
        {"key": "00" * 32}, {"more": 1}, {"who": 7}, {"who": "x" * 300},
    ],
)  # fmt: skip
def test_nothing_in_it_can_be_changed(change: dict[str, object]) -> None:
    told = json.loads(signed(b"card", HASH, KEY, "Ada")) | change
    text = json.dumps(told, sort_keys=True, indent=2).encode() + b"\n"
    with pytest.raises(Trouble, match=r"[Mm]odel m"):
        checked(text, b"card", HASH, TRUSTED | {str(change.get("key", "")): ""}, "m")


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"\xff", b"[" * 5000, b"null"])
def test_what_is_no_signature_is_refused(text: bytes) -> None:
    with pytest.raises(Trouble, match="cannot be read"):
        checked(text, b"card", HASH, TRUSTED, "m")


def test_another_way_to_write_the_same_is_refused() -> None:
    made = signed(b"card", HASH, KEY, "Ada")
    for text in (
        made + b"\n",
        made.replace(b"  ", b" "),
        made.replace(public(KEY).encode(), public(KEY).upper().encode()),
    ):
        with pytest.raises(Trouble):
            checked(text, b"card", HASH, TRUSTED, "m")


def test_a_key_is_for_its_owner_s_eyes_and_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "mine.key"
    assert new_key(file) == public(read_key(file))
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    with pytest.raises(Trouble, match="never written over"):
        new_key(file)
    assert file.read_bytes() == before


def test_a_key_that_is_none_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "bad.key").write_text("my secret")
    for file in (tmp_path / "bad.key", tmp_path / "none.key"):
        with pytest.raises(Trouble) as caught:
            read_key(file)
        assert "my secret" not in str(caught.value)


def test_a_folder_that_is_no_model_s_cannot_be_signed(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be signed"):
        sign(tmp_path, KEY, "Ada")


def test_a_fingerprint_can_be_read_out() -> None:
    assert fingerprint("00" * 32) == "6668 7aad f862 bd77"


def test_what_a_stranger_signed_is_refused_until_they_are_trusted(shelf: Shelf, tmp_path: Path) -> None:
    keys = Keys(tmp_path / "config", ring=False)
    own = Shelf(shelf.folder, tmp_path / "shipped", keys)
    path, stranger = own.save(package()), fresh_key()
    sign(path, stranger, "Mallory")
    with pytest.raises(Trouble, match=f"'Mallory'.*--trust {public(stranger)}"):
        own.load(path)
    keys.trust(public(stranger), "Mallory")
    assert own.load(path).card == package().card
    keys.distrust(public(stranger))
    with pytest.raises(Trouble, match="do not trust"):
        own.load(path)


def test_a_program_that_knows_its_publishers_takes_only_what_they_signed(
    shelf: Shelf, tmp_path: Path
) -> None:
    path, publisher = shelf.save(package(), tmp_path / "shipped"), fresh_key()
    assert not (path / SIGNATURE).exists()
    assert shelf.load(path).card == package().card
    (tmp_path / "shipped" / PUBLISHERS).write_text(f'{{"{public(publisher)}": "the makers"}}')
    with pytest.raises(Trouble, match="is not signed"):
        shelf.load(path)
    sign(path, publisher, "the makers")
    assert shelf.load(path).card == package().card
    assert [entry.signed_by for entry in shelf.list()] == ["the makers"]
    sign(path, fresh_key(), "the makers")
    with pytest.raises(Trouble, match="do not trust"):
        shelf.load(path)


@given(st.data())
@settings(max_examples=150)
def test_any_bit_that_is_turned_over_is_noticed(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        shelf = Shelf(Path(place), Path(place) / "nothing")
        path = shelf.save(package())
        name = data.draw(st.sampled_from([NUMBERS, CARD, SIGNATURE]))
        content = bytearray((path / name).read_bytes())
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        (path / name).write_bytes(content)
        with pytest.raises(Trouble) as caught:
            shelf.load(path)
        assert "\n" not in str(caught.value)
