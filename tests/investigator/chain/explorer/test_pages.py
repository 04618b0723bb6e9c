"""No row is lost and none comes twice, however few an explorer gives at once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.chain.explorer.pages import Page, TooLong, TooMany, every_row
from investigator.chain.explorer.shapes import Row
from investigator.errors import Trouble


class Shelf:
    """Rows by block, of which at most `cap` are given at once."""

    def __init__(
        self, blocks: Sequence[int], cap: int, *, refuses: bool = False, longest: int = 10**9
    ) -> None:
        self.rows = [Row(block_number=block, nonce=number) for number, block in enumerate(sorted(blocks))]
        self.cap, self.refuses, self.longest = cap, refuses, longest
        self.asked: list[Page] = []

    def __call__(self, page: Page) -> list[Row]:
        self.asked.append(page)
        if page.last - page.first >= self.longest:
            raise TooLong
        if self.refuses and page.rows * page.number > self.cap:
            raise TooMany(self.cap)
        size = min(page.rows, self.cap)
        found = [row for row in self.rows if page.first <= row.block <= page.last]
        return found[(page.number - 1) * size : page.number * size]


@given(
    st.lists(st.integers(5, 40), max_size=120),
    st.integers(10, 40),
    st.booleans(),
    st.integers(0, 20),
    st.integers(20, 50),
)
def test_every_row_once(blocks: list[int], cap: int, refuses: bool, first: int, last: int) -> None:
    wanted = [block for block in sorted(blocks) if first <= block <= last]
    shelf = Shelf(blocks, cap, refuses=refuses)
    most = max((wanted.count(block) for block in wanted), default=0)
    if refuses and most >= 10 and _crowded(shelf, first, last):
        return
    found = every_row(shelf, first, last)
    assert [row.block for row in found] == wanted
    assert len({row.nonce for row in found}) == len(found)


def _crowded(shelf: Shelf, first: int, last: int) -> bool:
    """Whether a block that may have more rows than the shelf gives is said to be one."""
    try:
        every_row(shelf, first, last)
    except Trouble as trouble:
        return "alone may have more rows" in str(trouble)
    return False


@given(st.lists(st.integers(0, 60), max_size=80), st.integers(1, 30))
def test_a_range_that_is_too_long_is_parted(blocks: list[int], longest: int) -> None:
    shelf = Shelf(blocks, 10_000, longest=longest)
    assert [row.block for row in every_row(shelf, 0, 60, cap=10_000)] == sorted(blocks)


def test_a_documented_cap_saves_questions() -> None:
    shelf = Shelf(range(50), 10_000)
    assert len(every_row(shelf, 0, 100, cap=10_000)) == 50
    assert len(shelf.asked) == 1
    assert len(every_row(shelf, 0, 100)) == 50
    assert [page.first for page in shelf.asked[1:]] == [0, 49]


def test_few_rows_are_no_answer_that_was_cut_off() -> None:
    shelf = Shelf(range(9), 10_000)
    assert len(every_row(shelf, 0, 100)) == 9
    assert len(shelf.asked) == 1


def test_a_refusal_without_a_number_halves() -> None:
    def ask(page: Page) -> list[Row]:
        if page.rows > 100:
            raise TooMany
        return []

    assert every_row(ask, 0, 9) == []
    with pytest.raises(Trouble, match="a single row of block 3"):
        every_row(Shelf([3], 0, refuses=True), 3, 3)


def test_a_block_that_is_too_long_alone() -> None:
    def ask(page: Page) -> list[Row]:
        raise TooLong

    with pytest.raises(Trouble, match="a single row of block 0"):
        every_row(ask, 0, 1000)


def test_answers_in_no_order_or_of_other_blocks_are_refused() -> None:
    with pytest.raises(Trouble, match="does not sort"):
        every_row(lambda page: [Row(block_number=3), Row(block_number=2)], 0, 9)
    with pytest.raises(Trouble, match="gives rows of block 12"):
        every_row(lambda page: [Row(block_number=12)], 0, 9)
