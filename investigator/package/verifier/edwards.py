"""Ed25519 signatures (RFC 8032, section 5.1): whether one holds. Nothing secret is handled, so nothing is timed."""

from __future__ import annotations

import hashlib

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE_D = -121665 * pow(121666, PRIME - 2, PRIME) % PRIME
ROOT_OF_MINUS_ONE = pow(2, (PRIME - 1) // 4, PRIME)

Point = tuple[int, int, int, int]
"""Extended coordinates X, Y, Z, T with x = X/Z, y = Y/Z, x*y = T/Z."""


def _edwards_sum(one: Point, two: Point) -> Point:
    a, b = (one[1] - one[0]) * (two[1] - two[0]) % PRIME, (one[1] + one[0]) * (two[1] + two[0]) % PRIME
    c, d = 2 * one[3] * two[3] * CURVE_D % PRIME, 2 * one[2] * two[2] % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


def _edwards_times(factor: int, point: Point) -> Point:
    total: Point = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = _edwards_sum(total, point)
        point, factor = _edwards_sum(point, point), factor >> 1
    return total


def _edwards_x(y: int, sign: int) -> int | None:
    """The coordinate x of the point at y whose lowest bit is `sign`; `None` if there is none."""
    if y >= PRIME:
        return None
    square = (y * y - 1) * pow(CURVE_D * y * y + 1, PRIME - 2, PRIME) % PRIME
    if square == 0:
        return None if sign else 0
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * ROOT_OF_MINUS_ONE % PRIME
    if (x * x - square) % PRIME:
        return None
    return PRIME - x if x & 1 != sign else x


def _edwards_point(packed: bytes) -> Point | None:
    number = int.from_bytes(packed, "little")
    y, sign = number & ((1 << 255) - 1), number >> 255
    x = _edwards_x(y, sign)
    return None if x is None else (x, y, 1, x * y % PRIME)


_BASE_Y = 4 * pow(5, PRIME - 2, PRIME) % PRIME


def ed25519_holds(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the owner of a public key of 32 bytes signed a message."""
    if len(key) != 32 or len(signature) != 64:
        return False
    owner, point = _edwards_point(key), _edwards_point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    base_x = _edwards_x(_BASE_Y, 0)
    if owner is None or point is None or base_x is None or scalar >= ORDER:
        return False
    base = (base_x, _BASE_Y, 1, base_x * _BASE_Y % PRIME)
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    left = _edwards_times(scalar, base)
    right = _edwards_sum(point, _edwards_times(int.from_bytes(digest, "little") % ORDER, owner))
    same_x = (left[0] * right[2] - right[0] * left[2]) % PRIME == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % PRIME == 0
