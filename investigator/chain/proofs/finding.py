"""A block and its receipts, looked for in raw answers that a case holds: files of JSON, and lines of a pull."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from investigator.chain.proofs.fields import Record

_LINES = b'{"method":'
"""How the raw answer of a pull begins: a line of JSON for each call."""


class _Line(msgspec.Struct):
    method: str = ""
    result: Any = None


@dataclass
class Findings:
    """What was found of a transaction's block; `block_hash` is '' until something tells it."""

    tx_hash: str
    block_hash: str = ""
    block: Record | None = None
    receipts: dict[str, Record] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether the block is there with all of its receipts."""
        listed = self.block.get("transactions") if self.block else None
        return isinstance(listed, list) and 0 < len(listed) <= len(self.receipts)

    def look(self, pieces: Iterable[bytes]) -> None:
        """Take from a raw answer what it holds of the block. What is no JSON holds nothing."""
        for text in _texts(pieces):
            if self._may_matter(text):
                self._take(_decoded(text))

    def take(self, answer: bytes) -> None:
        """Take from one answer of a node."""
        self._take(_decoded(answer))

    def _may_matter(self, text: bytes) -> bool:
        lower = text.lower()
        return any(name.encode() in lower for name in (self.tx_hash, self.block_hash) if name)

    def _take(self, value: Any) -> None:
        for one in _objects(value):
            if "transactionsRoot" in one or "parentHash" in one:
                self._block(one)
            elif "cumulativeGasUsed" in one:
                self._receipt(one)

    def _block(self, one: Record) -> None:
        listed = one.get("transactions")
        if not isinstance(listed, list) or not all(isinstance(tx, dict) for tx in listed):
            return
        if self.block_hash in {"", _lower(one, "hash")} and any(
            _lower(tx, "hash") == self.tx_hash for tx in listed
        ):
            self.block_hash, self.block = _lower(one, "hash"), one

    def _receipt(self, one: Record) -> None:
        name = _lower(one, "transactionHash")
        if not self.block_hash and name == self.tx_hash:
            self.block_hash = _lower(one, "blockHash")
        if self.block_hash and _lower(one, "blockHash") == self.block_hash:
            self.receipts[name] = one


def _lower(record: Record, name: str) -> str:
    return str(record.get(name)).lower()


def _objects(value: Any, depth: int = 3) -> Iterator[Record]:
    """The blocks and receipts in an answer: one or a list, bare, as `result`, or in a batch of JSON-RPC."""
    if isinstance(value, list) and depth:
        for inner in value:
            yield from _objects(inner, depth - 1)
    elif isinstance(value, dict) and "result" in value and depth:
        yield from _objects(value["result"], depth - 1)
    elif isinstance(value, dict):
        yield value


def _decoded(text: bytes) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None


def _texts(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The JSON texts of a raw answer: its lines if it is of a pull, otherwise the whole."""
    held, by_line = bytearray(), None
    for piece in pieces:
        held += piece
        by_line = held.startswith(_LINES) if by_line is None else by_line
        if by_line:
            *whole, rest = bytes(held).split(b"\n")
            yield from whole
            held = bytearray(rest)
    if held:
        yield bytes(held).lstrip(b"\xef\xbb\xbf \t\r\n")
