"""Who vouches for a model: an Ed25519 signature (RFC 8032) over the SHA-256 of its card and of its numbers."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from investigator.errors import Trouble

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

NUMBERS, CARD, SIGNATURE = "model.safetensors", "card.json", "signature.json"
"""The three files of a model."""
LARGEST = 4096
LONGEST_NAME = 200
_KEY, _MADE = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{128}")


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `signature.json` holds. `key` is the public key, `who` how its owner is called, `when` UTC."""

    key: str
    who: str
    when: str
    signature: str = ""
    algorithm: str = "Ed25519"
    format: int = 1


def new_key(file: Path) -> str:
    """Make a key, put its secret half into `file`, for its owner's eyes alone, and return the public half.

    Raises `Trouble` if the file is there already or cannot be written.
    """
    key = fresh_key()
    keep_key(key, file)
    return public(key)


def fresh_key() -> Ed25519PrivateKey:
    """A key from the system's randomness, kept nowhere."""
    # tens of milliseconds to load, which listing models need not wait for
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate()


def keep_key(key: Ed25519PrivateKey, file: Path) -> None:
    """Put the secret half into a new file that only its owner may read. Raises `Trouble` as `new_key` does."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(key.private_bytes_raw().hex() + "\n")
    except FileExistsError as wrong:
        raise Trouble(f"There is a file {file} already; a key is never written over.") from wrong
    except OSError as wrong:
        raise Trouble(f"The key cannot be written to {file}: {wrong.strerror or wrong}.") from wrong


def read_key(file: Path) -> Ed25519PrivateKey:
    """The key whose secret half is in `file`. Raises `Trouble` if there is none."""
    try:
        with file.open("rb") as opened:
            text = opened.read(LARGEST).decode("ascii").strip()
    except (OSError, UnicodeDecodeError) as wrong:
        raise Trouble(f"The key in {file} cannot be read; give the file that holds it.") from wrong
    return key_of(text)


def key_of(text: str) -> Ed25519PrivateKey:
    """The key with this secret half, 64 hexadecimal digits. Raises `Trouble`, without showing it, if it is none."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if not _KEY.fullmatch(text):
        raise Trouble(
            "What should be the key to sign models with is none: 64 hexadecimal digits are wanted."
        )
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(text))


def public(key: Ed25519PrivateKey) -> str:
    """The public half, as signatures name it."""
    return key.public_key().public_bytes_raw().hex()


def fingerprint(key: str) -> str:
    """A public key in short, to be compared by voice: 'ab12 cd34 ef56 0789'."""
    digits = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:16]
    return " ".join(digits[place : place + 4] for place in range(0, 16, 4))


def signed(card: bytes, numbers_sha256: str, key: Ed25519PrivateKey, who: str) -> bytes:
    """The file `signature.json` for a card and the hash of its numbers."""
    name = "".join(c for c in who if c.isprintable())[:LONGEST_NAME]
    when = datetime.now(UTC).isoformat(timespec="seconds")
    bare = Signature(key=public(key), who=name, when=when)
    made = key.sign(_message(bare, card, numbers_sha256)).hex()
    return _written(msgspec.structs.replace(bare, signature=made))


def sign(folder: Path, key: Ed25519PrivateKey, who: str) -> None:
    """Sign the model in `folder`, in place of whoever signed it before. Raises `Trouble` if it cannot be."""
    try:
        card, numbers = (folder / CARD).read_bytes(), (folder / NUMBERS).read_bytes()
        (folder / SIGNATURE).write_bytes(signed(card, hashlib.sha256(numbers).hexdigest(), key, who))
    except OSError as wrong:
        raise Trouble(f"The model in {folder} cannot be signed: {wrong.strerror or wrong}.") from wrong


def checked(
    text: bytes, card: bytes, numbers_sha256: str, trusted: Mapping[str, str], name: str
) -> Signature:
    """The signature in `text`, if it fits and its key is one of those `trusted`, each with its owner's name.

    Raises `Trouble` if it does not fit the card and the numbers, or nobody trusted made it.
    """
    found = _read(text, name)
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(found.key))
        key.verify(bytes.fromhex(found.signature), _message(found, card, numbers_sha256))
    except (InvalidSignature, ValueError) as wrong:
        raise Trouble(
            f"Model {name} is not as it was when it was signed, or its signature is not; get a fresh copy."
        ) from wrong
    if found.key not in trusted:
        raise Trouble(
            f"Model {name} is signed by '{found.who}', a key that you do not trust (fingerprint"
            f" {fingerprint(found.key)}); if its owner tells you the same fingerprint, trust it:"
            f" investigator models --trust {found.key}"
        )
    return found


def _read(text: bytes, name: str) -> Signature:
    """Only what `_written` writes, byte for byte: there is one way to sign, and no room for anything else."""
    try:
        found = msgspec.json.decode(text, type=Signature)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise Trouble(f"The signature of model {name} cannot be read; get a fresh copy.") from wrong
    fits = (
        (found.algorithm, found.format) == ("Ed25519", 1)
        and _KEY.fullmatch(found.key)
        and _MADE.fullmatch(found.signature)
        and found.who.isprintable()
        and len(found.who) <= LONGEST_NAME
        and _written(found) == text
    )
    if not fits:
        raise Trouble(
            f"The signature of model {name} is not of a kind that is known here; get a fresh copy."
        )
    return found


def _written(signature: Signature) -> bytes:
    plain = msgspec.json.encode(msgspec.to_builtins(signature), order="sorted")
    return msgspec.json.format(plain, indent=2) + b"\n"


def _message(signature: Signature, card: bytes, numbers_sha256: str) -> bytes:
    """What is signed: everything that the file says, and both hashes."""
    said = msgspec.to_builtins(msgspec.structs.replace(signature, signature=""))
    hashes = {"card_sha256": hashlib.sha256(card).hexdigest(), "numbers_sha256": numbers_sha256}
    return b"Investigator model\n" + msgspec.json.encode(said | hashes, order="sorted")
