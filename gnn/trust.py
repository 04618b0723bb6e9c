"""Whose models this user takes, and the key that this user's own models are signed with.

The secret half lies in the system keyring; where there is none, or the user's folders are kept in a place of
their own, in a file that only the user may read. Public halves that are trusted lie in a plain file.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from gnn import signing
from investigator.chain.rpc.keys import SERVICE, find_key, variable
from investigator.errors import Trouble
from investigator.settings import read_settings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

NAME = "model-signing"
PUBLISHERS = "publishers.json"
LARGEST = 2**20
_KEY = re.compile(r"[0-9a-f]{64}")


class Keys:
    """The keys of one user, in the folder `config`; `ring` says whether the system keyring may be asked."""

    def __init__(self, config: Path, *, ring: bool) -> None:
        self._secret = config / "model-signing.key"
        self._known = config / "trusted-keys.json"
        self._ring = ring

    @classmethod
    def of_user(cls) -> Keys:
        """The keys of whoever runs the program. A home of its own (`INVESTIGATOR_HOME`) has its own keys."""
        return cls(read_settings().config, ring="INVESTIGATOR_HOME" not in os.environ)

    def trusted(self) -> dict[str, str]:
        """Public keys that this user trusts, their own among them, each with its owner's name."""
        return known_keys(self._known)

    def trust(self, key: str, who: str = "") -> None:
        """Take models that this key signs. Raises `Trouble` if it is no key or cannot be kept."""
        if not _KEY.fullmatch(key):
            raise Trouble("That is no public key; give its 64 hexadecimal digits.")
        self._keep(self.trusted() | {key: who})

    def distrust(self, key: str) -> None:
        """Take such models no longer. Raises `Trouble` if the key was not trusted."""
        left = self.trusted()
        if left.pop(key, None) is None:
            raise Trouble("That key is not among those that you trust; see: investigator models --keys")
        self._keep(left)

    def own(self, who: str) -> Ed25519PrivateKey:
        """The user's own key, made at first need, and trusted from then on."""
        text = find_key(NAME) if self._ring else os.environ.get(variable(NAME), "").strip()
        key = signing.key_of(text) if text else self._from_file()
        public = signing.public(key)
        if public not in self.trusted():
            self.trust(public, who)
        return key

    def _from_file(self) -> Ed25519PrivateKey:
        if self._secret.exists():
            return signing.read_key(self._secret)
        made = signing.fresh_key()
        if self._ring and _into_ring(made.private_bytes_raw().hex()):
            return made
        signing.keep_key(made, self._secret)
        return made

    def _keep(self, keys: dict[str, str]) -> None:
        fresh = self._known.with_suffix(".new")
        try:
            self._known.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(msgspec.json.format(msgspec.json.encode(keys, order="sorted"), indent=2))
            fresh.replace(self._known)
        except OSError as wrong:
            raise Trouble(f"{self._known} cannot be written: {wrong.strerror or wrong}.") from wrong


def known_keys(file: Path) -> dict[str, str]:
    """Public keys and names in a file; none if it is not there. Raises `Trouble` for one that is damaged."""
    try:
        with file.open("rb") as opened:
            found: Any = msgspec.json.decode(opened.read(LARGEST), type=dict[str, str])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise Trouble(f"{file} cannot be read; delete it, and trust its keys anew.") from wrong
    return {key: name for key, name in found.items() if _KEY.fullmatch(key)}


def _into_ring(secret: str) -> bool:
    """Whether the keyring keeps it: it is asked for it again, since some only say so."""
    # loading a keyring looks through the installed packages, which scoring need not wait for
    import keyring
    import keyring.errors

    try:
        keyring.set_password(SERVICE, NAME, secret)
        return keyring.get_password(SERVICE, NAME) == secret
    except (keyring.errors.KeyringError, RuntimeError, OSError):
        return False
