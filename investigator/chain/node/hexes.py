"""Columns of hexadecimal texts, as nodes write numbers and bytes, read all at once and exactly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


def fixed(texts: Sequence[str], size: int) -> NDArray[np.uint8]:
    """Bytes of texts of `0x` and `size` bytes each, shape (n, size). Raises `ValueError` for any other text."""
    width = 2 + 2 * size
    if not set(map(len, texts)) <= {width}:
        wrong = next(text for text in texts if len(text) != width)
        raise ValueError(f"not {size} bytes in hexadecimal: {wrong[:70]!r}")
    joined = "".join(texts)
    letters = np.frombuffer(joined.encode(), np.uint8)
    if letters.size != width * len(texts):
        raise ValueError("letters that are not hexadecimal")
    letters = letters.reshape(-1, width)
    if (letters[:, 0] != ord("0")).any() or (letters[:, 1] != ord("x")).any():
        raise ValueError("hexadecimal text that does not begin with 0x")
    raw = bytes.fromhex(letters[:, 2:].tobytes().decode())
    if len(raw) != size * len(texts):  # `fromhex` skips blanks
        raise ValueError("letters that are not hexadecimal")
    return np.frombuffer(raw, np.uint8).reshape(-1, size)


def binary(texts: Sequence[str], size: int) -> pa.Array:
    """As `fixed`, as a column of binary values."""
    return column(fixed(texts, size))


def column(rows: NDArray[np.uint8]) -> pa.Array:
    """Rows of bytes, shape (n, size), as a column of binary values."""
    count, size = rows.shape
    data = pa.py_buffer(np.ascontiguousarray(rows).tobytes())
    return pa.Array.from_buffers(pa.binary(size), count, [None, data]).cast(pa.binary())


def limbs(rows: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Numbers of 32 big-endian bytes, shape (n, 32), as little-endian limbs, shape (n, 4)."""
    return np.ascontiguousarray(rows[:, ::-1]).view("<u8").reshape(-1, 4)


def amounts(texts: Sequence[str]) -> NDArray[np.uint64]:
    """Numbers of up to 256 bits as little-endian limbs, shape (n, 4). Raises `ValueError` for what is none."""
    numbers = _numbers(texts, 256)
    known = {text: number.to_bytes(32, "little") for text, number in numbers.items()}
    return np.frombuffer(b"".join([known[text] for text in texts]), "<u8").reshape(-1, 4)


def small(texts: Sequence[str], bits: int = 63) -> NDArray[np.int64]:
    """Numbers that have no more bits than this. Raises `ValueError` for a larger one, or what is none."""
    numbers = _numbers(texts, bits)
    return np.array([numbers[text] for text in texts], np.int64)


def _numbers(texts: Sequence[str], bits: int) -> dict[str, int]:
    """Each different text's number: columns of a chain repeat themselves."""
    found = {text: int(text, 16) for text in set(texts)}
    for text, number in found.items():
        if number < 0 or number >> bits:
            raise ValueError(f"not a number of {bits} bits: {text[:70]!r}")
    return found


def addresses(texts: Sequence[str], chain: str) -> pa.Array:
    """Canonical accounts of a chain. Raises `ValueError` for what is no address."""
    if not len(texts):
        return pa.array([], pa.string())
    fixed(texts, 20)
    return pc.binary_join_element_wise(f"{chain}:", pc.ascii_lower(pa.array(texts, pa.string())), "")
