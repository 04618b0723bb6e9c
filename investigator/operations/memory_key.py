"""The key of the memory of addresses: in the system keyring, or in a file of this user where there is none."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from investigator.chain.rpc.keys import find_key, forget_key, keep_key, variable
from investigator.errors import Trouble

NAME = "address-memory"
"""What the key is called in the keyring."""
FILE = "memory.key"
LENGTH = 32


def find(folder: Path) -> bytes | None:
    """The key; `None` where there is none, or none that can be read."""
    text = find_key(NAME)
    if text is None:
        try:
            with (folder / FILE).open("rb") as opened:
                text = opened.read(2 * LENGTH + 8).decode("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
    try:
        key = bytes.fromhex(text)
    except ValueError:
        return None
    return key if len(key) == LENGTH else None


def make(folder: Path) -> bytes:
    """A new key in place of any before, or the one in the environment. Raises `Trouble` where it can be kept nowhere."""
    if os.environ.get(variable(NAME)) and (given := find(folder)):
        return given
    forget(folder)
    key = secrets.token_bytes(LENGTH)
    try:
        keep_key(NAME, key.hex())
    except Trouble:
        _write(folder / FILE, key)
    return key


def in_file(folder: Path) -> bool:
    """Whether the key lies in a file, beside what it is to keep from others."""
    return (folder / FILE).is_file()


def forget(folder: Path) -> None:
    """Delete the key. Raises `Trouble` where that cannot be done."""
    if find_key(NAME) is not None:
        forget_key(NAME)
    try:
        (folder / FILE).unlink(missing_ok=True)
    except OSError as wrong:
        raise Trouble(f"{folder / FILE} cannot be deleted: {wrong.strerror or wrong}.") from wrong


def _write(path: Path, key: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as opened:
            opened.write(key.hex().encode())
    except OSError as wrong:
        raise Trouble(f"The memory's key cannot be kept in {path}: {wrong.strerror or wrong}.") from wrong
