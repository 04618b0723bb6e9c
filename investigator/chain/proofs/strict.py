"""RLP read strictly, as consensus demands: one canonical encoding for each value, and nothing behind it.

What is read may be hostile: depth is bounded, and no length is believed before the bytes are there.
"""

from __future__ import annotations

from typing import TypeAlias

from investigator.chain.proofs.fields import ProofError

Item: TypeAlias = "bytes | list[Item]"

DEPTH = 8
"""Lists within lists; receipts and transactions have at most four."""


def decode(data: bytes, depth: int = DEPTH) -> Item:
    """The one item that these bytes are. Raises `ProofError` if they are not its canonical encoding."""
    item, end = _item(data, 0, len(data), depth)
    if end != len(data):
        raise ProofError(f"{len(data) - end} bytes follow after the end of an RLP item.")
    return item


def decode_list(data: bytes) -> list[Item]:
    """The list that these bytes are. Raises `ProofError` if they are none."""
    item = decode(data)
    if isinstance(item, bytes):
        raise ProofError("An RLP item is a text where a list must be.")
    return item


def plain(item: Item) -> bytes:
    """An item that must be no list. Raises `ProofError` if it is one."""
    if isinstance(item, list):
        raise ProofError("An RLP item is a list where a text must be.")
    return item


def number(item: Item) -> int:
    """A number of up to 256 bits, without leading zeros. Raises `ProofError` for anything else."""
    data = plain(item)
    if data[:1] == b"\x00" or len(data) > 32:
        raise ProofError("An RLP item is no number of up to 256 bits without leading zeros.")
    return int.from_bytes(data, "big")


def _item(data: bytes, at: int, end: int, depth: int) -> tuple[Item, int]:
    if at >= end:
        raise ProofError("An RLP item is cut off.")
    first = data[at]
    if first < 0x80:
        return data[at : at + 1], at + 1
    is_list = first >= 0xC0
    start, stop = _span(data, at, end, 0xC0 if is_list else 0x80)
    if not is_list:
        if stop - start == 1 and data[start] < 0x80:
            raise ProofError("A single byte of RLP has a length, which it must not have.")
        return data[start:stop], stop
    if depth == 0:
        raise ProofError("RLP lists are nested too deeply.")
    items = list[Item]()
    while start < stop:
        item, start = _item(data, start, stop, depth - 1)
        items.append(item)
    return items, stop


def _span(data: bytes, at: int, end: int, base: int) -> tuple[int, int]:
    """Where the payload of the text or list at `at` starts and stops."""
    short = data[at] - base
    start, length = at + 1, short
    if short > 55:
        size = short - 55
        told = data[start : start + size]
        length = int.from_bytes(told, "big")
        if start + size > end or told[0] == 0 or length <= 55:
            raise ProofError("A length in RLP is not written in the shortest way.")
        start += size
    if start + length > end:
        raise ProofError("An RLP item is cut off.")
    return start, start + length
