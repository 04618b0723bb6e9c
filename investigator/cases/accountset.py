"""A set of accounts that stays small in the journal, however many they are."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterable

import msgspec
import numpy as np

LIMIT = 50_000_000
"""More accounts than any case holds: bounds what hostile text can unpack to."""


class AccountSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Case-wide account ids, kept as base64 of zlib over the gaps between them (uint32, little-endian)."""

    count: int = 0
    gaps: str = ""

    def __post_init__(self) -> None:
        if self.members and len(self.members) != self.count:
            raise ValueError("the count does not fit the set")

    @classmethod
    def of(cls, accounts: Iterable[int]) -> AccountSet:
        """Pack account ids; order and repetition do not matter."""
        ids = np.unique(np.fromiter(accounts, dtype=np.int64))
        if ids.size == 0:
            return cls()
        gaps = np.diff(ids, prepend=0).astype("<u4")
        return cls(int(ids.size), base64.b64encode(zlib.compress(gaps.tobytes(), 9)).decode())

    @property
    def members(self) -> frozenset[int]:
        """The ids. Raises `ValueError` if the text is not what `of` writes."""
        if not self.count and not self.gaps:
            return frozenset()
        if not 0 < self.count <= LIMIT:
            raise ValueError("a set of accounts of impossible size")
        try:
            raw = zlib.decompressobj().decompress(
                base64.b64decode(self.gaps, validate=True), 4 * self.count + 1
            )
        except (binascii.Error, zlib.error) as error:
            raise ValueError("a set of accounts that cannot be read") from error
        if len(raw) != 4 * self.count:
            raise ValueError("the count does not fit the set")
        return frozenset(np.cumsum(np.frombuffer(raw, "<u4").astype(np.int64)).tolist())

    def __len__(self) -> int:
        """How many accounts."""
        return self.count
