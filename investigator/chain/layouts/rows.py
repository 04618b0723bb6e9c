"""Rows of a table in a known layout: its columns by what they mean, read exactly, the unreadable as faults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from investigator.address import canonical
from investigator.chain import cells
from investigator.chain.layouts import hexed

Fields = Mapping[str, Sequence[str]]
"""What a column means -> the names that it may have, the best first."""

_PLAIN = "^0x[0-9a-f]{40}$"
_NOTHING = pa.array(["", "nan", "None", "null", "NaN", "NULL", "<NA>"])


def find(fields: Fields, header: Sequence[str]) -> dict[str, str]:
    """Which column holds which field."""
    found = {name: next((one for one in names if one in header), None) for name, names in fields.items()}
    return {name: column for name, column in found.items() if column is not None}


@dataclass
class Rows:
    """Some rows. `columns` are by field; `chain` is CAIP-2, for accounts without a chain of their own.

    What cannot be read is told in `faults`, by row, and stands for a null or a zero.
    """

    columns: Mapping[str, pa.Array]
    chain: str
    count: int
    faults: cells.Faults = field(default_factory=dict)
    origin: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))

    def has(self, name: str) -> bool:
        """Whether the table has this field."""
        return name in self.columns

    def take(self, keep: NDArray[np.bool_]) -> Rows:
        """Only these rows; faults found in them are not told here until they are taken `back`."""
        mask = pa.array(keep)
        some = {name: column.filter(mask) for name, column in self.columns.items()}
        return Rows(some, self.chain, int(keep.sum()), origin=np.flatnonzero(keep))

    def back(self, some: Rows) -> None:
        """Take back the faults of rows that were taken out of these."""
        for row, reason in some.faults.items():
            self.faults.setdefault(int(some.origin[row]), reason)

    def texts(self, name: str) -> pa.Array:
        """Text, null where there is none."""
        if name not in self.columns:
            return pa.nulls(self.count, pa.string())
        column = self.columns[name]
        if hexed.is_bytes(column.type):
            return hexed.texts(column)
        if pa.types.is_boolean(column.type):
            return pc.if_else(column, "1", "0")
        column = column.cast(pa.string())
        return pc.if_else(pc.is_in(column, _NOTHING), None, column)

    def accounts(self, name: str, *, optional: bool = False) -> pa.Array:
        """Canonical addresses; with `optional`, null where there is none."""
        texts = self.texts(name)
        given = texts.fill_null("")
        plain = pc.match_substring_regex(given, _PLAIN)
        told = pc.binary_join_element_wise(f"{self.chain}:", given, "")
        odd = pc.and_(pc.invert(plain), pc.not_equal(given, "")) if optional else pc.invert(plain)
        if pc.any(odd).as_py():
            told = self._odd_accounts(told, given, odd)
        return pc.if_else(pc.equal(given, ""), None, told) if optional else told

    def _odd_accounts(self, told: pa.Array, given: pa.Array, odd: pa.Array) -> pa.Array:
        rows = np.flatnonzero(odd.to_numpy(zero_copy_only=False))
        faults: cells.Faults = {}
        read = cells.Reader(partial(canonical, chain=self.chain)).column(given.take(pa.array(rows)), faults)
        for row, reason in faults.items():
            self.faults.setdefault(int(rows[row]), reason)
        return pc.replace_with_mask(told, odd, read.fill_null(""))

    def hashes(self, name: str) -> pa.Array:
        """32-byte hashes; null where there is none."""
        column = self.columns[name]
        if hexed.is_bytes(column.type):
            sizes = pc.binary_length(column).fill_null(32).to_numpy(zero_copy_only=False)
            for row in np.flatnonzero(sizes != 32).tolist():
                self.faults.setdefault(row, f"a hash of {sizes[row]} bytes")
            return column.cast(pa.binary())
        texts = self.texts(name)
        if not texts.null_count:
            return cells.hashes(texts, self.faults)
        rows = np.flatnonzero(texts.is_valid().to_numpy(zero_copy_only=False))
        faults: cells.Faults = {}
        read = cells.hashes(texts.drop_null(), faults)
        self.faults |= {
            int(rows[row]): reason for row, reason in faults.items() if int(rows[row]) not in self.faults
        }
        return pc.replace_with_mask(pa.nulls(self.count, pa.binary()), texts.is_valid(), read)

    def limbs(self, name: str, *, shift: int = 0) -> NDArray[np.uint64]:
        """Amounts in base units, shape (n, 4); text is shifted by so many decimal places."""
        column = self.columns[name]
        if hexed.is_bytes(column.type):
            numbers, good = hexed.rows(column, 32)
            for row in np.flatnonzero(~good).tolist():
                self.faults.setdefault(row, "an amount that has not 32 bytes")
            return hexed.limbs(numbers)
        return cells.amounts(self.texts(name), shift, self.faults)

    def numbers(self, name: str, what: str = "number") -> NDArray[np.int64]:
        """Whole numbers of at most 62 bits and not negative."""
        column = self.columns.get(name)
        if column is not None and pa.types.is_integer(column.type) and not column.null_count:
            found = np.asarray(column.cast(pa.int64(), safe=False).to_numpy(zero_copy_only=False))
        else:
            found = cells.integers(self.texts(name), self.faults, what)
        return self._checked(found, what, 62)

    def places(self, name: str, what: str = "index") -> pa.Array:
        """Whole numbers of at most 31 bits, null where there is none."""
        texts = self.texts(name)
        found = self._checked(cells.integers(texts.fill_null("0"), self.faults, what), what, 31)
        return pc.if_else(texts.is_valid(), pa.array(found.astype(np.int32)), None)

    def _checked(self, found: NDArray[np.int64], what: str, bits: int) -> NDArray[np.int64]:
        for row in np.flatnonzero((found < 0) | (found >> bits != 0)).tolist():
            self.faults.setdefault(row, f"not a {what}: {found[row]}")
        return np.where((found < 0) | (found >> bits != 0), 0, found)

    def good(self) -> NDArray[np.bool_]:
        """The rows without a fault."""
        mask = np.ones(self.count, np.bool_)
        mask[list(self.faults)] = False
        return mask
