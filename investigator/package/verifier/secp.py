"""Ethereum's signatures over typed data (EIP-712), by secp256k1: who made one."""

from __future__ import annotations

from typing import Any

from investigator.package.verifier.keccak import keccak_256

FIELD = 2**256 - 2**32 - 977
GROUP = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
START = (
    0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
    0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8,
)


def _secp_sum(one: tuple[int, int] | None, two: tuple[int, int] | None) -> tuple[int, int] | None:
    if one is None or two is None:
        return one or two
    if one[0] == two[0]:
        if (one[1] + two[1]) % FIELD == 0:
            return None
        slope = 3 * one[0] * one[0] * pow(2 * one[1], -1, FIELD)
    else:
        slope = (two[1] - one[1]) * pow(two[0] - one[0], -1, FIELD)
    x = (slope * slope - one[0] - two[0]) % FIELD
    return x, (slope * (one[0] - x) - one[1]) % FIELD


def _secp_times(factor: int, point: tuple[int, int]) -> tuple[int, int] | None:
    total: tuple[int, int] | None = None
    step: tuple[int, int] | None = point
    while factor:
        if factor & 1:
            total = _secp_sum(total, step)
        step, factor = _secp_sum(step, step), factor >> 1
    return total


def signer_of(digest: bytes, signature: bytes) -> str | None:
    """The address whose key signed a digest, lower case; `None` if nobody can have."""
    if len(signature) != 65 or signature[64] not in {0, 1, 27, 28}:
        return None
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:64], "big")
    if not (0 < r < GROUP and 0 < s < GROUP):
        return None
    square = (pow(r, 3, FIELD) + 7) % FIELD
    y = pow(square, (FIELD + 1) // 4, FIELD)
    if y * y % FIELD != square:
        return None
    y = y if y & 1 == (signature[64] - 27) % 27 & 1 else FIELD - y
    inverse, said = pow(r, -1, GROUP), int.from_bytes(digest, "big")
    found = _secp_sum(_secp_times(s * inverse % GROUP, (r, y)), _secp_times(-said * inverse % GROUP, START))
    if found is None:
        return None
    return "0x" + keccak_256(found[0].to_bytes(32, "big") + found[1].to_bytes(32, "big"))[12:].hex()


def typed_digest(said: dict[str, Any], order: tuple[str, ...]) -> bytes:
    """The digest of a statement as a wallet signs it: its fields in this order, numbers as uint256, the rest text."""
    kinds = ",".join(f"{'uint256' if isinstance(said[name], int) else 'string'} {name}" for name in order)
    parts = [keccak_256(f"Statement({kinds})".encode())]
    for name in order:
        value = said[name]
        parts.append(
            value.to_bytes(32, "big") if isinstance(value, int) else keccak_256(value.encode("utf-8"))
        )
    domain = keccak_256(
        keccak_256(b"EIP712Domain(string name,string version)")
        + keccak_256(b"Investigator custody")
        + keccak_256(b"1")
    )
    return keccak_256(b"\x19\x01" + domain + keccak_256(b"".join(parts)))
