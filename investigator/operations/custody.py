"""An examiner's key, signing a case with it, and having it stamped."""

from __future__ import annotations

import os
from pathlib import Path

from investigator.cases.custody import keys, signing, stamping
from investigator.cases.custody.keys import ExaminerKey
from investigator.cases.custody.statement import ED25519
from investigator.chain.rpc.keys import SERVICE, find_key, variable
from investigator.data.custody import SignatureRow, StampRow
from investigator.data.store import Store
from investigator.errors import Trouble

NAME = "examiner-signing"
"""What the key is called in the keyring; `INVESTIGATOR_KEY_EXAMINER_SIGNING` takes precedence."""
PASSPHRASE = "INVESTIGATOR_PASSPHRASE"
LARGEST = 1 << 20


def new_key(scheme: str = ED25519, file: Path | None = None, passphrase: str = "") -> ExaminerKey:
    """Make a key and keep it in the system keyring, or encrypted in `file`.

    Raises `Trouble` if there is one already, or it cannot be kept.
    """
    if file is not None:
        made = keys.fresh(scheme)
        keys.write_file(made, file, passphrase)
        return made
    if find_key(NAME):
        raise Trouble(
            f"You have an examiner's key already; take it out of the keyring (service '{SERVICE}', user '{NAME}') "
            "before making another."
        )
    made = keys.fresh(scheme)
    _into_ring(keys.to_text(made))
    return made


def _into_ring(secret: str) -> None:
    # loading a keyring looks through the installed packages, which nothing else should wait for
    import keyring
    import keyring.errors

    try:
        keyring.set_password(SERVICE, NAME, secret)
        kept = keyring.get_password(SERVICE, NAME) == secret
    except (keyring.errors.KeyringError, RuntimeError, OSError):
        kept = False
    if not kept:
        raise Trouble(
            "This machine has no keyring that keeps keys; keep yours in a file: investigator key --new --file FILE"
        )


def own_key(file: Path | None = None, passphrase: str = "") -> ExaminerKey:
    """The examiner's key: from `file`, or from the environment or the keyring. Raises `Trouble` if there is none."""
    if file is not None:
        return keys.read_file(file, passphrase or os.environ.get(PASSPHRASE, ""))
    text = find_key(NAME)
    if not text:
        raise Trouble(
            f"There is no examiner's key in the keyring or in {variable(NAME)}; make one: investigator key --new"
        )
    return keys.from_text(text)


def has_key() -> bool:
    """Whether the environment or the keyring holds an examiner's key."""
    return bool(find_key(NAME))


def key_at_hand() -> ExaminerKey | None:
    """The key in the environment or the keyring, if there is one."""
    return own_key() if has_key() else None


def sign(store: Store, key: ExaminerKey, who: str) -> SignatureRow | None:
    """Sign what was done since the last signature; `None` if nothing was."""
    return signing.sign(store, key, who)


def stamp(store: Store, url: str, kind: str, roots: Path | None = None) -> StampRow:
    """Have the journal's head stamped by an authority; its root certificates are read from `roots`. Raises `Trouble`."""
    text = ""
    if roots is not None:
        try:
            with roots.open("rb") as opened:
                text = opened.read(LARGEST).decode("ascii")
        except (OSError, UnicodeDecodeError) as wrong:
            raise Trouble(f"No certificates in PEM can be read from {roots}.") from wrong
    return stamping.stamp(store, url, kind, text)


def upgrade(store: Store) -> list[StampRow]:
    """Ask calendars of OpenTimestamps for what they have committed to Bitcoin since. Raises `Trouble`."""
    return stamping.upgrade(store)
