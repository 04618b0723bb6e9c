"""Raw answers as they came: compressed, each once, under their SHA-256; and read again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa

from investigator.data.connection import Db, one
from investigator.data.store import Store
from investigator.errors import Trouble

PART = 8 << 20
"""Bytes of a raw answer that are compressed together."""


def answer(store: Store, sha256: str) -> Iterator[bytes]:
    """A raw answer, in pieces; nothing if it was not kept. Raises `Trouble` if it cannot be unpacked."""
    codec, part = pa.Codec("zstd"), 0
    sql = "SELECT size, content FROM raw_answer WHERE sha256 = ? AND part = ?"
    with store.reading() as db:
        while row := one(db, sql, [sha256, part]):
            try:
                if not 0 <= row[0] <= PART:
                    raise ValueError("a part of impossible size")
                yield codec.decompress(row[1], decompressed_size=row[0], asbytes=True)
            except (OSError, ValueError) as error:
                raise Trouble(
                    f"The raw answer {sha256[:16]}… cannot be unpacked; run `investigator verify`."
                ) from error
            part += 1


def keep_raw(db: Db, sha256: str, pieces: Iterator[bytes], heartbeat: Callable[[], None]) -> bool:
    """Keep a raw answer compressed, once. False if the bytes are no longer those that were hashed."""
    if _kept(db, sha256):
        return True
    codec, seal = pa.Codec("zstd"), hashlib.sha256()
    for number, chunk in enumerate(_chunks(pieces)):
        heartbeat()
        seal.update(chunk)
        _keep(db, sha256, number, len(chunk), codec.compress(chunk, asbytes=True))
    return seal.hexdigest() == sha256


def keep_packed(db: Db, sha256: str, parts: Iterable[tuple[int, bytes]]) -> None:
    """Keep a raw answer that was compressed by zstd in parts of known size, once."""
    if not _kept(db, sha256):
        for number, (size, content) in enumerate(parts):
            _keep(db, sha256, number, size, content)


def _kept(db: Db, sha256: str) -> bool:
    held = one(db, "SELECT count(*) FROM raw_answer WHERE sha256 = ?", [sha256])
    return bool(held and held[0])


def _keep(db: Db, sha256: str, number: int, size: int, content: bytes) -> None:
    db.execute("INSERT INTO raw_answer VALUES (?, ?, 'zstd', ?, ?)", [sha256, number, size, content])


def _chunks(pieces: Iterator[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= PART:
            yield bytes(held[:PART])
            del held[:PART]
    if held:
        yield bytes(held)
