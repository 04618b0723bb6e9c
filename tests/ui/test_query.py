from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.errors import Trouble
from investigator.graph.expand import Filter
from investigator.records import Clock
from ui.query import Query, keys, parse, with_term, with_time, without_words

ASSETS = {"eth": 0, "usdc": 3}


def read(text: str, clock: Clock = Clock.UTC) -> Query:
    return parse(text, ASSETS, clock)


def test_the_drawing_s_query_as_a_filter() -> None:
    found = read("asset:ETH value>=50 time:2026-03 hops<=4 risk>=0.5 0x9f2c exploiter")
    assert found.where == Filter(after=1_772_323_200, before=1_775_001_599, assets=(0,), min_amount=50.0)
    assert (found.words, found.span) == ("0x9f2c exploiter", (1_772_323_200, 1_775_001_599))
    assert len(found.narrowing.terms) == 5
    assert found.counts_hops


@pytest.mark.parametrize(
    "text, least, most",
    [
        ("value>=2", 2.0, None),
        ("value<=2", None, 2.0),
        ("value:2", 2.0, 2.0),
        ("value>1,000.5 value<=2k", 1000.5000000000001, 2000.0),
        ("-value>2", None, None),
        ("value>2 | value<1", None, None),
    ],
)
def test_values_as_a_filter(text: str, least: float | None, most: float | None) -> None:
    assert (read(text).where.min_amount, read(text).where.max_amount) == (least, most)


def test_words_alone_narrow_nothing() -> None:
    assert read("northwind").passes_all
    assert not read("-northwind").passes_all
    assert read("time:2026 | asset:eth").span == (None, None)
    assert parse("value>1", ASSETS, Clock.UTC, (7,)).origins == ()
    assert parse("hops:1", ASSETS, Clock.UTC, (7,)).origins == (7,)


def test_an_asset_that_the_case_does_not_have() -> None:
    with pytest.raises(Trouble, match="no asset XMR in this case; it has ETH, USDC"):
        read("asset:XMR")


def test_keywords_are_found_for_colouring() -> None:
    text = "-asset:ETH foo:bar value>50"
    assert [text[start:end] for start, end in keys(text)] == ["asset:", "value>"]


def test_terms_are_put_in_and_words_taken_out() -> None:
    assert with_term("asset:eth | tx:0x1", "value>5") == "asset:eth value>5 | tx:0x1 value>5"
    assert with_term('note:"a b" value<9', "value>5", "value") == 'note:"a b" value>5'
    assert without_words("asset:eth northwind -x | tx:0x1 y") == "asset:eth -x | tx:0x1"


@given(st.text(max_size=60))
def test_no_text_breaks_the_field(text: str) -> None:
    keys(text)
    without_words(text)
    with contextlib.suppress(Trouble):
        assert isinstance(read(text), Query)


@given(st.integers(0, 2**36), st.integers(0, 10**6), st.sampled_from(list(Clock)))
def test_a_brushed_span_is_read_back(after: int, span: int, clock: Clock) -> None:
    text = with_time("asset:ETH time:2026-03 value>5", after, after + span, clock)
    where = read(text, clock).where
    assert (where.after, where.before) == (after, after + span)
    assert with_time(text, None, None, clock) == "asset:ETH value>5"
