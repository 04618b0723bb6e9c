from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.errors import Trouble
from investigator.graph.expand import Filter
from investigator.records import Clock
from ui.query import Query, keys, parse, with_time

ASSETS = {"eth": 0, "usdc": 3}


def read(text: str, clock: Clock = Clock.UTC) -> Query:
    return parse(text, ASSETS, clock)


def test_the_drawing_s_query() -> None:
    found = read("asset:ETH value>=50 time:2026-03 hops<=4")
    assert found == Query(
        Filter(after=1_772_323_200, before=1_775_001_599, assets=(0,), min_amount=50.0), hops=4
    )


@pytest.mark.parametrize(
    "text, least, most",
    [
        ("value>=2", 2.0, None),
        ("value<=2", None, 2.0),
        ("value:2", 2.0, 2.0),
        ("value>1,000.5 value<=2000", 1000.5000000000001, 2000.0),
    ],
)
def test_values(text: str, least: float | None, most: float | None) -> None:
    assert (read(text).where.min_amount, read(text).where.max_amount) == (least, most)


@pytest.mark.parametrize(
    "text, after, before",
    [
        ("time:2026-12", 1_796_083_200, 1_798_761_599),
        ("time:2026-03-02", 1_772_409_600, 1_772_495_999),
        ("time:2026-03-02T04:10..2026-03-03T16:32", 1_772_424_600, 1_772_555_579),
        ("time>2026-03-02", 1_772_496_000, None),
        ("time>=2026-03-02", 1_772_409_600, None),
        ("time<2026-03-02", None, 1_772_409_599),
        ("time<=2026-03-02", None, 1_772_495_999),
        ("time:..2026-03-02", None, 1_772_495_999),
        ("time:2026-03-02..", 1_772_409_600, None),
    ],
)
def test_times(text: str, after: int | None, before: int | None) -> None:
    assert (read(text).where.after, read(text).where.before) == (after, before)


def test_times_on_a_clock_of_steps() -> None:
    assert read("time:5..9", Clock.STEP).where == Filter(after=5, before=9)
    assert read("time>5", Clock.STEP).where == Filter(after=6)


def test_several_assets_hops_risk_and_words() -> None:
    found = read("asset:usdc asset:eth hops<3 risk>=0.5 0x9f2c exploiter")
    assert (found.where.assets, found.hops, found.risk, found.words) == ((3, 0), 2, 0.5, "0x9f2c exploiter")
    assert Query(words="x").passes_all
    assert not Query(hops=1).passes_all


@pytest.mark.parametrize(
    "text, said",
    [
        ("asset:XMR", "no asset XMR"),
        ("value>many", "not a number"),
        ("value>", "no value yet"),
        ("value>nan", "not a number"),
        ("hops>2", "hops<=4"),
        ("hops<=1.5", "hops<=4"),
        ("risk<1", "risk>=0.5"),
        ("time>2026-01..2026-02", "write a span"),
        ("time:yesterday", "not a time"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, said: str) -> None:
    with pytest.raises(Trouble, match=said):
        read(text)


def test_keywords_are_found_for_colouring() -> None:
    text = "asset:ETH foo:bar value>50"
    assert [text[start:end] for start, end in keys(text)] == ["asset:", "value>"]


@given(st.text(max_size=60))
def test_no_text_breaks_the_field(text: str) -> None:
    keys(text)
    with contextlib.suppress(Trouble):
        assert isinstance(read(text), Query)


@given(st.integers(0, 2**36), st.integers(0, 10**6), st.sampled_from(list(Clock)))
def test_a_brushed_span_is_read_back(after: int, span: int, clock: Clock) -> None:
    text = with_time("asset:ETH time:2026-03 value>5", after, after + span, clock)
    where = read(text, clock).where
    assert (where.after, where.before) == (after, after + span)
    assert with_time(text, None, None, clock) == "asset:ETH value>5"
