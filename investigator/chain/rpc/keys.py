"""Where the keys of providers are kept: outside of the case, in the system keyring or the environment."""

from __future__ import annotations

import os
import re

from investigator.errors import Trouble

SERVICE = "investigator"


def variable(name: str) -> str:
    """The environment variable that may hold the key `name`."""
    return "INVESTIGATOR_KEY_" + re.sub(r"[^A-Z0-9]", "_", name.upper())


def find_key(name: str) -> str | None:
    """The key of that name: from the environment if it is set there, otherwise from the system keyring."""
    told = os.environ.get(variable(name), "").strip()
    if told:
        return told
    # Loading a keyring looks through the installed packages, which the command line should not wait for.
    import keyring
    import keyring.errors

    try:
        found = keyring.get_password(SERVICE, name)
    except (keyring.errors.KeyringError, RuntimeError, OSError):  # none on this machine, or it is locked
        return None
    return (found or "").strip() or None


def keep_key(name: str, secret: str) -> None:
    """Put a key into the system keyring. Raises `Trouble` where there is none that keeps it."""
    import keyring
    import keyring.errors

    try:
        keyring.set_password(SERVICE, name, secret)
        kept = keyring.get_password(SERVICE, name) == secret  # some only say that they keep it
    except (keyring.errors.KeyringError, RuntimeError, OSError):
        kept = False
    if not kept:
        raise Trouble(
            f"There is no system keyring here that keeps the key '{name}'; put it into the environment variable"
            f" {variable(name)} instead."
        )


def forget_key(name: str) -> None:
    """Take a key out of the system keyring, if it is there. Raises `Trouble` where that cannot be done."""
    import keyring
    import keyring.errors

    try:
        if keyring.get_password(SERVICE, name) is not None:
            keyring.delete_password(SERVICE, name)
    except (keyring.errors.KeyringError, RuntimeError, OSError) as error:
        raise Trouble(
            f"The system keyring does not let go of the key '{name}'; take it out by its own program."
        ) from error
