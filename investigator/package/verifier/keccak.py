"""Keccak-256 as Ethereum has it (the submission to NIST, before SHA-3 changed the padding), and RLP."""

from __future__ import annotations

Rlp = bytes | list["Rlp"]
"""What RLP encodes: bytes, or a list of such."""

_LANE = (1 << 64) - 1
_RATE = 136


def _keccak_constants() -> tuple[list[int], list[list[int]]]:
    """Round constants and rotations, worked out as the specification gives them."""
    rounds, register = [], 1
    for _ in range(24):
        word = 0
        for power in range(7):
            register = (register << 1) ^ (0x171 if register >> 7 else 0)
            if register & 2:
                word ^= 1 << ((1 << power) - 1)
        rounds.append(word)
    turns = [[0] * 5 for _ in range(5)]
    x, y = 1, 0
    for step in range(24):
        turns[x][y] = (step + 1) * (step + 2) // 2 % 64
        x, y = y, (2 * x + 3 * y) % 5
    return rounds, turns


_ROUNDS, _TURNS = _keccak_constants()


def _turned(lane: int, by: int) -> int:
    return (lane << by | lane >> (64 - by)) & _LANE


def _permuted(a: list[list[int]]) -> list[list[int]]:
    five = range(5)
    for constant in _ROUNDS:
        column = [a[x][0] ^ a[x][1] ^ a[x][2] ^ a[x][3] ^ a[x][4] for x in five]
        mixed = [column[x - 1] ^ _turned(column[(x + 1) % 5], 1) for x in five]
        b = [[0] * 5 for _ in five]
        for x in five:
            for y in five:
                b[y][(2 * x + 3 * y) % 5] = _turned(a[x][y] ^ mixed[x], _TURNS[x][y])
        a = [[b[x][y] ^ (~b[(x + 1) % 5][y] & b[(x + 2) % 5][y]) for y in five] for x in five]
        a[0][0] ^= constant
    return a


def keccak_256(data: bytes) -> bytes:
    """The hash that Ethereum is built on."""
    padded = bytearray(data) + b"\x01" + bytes(-(len(data) + 1) % _RATE)
    padded[-1] |= 0x80
    state = [[0] * 5 for _ in range(5)]
    for start in range(0, len(padded), _RATE):
        for place in range(_RATE // 8):
            at = start + 8 * place
            state[place % 5][place // 5] ^= int.from_bytes(padded[at : at + 8], "little")
        state = _permuted(state)
    return b"".join(state[x][0].to_bytes(8, "little") for x in range(4))


def rlp_of(item: Rlp) -> bytes:
    """Recursive length prefix: the bytes that Ethereum hashes."""
    if isinstance(item, bytes):
        if len(item) == 1 and item[0] < 0x80:
            return item
        return _rlp_head(0x80, len(item)) + item
    inside = b"".join(rlp_of(one) for one in item)
    return _rlp_head(0xC0, len(inside)) + inside


def _rlp_head(base: int, size: int) -> bytes:
    if size < 56:
        return bytes([base + size])
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([base + 55 + len(digits)]) + digits


def rlp_read(data: bytes) -> Rlp:
    """What these bytes encode, in the one canonical way. Raises `ValueError` for anything else."""
    item, end = _rlp_item(data, 0, 0)
    if end != len(data) or rlp_of(item) != data:
        raise ValueError("this is not canonical RLP")
    return item


def _rlp_item(data: bytes, at: int, depth: int) -> tuple[Rlp, int]:
    if at >= len(data) or depth > 16:
        raise ValueError("this is not canonical RLP")
    first = data[at]
    if first < 0x80:
        return data[at : at + 1], at + 1
    base = 0x80 if first < 0xC0 else 0xC0
    size, start = first - base, at + 1
    if size > 55:
        start += size - 55
        size = int.from_bytes(data[at + 1 : start], "big")
    end = start + size
    if end > len(data):
        raise ValueError("this is not canonical RLP")
    if base == 0x80:
        return data[start:end], end
    items: list[Rlp] = []
    while start < end:
        item, start = _rlp_item(data, start, depth + 1)
        items.append(item)
    return items, start
