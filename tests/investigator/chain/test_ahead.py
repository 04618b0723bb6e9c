"""Items made ahead are the same items, in order; errors and early ends leave no thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from investigator.chain.ahead import ahead
from investigator.errors import Trouble
from investigator.progress import Cancelled


def test_the_same_items_in_order() -> None:
    with ahead(iter(range(1000)), 3) as items:
        assert list(items) == list(range(1000))


def test_no_more_than_the_room_is_made_ahead() -> None:
    made = list[int]()

    def counted() -> Iterator[int]:
        for i in range(100):
            made.append(i)
            yield i

    with ahead(counted(), 2) as items:
        assert next(items) == 0
        until = time.monotonic() + 60
        while len(made) < 4 and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(0.05)
        assert len(made) == 4  # one taken, two waiting, one in hand


@pytest.mark.parametrize("error", [Trouble("the file ended early"), Cancelled(), KeyError("bug")])
def test_an_error_is_raised_where_the_items_are_taken(error: BaseException) -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise error

    with ahead(broken(), 5) as items:
        assert next(items) == 1
        with pytest.raises(type(error)):
            next(items)


def test_leaving_early_ends_the_thread() -> None:
    before = threading.active_count()
    with ahead(iter(range(10**9)), 2) as items:
        next(items)
    assert threading.active_count() == before
