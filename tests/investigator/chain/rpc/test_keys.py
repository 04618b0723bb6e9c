from __future__ import annotations

import keyring
import pytest
from keyring.errors import KeyringLocked

from investigator.chain.rpc.keys import SERVICE, find_key, forget_key, keep_key, variable
from investigator.errors import Trouble


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


def test_a_key_that_the_ring_does_not_keep_is_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "set_password", lambda *_: None)
    keep_key("infura", "from the ring ")
    with pytest.raises(Trouble, match="INVESTIGATOR_KEY_OTHER"):
        keep_key("other", "secret")


def test_a_key_that_the_ring_does_not_let_go_is_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = list[str]()
    monkeypatch.setattr(keyring, "delete_password", lambda _service, name: gone.append(name))
    forget_key("infura")
    forget_key("other")
    assert gone == ["infura"]
    with pytest.raises(Trouble, match="does not let go"):
        forget_key("locked")
