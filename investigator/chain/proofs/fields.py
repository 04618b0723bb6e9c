"""Fields of blocks, receipts and transactions: as nodes write them in JSON, and as consensus writes them in RLP."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from Crypto.Hash import keccak

Record = Mapping[str, Any]
"""A block, a receipt or a transaction as JSON gives it."""

Quantity = Annotated[str, msgspec.Meta(pattern=r"\A0x(0|[1-9a-f][0-9a-f]{0,63})\Z")]
Data = Annotated[str, msgspec.Meta(pattern=r"\A0x(?:[0-9a-f]{2})*\Z")]
Hash = Annotated[str, msgspec.Meta(pattern=r"\A0x[0-9a-f]{64}\Z")]
Address = Annotated[str, msgspec.Meta(pattern=r"\A0x[0-9a-f]{40}\Z")]
Bloom = Annotated[str, msgspec.Meta(pattern=r"\A0x[0-9a-f]{512}\Z")]
Nonce = Annotated[str, msgspec.Meta(pattern=r"\A0x[0-9a-f]{16}\Z")]


class ProofError(ValueError):
    """A proof that proves nothing, or an answer that none can be made of: one sentence says why."""


_NUMBER = re.compile(r"0[xX][0-9a-fA-F]{1,64}")


def keccak256(data: bytes) -> bytes:
    """The hash that Ethereum is built on."""
    digest: bytes = keccak.new(digest_bits=256, data=data).digest()
    return digest


def text(data: bytes) -> str:
    """Bytes as JSON shows them."""
    return "0x" + data.hex()


def bytes_of(shown: str) -> bytes:
    """Bytes that JSON shows."""
    return bytes.fromhex(shown[2:])


def minimal(value: int) -> bytes:
    """A number as RLP has it: big-endian, without leading zeros."""
    return value.to_bytes((value.bit_length() + 7) // 8, "big")


def number(record: Record, name: str) -> int:
    """A quantity of up to 256 bits. Raises `ProofError` if it is missing or is none."""
    value = record.get(name)
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return int(value, 16)
    raise ProofError(f"The field {name} is {_shown(value)}; it must be a number in hexadecimal.")


def blob(record: Record, name: str, size: int | None = None) -> bytes:
    """Bytes, of a known size if one is given. Raises `ProofError` if they are missing or are none."""
    value = record.get(name)
    if isinstance(value, str) and value[:2] in {"0x", "0X"}:
        try:
            found = bytes.fromhex(value[2:])
        except ValueError:
            found = None
        if found is not None and size in {None, len(found)} and 2 * len(found) == len(value) - 2:
            return found
    of = "bytes" if size is None else f"{size} bytes"
    raise ProofError(f"The field {name} is {_shown(value)}; it must be {of} in hexadecimal.")


def records(record: Record, name: str) -> list[Record]:
    """A list of objects; one that is missing or null is empty. Raises `ProofError` for anything else."""
    value = record.get(name)
    if value is None:
        return []
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return value
    raise ProofError(f"The field {name} is {_shown(value)}; it must be a list of objects.")


def blobs(record: Record, name: str, size: int) -> list[bytes]:
    """A list of bytes of a known size. Raises `ProofError` for anything else."""
    value = record.get(name)
    if not isinstance(value, list):
        raise ProofError(f"The field {name} is {_shown(value)}; it must be a list.")
    return [blob({name: one}, name, size) for one in value]


def _shown(value: object) -> str:
    return "missing" if value is None else ascii(value)[:40]
