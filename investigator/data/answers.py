"""Raw answers that a case has kept, read again."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from investigator.data import ingestion
from investigator.data.connection import one
from investigator.data.store import Store
from investigator.errors import Trouble


def answer(store: Store, sha256: str) -> Iterator[bytes]:
    """A raw answer, in pieces; nothing if it was not kept. Raises `Trouble` if it cannot be unpacked."""
    codec, part = pa.Codec("zstd"), 0
    sql = "SELECT size, content FROM raw_answer WHERE sha256 = ? AND part = ?"
    with store.reading() as db:
        while row := one(db, sql, [sha256, part]):
            try:
                if not 0 <= row[0] <= ingestion.PART:
                    raise ValueError("a part of impossible size")
                yield codec.decompress(row[1], decompressed_size=row[0], asbytes=True)
            except (OSError, ValueError) as error:
                raise Trouble(
                    f"The raw answer {sha256[:16]}… cannot be unpacked; run `investigator verify`."
                ) from error
            part += 1
