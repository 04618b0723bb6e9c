"""Fans, and what is made of two of them."""

from __future__ import annotations

import pytest

from investigator.graph.patterns.fans import FanIn, FanOut, GatherScatter, ScatterGather
from investigator.graph.patterns.finding import Surroundings
from investigator.progress import Cancelled
from investigator.records import Clock
from tests.investigator.graph.patterns.told import DAY, HOUR, seen, world

INTO = [(i, 0, 10.0 + i, i * HOUR) for i in range(1, 6)]
OUT = [(0, 10 + i, 10.0 + i, 10 * HOUR + i * HOUR) for i in range(1, 6)]


def test_many_pay_one() -> None:
    (found,) = seen(FanIn(), world(INTO))
    assert found.accounts == (0, 1, 2, 3, 4, 5)
    assert found.transfers == (0, 1, 2, 3, 4)
    assert found.reason == "received from 5 accounts within 4 hours"
    assert found.strength == 0.5
    assert seen(FanOut(), world(INTO)) == []


def test_one_pays_many() -> None:
    (found,) = seen(FanOut(), world(OUT))
    assert found.accounts == (0, 11, 12, 13, 14, 15)


@pytest.mark.parametrize(
    "rows",
    [
        INTO[:4],
        [(i, 0, 10.0, i * 3 * DAY) for i in range(1, 6)],
        [(1, 0, 10.0, i) for i in range(9)],
        [(i, 0, 10.0**i, i) for i in range(1, 6)],
        [(i, 0, 0.0, i) for i in range(1, 6)],
        [(i, 0, 10.0, i, i % 2) for i in range(1, 6)],
    ],
    ids=["too few", "too slow", "one payer", "unlike amounts", "nothing", "two assets"],
)
def test_what_is_no_fan(rows: list[tuple[int, int, float, int]]) -> None:
    assert seen(FanIn(), world(rows)) == []


def test_services_and_the_busy_are_left_out() -> None:
    assert seen(FanIn(), world(INTO), Surroundings(services=frozenset({0}))) == []
    assert seen(FanIn(busy=4), world(INTO)) == []


def test_the_fullest_window_of_like_amounts_is_told() -> None:
    noise = [(i, 0, 5_000.0, i * HOUR) for i in range(20, 23)]
    (found,) = seen(FanIn(), world([*INTO, *noise, (9, 0, 11.0, 40 * DAY)]))
    assert found.transfers == (0, 1, 2, 3, 4)


def test_only_who_pays_repeatedly_counts_if_asked() -> None:
    assert seen(FanIn(each=2), world(INTO)) == []
    assert len(seen(FanIn(each=2), world([*INTO, *[(a, b, x, t + 60) for a, b, x, t in INTO]]))) == 1


def test_scattered_and_gathered() -> None:
    back = [(10 + i, 9, 9.0, 20 * HOUR + i) for i in range(1, 6)]
    (found,) = seen(ScatterGather(), world([*OUT, *back]))
    assert found.accounts == (0, 9, 11, 12, 13, 14, 15)
    assert len(found.transfers) == 10
    early = [(10 + i, 9, 9.0, i) for i in range(1, 6)]
    assert seen(ScatterGather(), world([*OUT, *early])) == []
    assert seen(ScatterGather(), world([*OUT, *back[:4]])) == []


def test_gathered_and_scattered() -> None:
    (found,) = seen(GatherScatter(), world([*INTO, *OUT]))
    assert set(found.accounts) == {0, 1, 2, 3, 4, 5, 11, 12, 13, 14, 15}
    assert found.reason == "received from 5 accounts and then paid 5, 100 % of what came in"
    little = [(a, b, x / 10, t) for a, b, x, t in OUT]
    assert seen(GatherScatter(), world([*INTO, *little])) == []


def test_steps_count_as_days_and_cancelling_works() -> None:
    rows = [(i, 0, 10.0, i) for i in range(1, 6)]
    assert len(seen(FanIn(days=4), world(rows), Surroundings(clock=Clock.STEP))) == 1
    assert seen(FanIn(days=3), world(rows), Surroundings(clock=Clock.STEP)) == []

    def stop(*_: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        list(FanIn().find(world(rows), Surroundings(), stop))
