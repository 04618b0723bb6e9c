"""Where the keys of providers are kept: outside of the case, in the system keyring or the environment."""

from __future__ import annotations

import os
import re

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
