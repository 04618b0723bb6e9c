from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.records import Clock
from ui.panels.time_axis import ticks


@given(
    st.integers(-(2**40), 2**40), st.integers(0, 2**40), st.sampled_from(list(Clock)), st.integers(0, 20)
)
def test_ticks_lie_within_and_are_few(first: int, span: int, clock: Clock, most: int) -> None:
    found = ticks(first, first + span, clock, most)
    assert len(found) <= most
    assert all(first < tick.time < first + span for tick in found)
    assert sorted({tick.time for tick in found}) == [tick.time for tick in found]


@pytest.mark.parametrize(
    "first, last, wanted",
    [
        (1_659_312_000, 1_661_990_399, ["2022-08-04", "2022-08-11", "2022-08-18", "2022-08-25"]),
        (1_640_995_200, 1_672_531_199, ["2022-04", "2022-07", "2022-10"]),
        (1_659_312_060, 1_659_333_600, ["03:00"]),
        (946_684_800, 1_672_531_199, ["2005", "2010", "2015", "2020"]),
    ],
)
def test_ticks_are_round(first: int, last: int, wanted: list[str]) -> None:
    assert [tick.text for tick in ticks(first, last, Clock.UTC, 5)] == wanted


def test_steps_and_blocks() -> None:
    assert [tick.text for tick in ticks(1, 49, Clock.STEP, 5)] == ["10", "20", "30", "40"]
    assert ticks(5, 5, Clock.STEP, 5) == []
