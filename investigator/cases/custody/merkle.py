"""The root of a Merkle tree over journal lines, as certificate transparency builds it (RFC 6962, section 2.1).

A leaf is SHA-256 over a zero byte and the line's hash, a node SHA-256 over a byte 1 and its two children; the
left subtree of n leaves has the largest power of two below n. So no inner node can pass for a line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def root(hashes: Sequence[str]) -> str:
    """The root over hashes in hexadecimal, in order; for none, SHA-256 of nothing, as the standard has it."""
    if not hashes:
        return hashlib.sha256(b"").hexdigest()
    level = [hashlib.sha256(b"\x00" + bytes.fromhex(one)).digest() for one in hashes]
    # pairing neighbours and passing an odd last one up gives the standard's tree without recursion
    while len(level) > 1:
        paired = [
            hashlib.sha256(b"\x01" + level[at] + level[at + 1]).digest()
            for at in range(0, len(level) - 1, 2)
        ]
        level = paired + level[len(paired) * 2 :]
    return level[0].hex()
