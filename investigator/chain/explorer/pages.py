"""All rows of a list of an explorer that gives only so many at once, none missing and none twice.

Rows come in the order of their blocks. Where an answer may have been cut off, the rows of its last block are let
go and asked for again from that block on, so that a block that straddles the cut is never taken in part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from investigator.chain.explorer.shapes import Row
from investigator.errors import Trouble

ROWS = 10_000
"""Rows that are asked for at once: the most that the large explorers give."""

FEW = 10
"""Fewer rows than this are no answer that was cut off."""

MOST = 2_000_000
"""Rows of one list that are held in memory."""


class TooMany(Exception):
    """The explorer refuses so many rows at once; `most` is what it allows, if it says so."""

    def __init__(self, most: int | None = None) -> None:
        super().__init__("too many rows")
        self.most = most


class TooLong(Exception):
    """The explorer gives up on so long a range of blocks."""


@dataclass(frozen=True)
class Page:
    """What is asked for: rows of the blocks `first` to `last`, at most `rows` of them, the `number`th such part."""

    first: int
    last: int
    rows: int
    number: int = 1


Ask = Callable[[Page], Sequence[Row]]
"""Asks for a page. Raises `TooMany`, `TooLong`, `Trouble`, `Cancelled`."""


def every_row(ask: Ask, first: int, last: int, *, cap: int = 0) -> list[Row]:
    """All rows from block `first` to `last`. With `cap`, an answer of fewer rows is known to be whole.

    Raises `Trouble` if a single block has more rows than the explorer gives, or the rows are in no order.
    """
    found: list[Row] = []
    start, end, rows = first, last, ROWS
    while start <= last:
        try:
            got = _in_order(ask(Page(start, end, rows)), start, end)
        except TooMany as refusal:
            rows = _fewer(rows, refusal.most, start)
            continue
        except TooLong:
            start, end, rows = _shorter(start, end, rows)
            continue
        if not _may_be_cut(len(got), rows, cap):
            found += got
            start, end = end + 1, min(last, end + 2 * (end - start + 1))
        elif got[-1].block > start:
            newest = got[-1].block
            found += [row for row in got if row.block < newest]
            start = newest
        else:
            found += _one_block(ask, got, start)
            start += 1
            end = max(start, end)
        if len(found) > MOST:
            raise Trouble(
                f"There are more than {MOST:,} rows from block {first} to {last}; narrow --blocks."
            )
    return found


def _may_be_cut(count: int, rows: int, cap: int) -> bool:
    return count >= rows or (not cap and count >= FEW)


def _in_order(got: Sequence[Row], first: int, last: int) -> Sequence[Row]:
    blocks = [row.block for row in got]
    if any(a > b for a, b in pairwise(blocks)):
        raise Trouble(
            "The explorer does not sort its rows by block, so that none can be known to be missing."
        )
    if blocks and not first <= blocks[0] <= blocks[-1] <= last:
        raise Trouble(
            f"The explorer gives rows of block {blocks[0]} or {blocks[-1]}, which were not asked for."
        )
    return got


def _fewer(rows: int, most: int | None, block: int) -> int:
    """How many rows to ask for next."""
    if rows <= 1:
        raise Trouble(f"The explorer refuses to give a single row of block {block}.")
    return min(most or rows // 2, rows - 1)


def _shorter(first: int, last: int, rows: int) -> tuple[int, int, int]:
    """A shorter range, or fewer rows of a single block."""
    if last > first:
        return first, (first + last) // 2, rows
    return first, last, _fewer(rows, None, first)


def _one_block(ask: Ask, got: Sequence[Row], block: int) -> list[Row]:
    """The rows of a block that has as many as an answer may hold, page by page."""
    found, size, number = list(got), len(got), 1
    while True:
        number += 1
        try:
            more = _in_order(ask(Page(block, block, size, number)), block, block)
        except (TooMany, TooLong):
            raise Trouble(
                f"Block {block} alone may have more rows than the explorer gives ({len(found):,}); "
                "pull it from a node."
            ) from None
        found += more
        if len(more) < size:
            return found
        if len(found) > MOST:
            raise Trouble(f"Block {block} alone has more than {MOST:,} rows.")
