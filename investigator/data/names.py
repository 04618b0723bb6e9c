"""Texts that a case numbers."""

from __future__ import annotations

from itertools import islice

import pyarrow as pa

from investigator.data.connection import Db


class Names:
    """Texts that a case numbers (addresses or asset keys): known ones by dictionary, new ones in order."""

    def __init__(self, db: Db, table: str, column: str) -> None:
        rows = db.execute(f"SELECT {column}, id FROM {table}").fetchall()  # noqa: S608 - two fixed tables
        self.known: dict[str, int] = dict(rows)
        self.first_new = len(self.known)

    def number(self, text: str) -> int:
        """The number of one text, a new one if need be."""
        return self.known.setdefault(text, len(self.known))

    def numbers(self, texts: pa.Array | pa.ChunkedArray) -> pa.Array:
        """The numbers of a column of texts; where there is none, none."""
        flat = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
        encoded = flat.dictionary_encode()
        codes = pa.array([self.number(text) for text in encoded.dictionary.to_pylist()], pa.int64())
        return codes.take(encoded.indices)

    def fresh(self) -> list[str]:
        """Texts that were not there before, in the order of their numbers."""
        return list(islice(self.known, self.first_new, None))

    def forget(self) -> None:
        """Drop the texts that were not there before."""
        for text in self.fresh():
            del self.known[text]

    def settle(self) -> None:
        """Count all texts among those that are there, once they are kept for good."""
        self.first_new = len(self.known)
