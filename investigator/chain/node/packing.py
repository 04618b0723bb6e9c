"""Raw answers hashed and compressed as they come in, so that they need not be held."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyarrow as pa

from investigator.chain.rpc.calls import Answer
from investigator.chain.source import Part
from investigator.chain.told import line
from investigator.data.answers import PART


class Packing:
    """A raw answer in the making: a line of JSON for each call, with the result as the node sent it."""

    def __init__(self) -> None:
        self.size = 0
        self._hash = hashlib.sha256()
        self._codec = pa.Codec("zstd", 1)
        self._parts = list[Part]()
        self._pieces = list[bytes]()
        self._waiting = 0

    def add(self, answers: Iterable[Answer]) -> None:
        """Put answers behind those that are there."""
        for answer in answers:
            for piece in line(answer):
                self._add(piece)

    def _add(self, piece: bytes) -> None:
        while self._waiting + len(piece) > PART:
            room = PART - self._waiting
            self._pieces.append(piece[:room])
            piece = piece[room:]
            self._pack()
        self._pieces.append(piece)
        self._waiting += len(piece)

    def _pack(self) -> None:
        chunk = b"".join(self._pieces)
        if chunk:
            self._hash.update(chunk)
            self._parts.append(Part(len(chunk), self._codec.compress(chunk, asbytes=True)))
            self.size += len(chunk)
        self._pieces, self._waiting = [], 0

    def finish(self) -> tuple[str, tuple[Part, ...]]:
        """The SHA-256 of all so far, and its parts; more may be added still."""
        self._pack()
        return self._hash.hexdigest(), tuple(self._parts)


def unpacked(parts: Iterable[Part]) -> Iterable[bytes]:
    """The raw answer again."""
    codec = pa.Codec("zstd", 1)
    return (codec.decompress(part.content, part.size, asbytes=True) for part in parts)
