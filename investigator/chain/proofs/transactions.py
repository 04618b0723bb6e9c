"""Transactions as they stand in a block: EIP-2718 types 0 to 4, and deposits of Optimism."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import rlp

from investigator.chain.proofs.fields import (
    ProofError,
    Record,
    blob,
    blobs,
    keccak256,
    minimal,
    number,
    records,
    text,
)
from investigator.chain.proofs.strict import Item, decode_list, plain
from investigator.chain.proofs.strict import number as number_of

DEPOSIT = 0x7E

_FIELDS: dict[int, tuple[str, ...]] = {
    0: ("nonce", "gasPrice", "gas", "to", "value", "input"),
    1: ("chainId", "nonce", "gasPrice", "gas", "to", "value", "input", "accessList"),
    2: (
        *("chainId", "nonce", "maxPriorityFeePerGas", "maxFeePerGas", "gas", "to", "value", "input"),
        "accessList",
    ),
    3: (
        *("chainId", "nonce", "maxPriorityFeePerGas", "maxFeePerGas", "gas", "to", "value", "input"),
        *("accessList", "maxFeePerBlobGas", "blobVersionedHashes"),
    ),
    4: (
        *("chainId", "nonce", "maxPriorityFeePerGas", "maxFeePerGas", "gas", "to", "value", "input"),
        *("accessList", "authorizationList"),
    ),
    DEPOSIT: ("sourceHash", "from", "to", "mint", "value", "gas", "isSystemTx", "input"),
}
"""The signed fields of each type by their JSON names, in the order of the RLP."""

_SIGNATURE = ("parity", "r", "s")


def kind(record: Record) -> int:
    """The EIP-2718 type of a transaction or a receipt. Raises `ProofError` for one that is not known here."""
    told = 0 if record.get("type") is None else number(record, "type")
    if told not in _FIELDS:
        raise ProofError(f"Transactions of type {hex(told)} are not known here, so they cannot be proved.")
    return told


def encode(record: Record) -> bytes:
    """A transaction as a node answers it, as it stands in the block. Raises `ProofError`."""
    told = kind(record)
    fields = [_encoder(name)(record, name) for name in _FIELDS[told]]
    if told != DEPOSIT:
        fields += [_parity(record) if told else minimal(number(record, "v"))]
        fields += [minimal(number(record, name)) for name in ("r", "s")]
    return (bytes([told]) if told else b"") + bytes(rlp.encode(fields))


@dataclass(frozen=True)
class Transaction:
    """A transaction out of a block: what it moves, and between whom.

    `chain_id` is `None` where it binds itself to no chain, `nonce` for a deposit, and `to` for a creation; `items` is
    its RLP, read.
    """

    kind: int
    hash: str
    chain_id: int | None
    nonce: int | None
    to: str | None
    value: int
    items: list[Item] = field(repr=False)

    @cached_property
    def sender(self) -> str | None:
        """Who signed it, or whom a deposit names; `None` if nobody can have signed. Costs milliseconds, once."""
        if self.kind == DEPOSIT:
            return _party(self.items[1])
        return _signer(self.kind, self.items, self.chain_id)


def decode(raw: bytes) -> Transaction:
    """Read a transaction of a block, which is not empty. Raises `ProofError` if it is none of a known type."""
    told = (
        raw[0] if raw[:1] < b"\xc0" else 0
    )  # a list begins with 0xc0 or more: no type, so a legacy transaction
    if told not in _FIELDS or raw[:1] == b"\x00":
        raise ProofError(f"The proven transaction is of type {hex(told)}, which is not known here.")
    items = decode_list(raw[1:] if told else raw)
    names = _FIELDS[told] + (() if told == DEPOSIT else _SIGNATURE)
    if len(items) != len(names):
        raise ProofError(f"The proven transaction has {len(items)} fields, which its type does not have.")
    found = dict(zip(names, items, strict=True))
    if told == DEPOSIT and _party(found["from"]) is None:
        raise ProofError("The proven deposit names nobody as its sender.")
    for name in () if told == DEPOSIT else _SIGNATURE:
        number_of(found[name])
    return Transaction(
        told,
        text(keccak256(raw)),
        _chain(told, found),
        None if told == DEPOSIT else number_of(found["nonce"]),
        _party(found["to"]),
        number_of(found["value"]),
        items,
    )


def _chain(told: int, found: dict[str, Item]) -> int | None:
    if told == DEPOSIT:
        return None
    if told:
        return number_of(found["chainId"])
    v = number_of(found["parity"])
    return (v - 35) // 2 if v >= 35 else None


def _party(item: Item) -> str | None:
    data = plain(item)
    if len(data) not in {0, 20}:
        raise ProofError(f"The proven transaction names an account of {len(data)} bytes.")
    return text(data) if data else None


def _signer(told: int, items: list[Item], chain: int | None) -> str | None:
    """Who signed; `None` if nobody can have, as in deposits of Optimism before Bedrock."""
    # eth-keys looks for a faster library as it is loaded: only who needs a sender waits for it
    from eth_keys.datatypes import Signature
    from eth_keys.exceptions import BadSignature
    from eth_utils.exceptions import ValidationError

    *fields, v, r, s = items
    parity = number_of(v)
    if told == 0:
        parity = parity - 35 - 2 * chain if chain is not None else parity - 27
        fields = fields if chain is None else [*fields, minimal(chain), b"", b""]
    signed = (bytes([told]) if told else b"") + bytes(rlp.encode(fields))
    try:
        signature = Signature(vrs=(parity, number_of(r), number_of(s)))
        return str(signature.recover_public_key_from_msg_hash(keccak256(signed)).to_address())
    except (BadSignature, ValidationError):
        return None


def _parity(record: Record) -> bytes:
    return minimal(number(record, "yParity" if record.get("yParity") is not None else "v"))


def _encoder(name: str) -> Any:
    return _ENCODERS.get(name, _number)


def _number(record: Record, name: str) -> bytes:
    return minimal(number(record, name))


def _to(record: Record, name: str) -> bytes:
    return b"" if record.get(name) is None or record[name] == "0x" else blob(record, name, 20)


def _input(record: Record, name: str) -> bytes:
    return blob(record, "data" if record.get(name) is None else name)


def _access(record: Record, name: str) -> list[Any]:
    return [
        [blob(entry, "address", 20), blobs(entry, "storageKeys", 32)] for entry in records(record, name)
    ]


def _authorizations(record: Record, name: str) -> list[Any]:
    """EIP-7702: who lets an account run which code."""
    return [
        [
            minimal(number(entry, "chainId")),
            blob(entry, "address", 20),
            minimal(number(entry, "nonce")),
            _parity(entry),
            *(minimal(number(entry, part)) for part in ("r", "s")),
        ]
        for entry in records(record, name)
    ]


def _flag(record: Record, name: str) -> bytes:
    """A flag of a deposit, which nodes leave out where it is false."""
    value = record.get(name)
    if value is not None and not isinstance(value, bool):
        raise ProofError(f"The field {name} is {ascii(value)[:40]}; it must be true or false.")
    return b"\x01" if value else b""


_ENCODERS = {
    "to": _to,
    "input": _input,
    "from": lambda record, name: blob(record, name, 20),
    "sourceHash": lambda record, name: blob(record, name, 32),
    "mint": lambda record, name: b"" if record.get(name) is None else _number(record, name),
    "isSystemTx": _flag,
    "accessList": _access,
    "authorizationList": _authorizations,
    "blobVersionedHashes": lambda record, name: blobs(record, name, 32),
}
