"""What an examiner signs: a stretch of the journal, named by its Merkle root and its last line's hash."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from investigator.data.ledger import canonical

ED25519, EIP712 = "Ed25519", "EIP-712"
PREFIX = b"Investigator custody\n"


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lines `first` to `last` of the case whose first line has the hash `case`.

    `root` is the Merkle root over the hashes of these lines, `head` the hash of the last, `previous` the hash of
    the signature before (64 zeros for none), `key` the public key in hexadecimal (Ed25519) or an address (EIP-712),
    `signed_at` UTC seconds.
    """

    case: str
    first: int
    last: int
    root: str
    head: str
    previous: str
    who: str
    tool: str
    signed_at: int
    scheme: str
    key: str

    def text(self) -> str:
        """Canonical JSON."""
        return canonical(msgspec.to_builtins(self))

    def message(self) -> bytes:
        """The bytes that an Ed25519 key signs."""
        return PREFIX + self.text().encode()

    def typed_data(self) -> dict[str, Any]:
        """The structure that an Ethereum key signs (EIP-712): what a wallet shows before it asks."""
        kinds = {int: "uint256", str: "string"}
        fields = {name: kinds[type(getattr(self, name))] for name in self.__struct_fields__}
        return {
            "domain": {"name": "Investigator custody", "version": "1"},
            "types": {
                "EIP712Domain": [{"name": "name", "type": "string"}, {"name": "version", "type": "string"}],
                "Statement": [{"name": name, "type": kind} for name, kind in fields.items()],
            },
            "primaryType": "Statement",
            "message": msgspec.to_builtins(self),
        }


def read(text: str) -> Statement:
    """A statement from its canonical JSON. Raises `ValueError` for anything else."""
    try:
        found = msgspec.convert(json.loads(text), Statement)
    except (msgspec.ValidationError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if found.text() != text:
        raise ValueError("the statement is not canonical JSON")
    return found
