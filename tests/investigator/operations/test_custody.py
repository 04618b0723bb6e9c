from __future__ import annotations

from pathlib import Path

import keyring
import keyring.backend
import pytest
from keyring.backends import fail

from investigator.cases.custody.statement import EIP712
from investigator.errors import Trouble
from investigator.operations import custody


class Ring(keyring.backend.KeyringBackend):
    """A keyring in memory."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    made = Ring()
    monkeypatch.setattr(keyring.core, "_keyring_backend", made)
    return made


def test_a_key_is_kept_in_the_keyring_once(ring: Ring) -> None:
    assert not custody.has_key()
    made = custody.new_key(EIP712)
    assert custody.own_key().public == made.public
    assert list(ring.held) == [("investigator", "examiner-signing")]
    with pytest.raises(Trouble, match="already"):
        custody.new_key()


def test_without_a_keyring_a_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", fail.Keyring())
    with pytest.raises(Trouble, match="keep yours in a file"):
        custody.new_key()
    with pytest.raises(Trouble, match="key --new"):
        custody.own_key()
    made = custody.new_key(file=tmp_path / "kim.key", passphrase="horse")
    assert custody.own_key(tmp_path / "kim.key", "horse").public == made.public
