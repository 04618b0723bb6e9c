from __future__ import annotations

import keyring
import pytest
from keyring.errors import KeyringLocked

from investigator.chain.rpc.keys import SERVICE, find_key, variable


def password(service: str, username: str) -> str | None:
    if username == "locked":
        raise KeyringLocked
    return {(SERVICE, "infura"): "from the ring "}.get((service, username))


@pytest.fixture(autouse=True)
def _ring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_password", password)


def test_keys_come_from_the_keyring() -> None:
    assert find_key("infura") == "from the ring"
    assert find_key("other") is None


def test_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INVESTIGATOR_KEY_INFURA", "told")
    assert find_key("infura") == "told"


def test_a_locked_keyring_is_as_none() -> None:
    assert find_key("locked") is None


def test_any_name_makes_a_variable() -> None:
    assert variable("my-node.example") == "INVESTIGATOR_KEY_MY_NODE_EXAMPLE"
