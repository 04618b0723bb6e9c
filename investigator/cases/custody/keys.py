"""An examiner's key: in the system keyring, or in a file that a passphrase opens. Never in a case."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from investigator.cases.custody.statement import ED25519, EIP712, Statement
from investigator.errors import Trouble

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from eth_account.signers.local import LocalAccount

LARGEST = 2**16
"""Bytes of a key file that are read."""


class ExaminerKey(Protocol):
    """A key that signs statements. `public` is what a statement names it by."""

    @property
    def scheme(self) -> str: ...

    @property
    def public(self) -> str: ...

    def sign(self, statement: Statement) -> str:
        """The signature in hexadecimal."""


@dataclass(frozen=True, repr=False)
class EdwardsKey:
    """An Ed25519 key (RFC 8032)."""

    secret: Ed25519PrivateKey
    scheme: str = ED25519

    @property
    def public(self) -> str:
        """The public half, 64 hexadecimal digits."""
        return self.secret.public_key().public_bytes_raw().hex()

    def sign(self, statement: Statement) -> str:
        """Ed25519 over the statement's message."""
        return self.secret.sign(statement.message()).hex()


@dataclass(frozen=True, repr=False)
class EthereumKey:
    """A secp256k1 key that signs typed data (EIP-712)."""

    secret: LocalAccount
    scheme: str = EIP712

    @property
    def public(self) -> str:
        """The address, lower case."""
        return str(self.secret.address).lower()

    def sign(self, statement: Statement) -> str:
        """65 bytes: r, s and the recovery bit."""
        signed = self.secret.sign_typed_data(full_message=statement.typed_data())
        return bytes(signed.signature).hex()


def fresh(scheme: str = ED25519) -> ExaminerKey:
    """A key from the system's randomness, kept nowhere. Raises `Trouble` for a scheme that is not known."""
    if scheme == ED25519:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return EdwardsKey(Ed25519PrivateKey.generate())
    if scheme == EIP712:
        # Ethereum's accounts take most of a second to load
        from eth_account import Account

        return EthereumKey(Account.create())
    raise Trouble(f"Keys are of the scheme {ED25519} or {EIP712}, not {scheme}.")


def to_text(key: ExaminerKey) -> str:
    """A key as the keyring holds it: scheme and secret half. Not to be shown to anybody."""
    if isinstance(key, EdwardsKey):
        return f"{ED25519}:{key.secret.private_bytes_raw().hex()}"
    if isinstance(key, EthereumKey):
        return f"{EIP712}:{bytes(key.secret.key).hex()}"
    raise TypeError("a key of another make cannot be kept")


def from_text(text: str) -> ExaminerKey:
    """The key that `to_text` wrote. Raises `Trouble`, without showing it, for anything else."""
    scheme, _, digits = text.partition(":")
    try:
        secret = bytes.fromhex(digits)
        if len(secret) != 32:
            raise ValueError
        return _of(scheme, secret)
    except ValueError as error:
        raise Trouble("The examiner's key in the keyring cannot be read; make a new one.") from error


def _of(scheme: str, secret: bytes) -> ExaminerKey:
    if scheme == ED25519:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return EdwardsKey(Ed25519PrivateKey.from_private_bytes(secret))
    if scheme == EIP712:
        from eth_account import Account

        return EthereumKey(Account.from_key(secret))
    raise ValueError


def write_file(key: ExaminerKey, file: Path, passphrase: str) -> None:
    """Write a key, encrypted: PKCS #8 in PEM (Ed25519) or a keystore of version 3 (Ethereum).

    Raises `Trouble` for an empty passphrase, a file that is there already, or one that cannot be written.
    """
    if not passphrase:
        raise Trouble("A key file needs a passphrase.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as opened:
            opened.write(_encrypted(key, passphrase))
    except FileExistsError as wrong:
        raise Trouble(f"There is a file {file} already; a key is never written over.") from wrong
    except OSError as wrong:
        raise Trouble(f"The key cannot be written to {file}: {wrong.strerror or wrong}.") from wrong


def _encrypted(key: ExaminerKey, passphrase: str) -> bytes:
    if isinstance(key, EthereumKey):
        from eth_account import Account

        return json.dumps(Account.encrypt(key.secret.key, passphrase)).encode()
    if not isinstance(key, EdwardsKey):
        raise TypeError("a key of another make cannot be kept")
    from cryptography.hazmat.primitives import serialization as form

    locked = form.BestAvailableEncryption(passphrase.encode())
    return key.secret.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, locked)


def read_file(file: Path, passphrase: str) -> ExaminerKey:
    """The key in an encrypted file. Raises `Trouble` if there is none, or the passphrase does not open it."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST)
    except OSError as wrong:
        raise Trouble(f"The key file {file} cannot be read: {wrong.strerror or wrong}.") from wrong
    try:
        return _decrypted(content, passphrase)
    except (ValueError, TypeError, KeyError, NotImplementedError, RecursionError) as wrong:
        raise Trouble(f"The passphrase does not open {file}, or it holds no examiner's key.") from wrong


def _decrypted(content: bytes, passphrase: str) -> ExaminerKey:
    if content.lstrip().startswith(b"{"):
        from eth_account import Account

        return _of(EIP712, bytes(Account.decrypt(json.loads(content), passphrase)))
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    # a file without encryption refuses a passphrase, so nobody takes one for locked that is not
    found = load_pem_private_key(content, passphrase.encode())
    if not isinstance(found, Ed25519PrivateKey):
        raise TypeError("not an Ed25519 key")
    return EdwardsKey(found)
