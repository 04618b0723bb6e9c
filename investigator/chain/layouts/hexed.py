"""Columns of bytes as hexadecimal text and back, all values at once."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_DIGITS = np.frombuffer(b"0123456789abcdef", np.uint8)


def is_bytes(kind: pa.DataType) -> bool:
    """Whether a column holds raw bytes."""
    return bool(
        pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind)
    )


def texts(column: pa.Array) -> pa.Array:
    """Bytes as `0x` and lower-case digits, whatever their lengths; null stays null."""
    whole = _compact(column)
    data = np.frombuffer(whole.buffers()[2] or b"", np.uint8)
    offsets = np.frombuffer(whole.buffers()[1], np.int64, len(whole) + 1, 8 * whole.offset)
    data = data[offsets[0] : offsets[-1]]
    digits = np.empty(2 * len(data), np.uint8)
    digits[0::2], digits[1::2] = _DIGITS[data >> 4], _DIGITS[data & 15]
    bounds = pa.py_buffer(2 * (offsets - offsets[0]))
    plain = pa.Array.from_buffers(pa.large_string(), len(whole), [None, bounds, pa.py_buffer(digits)])
    told = pc.binary_join_element_wise("0x", plain.cast(pa.string()), "")
    return pc.if_else(whole.is_valid(), told, None)


def rows(column: pa.Array, size: int) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Bytes of one length as rows, shape (n, size), and which values have that length; others are zeros."""
    lengths = pc.binary_length(column).fill_null(-1).to_numpy(zero_copy_only=False)
    good = lengths == size
    if good.all():
        return np.frombuffer(b"".join(column.to_pylist()), np.uint8).reshape(-1, size), good
    found = np.zeros((len(column), size), np.uint8)
    if good.any():
        packed = b"".join(column.filter(pa.array(good)).to_pylist())
        found[good] = np.frombuffer(packed, np.uint8).reshape(-1, size)
    return found, good


def limbs(numbers: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Numbers of 32 big-endian bytes as little-endian limbs, shape (n, 4)."""
    return np.ascontiguousarray(numbers[:, ::-1]).view("<u8").reshape(-1, 4)


def _compact(column: pa.Array) -> pa.Array:
    """The column as large binary in buffers of its own, nulls as nothing."""
    return (
        column.cast(pa.large_binary())
        if not pa.types.is_fixed_size_binary(column.type)
        else _loosened(column)
    )


def _loosened(column: pa.Array) -> pa.Array:
    return column.cast(pa.binary()).cast(pa.large_binary())
