"""Columns of hexadecimal texts, as nodes write numbers and bytes, read all at once and exactly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_WRONG = 255
_NIBBLES = np.full(256, _WRONG, np.uint8)
_NIBBLES[np.frombuffer(b"0123456789abcdef", np.uint8)] = np.arange(16)
_NIBBLES[np.frombuffer(b"ABCDEF", np.uint8)] = np.arange(10, 16)


def fixed(texts: Sequence[str], size: int) -> NDArray[np.uint8]:
    """Bytes of texts of `0x` and `size` bytes each, shape (n, size). Raises `ValueError` for any other text."""
    width = 2 + 2 * size
    joined = "".join(texts).encode()
    if len(joined) != width * len(texts) or any(len(text) != width for text in texts):
        wrong = next((text for text in texts if len(text) != width), "")
        raise ValueError(f"not {size} bytes in hexadecimal: {wrong[:70]!r}")
    return _nibbles(np.frombuffer(joined, np.uint8).reshape(-1, width))


def binary(texts: Sequence[str], size: int) -> pa.Array:
    """As `fixed`, as a column of binary values."""
    return column(fixed(texts, size))


def column(rows: NDArray[np.uint8]) -> pa.Array:
    """Rows of bytes, shape (n, size), as a column of binary values."""
    count, size = rows.shape
    data = pa.py_buffer(np.ascontiguousarray(rows).tobytes())
    return pa.Array.from_buffers(pa.binary(size), count, [None, data]).cast(pa.binary())


def words(texts: Sequence[str]) -> NDArray[np.uint8]:
    """Numbers of up to 32 bytes, big-endian, shape (n, 32). Raises `ValueError` for what is no number."""
    if not len(texts):
        return np.empty((0, 32), np.uint8)
    array = pa.array(texts, pa.string())
    sizes = pc.binary_length(array).to_numpy(zero_copy_only=False)
    if sizes.min() < 3 or sizes.max() > 66 or not pc.all(pc.starts_with(array, "0x")).as_py():
        raise ValueError(f"not a number: {_odd(texts)!r}")
    padded = pc.ascii_lpad(
        pc.binary_replace_slice(array.cast(pa.binary()), 0, 2, b"").cast(pa.string()), 64, "0"
    )
    raw = np.frombuffer(padded.buffers()[2], np.uint8, len(texts) * 64, padded.offset * 64)
    return _pack(raw.reshape(-1, 64))


def limbs(rows: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Numbers of 32 big-endian bytes as little-endian limbs, shape (n, 4)."""
    return np.ascontiguousarray(rows[:, ::-1]).view("<u8").reshape(-1, 4)


def small(texts: Sequence[str], bits: int = 63) -> NDArray[np.int64]:
    """Numbers that have no more bits than this. Raises `ValueError` for a larger one, or what is none."""
    found = [int(text, 16) for text in texts]
    if any(value >> bits for value in found):
        raise ValueError(f"a number of more than {bits} bits: {hex(max(found))[:70]}")
    return np.array(found, np.int64)


def addresses(texts: Sequence[str], chain: str) -> pa.Array:
    """Canonical accounts of a chain. Raises `ValueError` for what is no address."""
    if not len(texts):
        return pa.array([], pa.string())
    fixed(texts, 20)
    return pc.binary_join_element_wise(f"{chain}:", pc.ascii_lower(pa.array(texts, pa.string())), "")


def _nibbles(letters: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if (letters[:, 0] != ord("0")).any() or (letters[:, 1] != ord("x")).any():
        raise ValueError("hexadecimal text that does not begin with 0x")
    return _pack(letters[:, 2:])


def _pack(letters: NDArray[np.uint8]) -> NDArray[np.uint8]:
    nibbles = _NIBBLES[letters]
    if nibbles.size and nibbles.max() == _WRONG:
        row = letters[(nibbles == _WRONG).any(1)][0]
        raise ValueError(f"not hexadecimal: {row.tobytes()[:70]!r}")
    return np.asarray(nibbles[:, ::2] << 4 | nibbles[:, 1::2], np.uint8)


def _odd(texts: Sequence[str]) -> str:
    return next((text for text in texts if not 3 <= len(text) <= 66 or text[:2] != "0x"), "")[:70]
