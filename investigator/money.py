"""Exact amounts: integers of base units in Python, four 64-bit limbs in columns, never a float.

Decimals appear at the edge only: when text is read and when an amount is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

LIMIT = 2**256
"""Amounts are below this, as on an EVM chain."""

_DECIMAL = re.compile(r"([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,3}))?")
_HEX = re.compile(r"0[xX][0-9a-fA-F]+")
_WORD = 2**64 - 1


def parse_amount(text: str, decimals: int = 0) -> int:
    """Read decimal, exponent or hexadecimal text exactly into base units.

    Decimal text is in whole units and is shifted by `decimals`; hexadecimal text is already in base
    units. Raises `ValueError` saying why for anything else: signs, more digits than the asset has,
    or an amount of 2^256 or more.
    """
    text = text.strip()
    if _HEX.fullmatch(text):
        return _within(int(text, 16))
    match = _DECIMAL.fullmatch(text)
    if not match or not (match[1] or match[2]):
        raise ValueError("negative amount" if text.startswith("-") else f"not an amount: {text[:40]!r}")
    if len(text) > 400:
        raise ValueError("amount of more than 400 digits")
    fraction = match[2] or ""
    digits = int((match[1] or "0") + fraction)
    shift = decimals - len(fraction) + int(match[3] or 0)
    if shift >= 0:
        if digits and shift > 80:
            raise ValueError("amount of 2^256 or more")
        return _within(digits * 10**shift) if digits else 0
    whole, rest = divmod(digits, 10**-shift)
    if rest:
        raise ValueError(f"more than {decimals} decimal places: {text[:40]!r}")
    return _within(whole)


def _within(amount: int) -> int:
    if amount >= LIMIT:
        raise ValueError("amount of 2^256 or more")
    return amount


def show_amount(
    amount: int, decimals: int | None, *, grouped: bool = True, places: int | None = None
) -> str:
    """Write base units exactly in whole units, thousands grouped by commas.

    With `places`, digits beyond are cut (never rounded up) and an ellipsis says so.
    """
    sign, amount = ("-", -amount) if amount < 0 else ("", amount)
    shift = decimals or 0
    whole, fraction = divmod(amount, 10**shift)
    text = f"{whole:,}" if grouped else str(whole)
    tail = str(fraction).zfill(shift).rstrip("0") if shift else ""
    if places is not None and len(tail) > places:
        tail = tail[:places] + "…"
    return f"{sign}{text}.{tail}" if tail else f"{sign}{text}"


def to_limbs(amounts: Iterable[int]) -> NDArray[np.uint64]:
    """Split integers of [0, 2^256) into little-endian limbs, shape (n, 4)."""
    raw = b"".join(amount.to_bytes(32, "little") for amount in amounts)
    return np.frombuffer(raw, dtype="<u8").reshape(-1, 4)


def from_limbs(limbs: NDArray[np.uint64]) -> list[int]:
    """Join little-endian limbs, shape (n, 4), into integers."""
    raw = np.ascontiguousarray(limbs, dtype="<u8").tobytes()
    return [int.from_bytes(raw[i : i + 32], "little") for i in range(0, len(raw), 32)]


def join_limbs(a0: int, a1: int, a2: int, a3: int) -> int:
    """Join one row's limbs. Sums of limb columns may exceed 64 bits and still join exactly."""
    return a0 + (a1 << 64) + (a2 << 128) + (a3 << 192)


def split_limbs(amount: int) -> tuple[int, int, int, int]:
    """Split one amount of [0, 2^256) into its four limbs."""
    return amount & _WORD, amount >> 64 & _WORD, amount >> 128 & _WORD, amount >> 192
