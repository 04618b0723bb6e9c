"""A user's key is made once and kept from others; whom they trust is theirs to say."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import keyring
import pytest
from keyring.errors import NoKeyringError

from gnn.signing import fresh_key, public
from gnn.trust import NAME, Keys, known_keys
from investigator.chain.rpc.keys import SERVICE
from investigator.errors import Trouble


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    kept: dict[tuple[str, str], str] = {}
    monkeypatch.setattr(keyring, "get_password", lambda service, name: kept.get((service, name)))
    monkeypatch.setattr(
        keyring, "set_password", lambda service, name, secret: kept.__setitem__((service, name), secret)
    )
    return kept


def secrets(folder: Path) -> str:
    return "".join(path.read_text() for path in folder.rglob("*") if path.is_file())


def test_the_key_is_made_once_kept_in_the_keyring_and_trusted(
    tmp_path: Path, ring: dict[tuple[str, str], str]
) -> None:
    first = Keys(tmp_path, ring=True).own("Ada")
    assert public(Keys(tmp_path, ring=True).own("Ada")) == public(first)
    assert Keys(tmp_path, ring=True).trusted() == {public(first): "Ada"}
    assert ring == {(SERVICE, NAME): first.private_bytes_raw().hex()}
    assert first.private_bytes_raw().hex() not in secrets(tmp_path)


def test_without_a_keyring_it_is_in_a_file_of_the_owner_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: str) -> None:
        raise NoKeyringError

    monkeypatch.setattr(keyring, "get_password", none)
    monkeypatch.setattr(keyring, "set_password", none)
    keys = Keys(tmp_path / "config", ring=True)
    assert public(keys.own("Ada")) == public(keys.own("Ada"))
    (file,) = (tmp_path / "config").glob("*.key")
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_keyring_that_forgets_is_not_relied_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_password", lambda *_: None)
    monkeypatch.setattr(keyring, "set_password", lambda *_: None)
    keys = Keys(tmp_path, ring=True)
    assert public(keys.own("Ada")) == public(keys.own("Ada"))


def test_a_home_of_its_own_has_its_own_keys(
    tmp_path: Path, ring: dict[tuple[str, str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INVESTIGATOR_HOME", str(tmp_path))
    Keys.of_user().own("Ada")
    assert not ring
    assert list(tmp_path.glob("*.key"))


def test_a_key_from_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = fresh_key()
    monkeypatch.setenv("INVESTIGATOR_KEY_MODEL_SIGNING", key.private_bytes_raw().hex())
    for ring in (True, False):
        assert public(Keys(tmp_path, ring=ring).own("Ada")) == public(key)
    assert not list(tmp_path.glob("*.key"))
    monkeypatch.setenv("INVESTIGATOR_KEY_MODEL_SIGNING", "hunter2")
    with pytest.raises(Trouble, match="64 hexadecimal digits") as caught:
        Keys(tmp_path, ring=False).own("Ada")
    assert "hunter2" not in str(caught.value)


def test_keys_are_trusted_and_no_longer(tmp_path: Path) -> None:
    keys, other = Keys(tmp_path, ring=False), public(fresh_key())
    keys.trust(other, "Bob")
    assert keys.trusted() == {other: "Bob"}
    keys.distrust(other)
    assert keys.trusted() == {}
    with pytest.raises(Trouble, match="not among"):
        keys.distrust(other)


@pytest.mark.parametrize("key", ["", "xyz", "AB" * 32, "ab" * 31, "ab" * 32 + "\n"])
def test_what_is_no_key_is_not_trusted(tmp_path: Path, key: str) -> None:
    with pytest.raises(Trouble, match="no public key"):
        Keys(tmp_path, ring=False).trust(key)


@pytest.mark.parametrize("text", ["[", "[]", '{"a": 1}', '{"' + "ab" * 32 + '": 7}'])
def test_a_damaged_list_is_said_to_be_so(tmp_path: Path, text: str) -> None:
    (tmp_path / "keys.json").write_text(text)
    with pytest.raises(Trouble, match="cannot be read"):
        known_keys(tmp_path / "keys.json")


def test_only_keys_are_taken_from_a_list(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text('{"note": "x", "' + "ab" * 32 + '": "Bob"}')
    assert known_keys(tmp_path / "keys.json") == {"ab" * 32: "Bob"}
    assert known_keys(tmp_path / "none.json") == {}


def test_a_place_that_cannot_be_written_is_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Trouble):
        Keys(tmp_path / "file", ring=False).trust("ab" * 32)
