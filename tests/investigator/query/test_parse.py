from __future__ import annotations

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.query.numbers import Range
from investigator.query.parse import Query, Term, parse
from investigator.query.pieces import NotUnderstood
from investigator.query.times import Span
from investigator.query.vocabulary import KEYS
from investigator.records import Clock


def only(text: str, clock: Clock = Clock.UTC) -> Term:
    (term,) = parse(text, clock).terms
    return term


def test_the_contract_s_query() -> None:
    found = parse("asset:USDC value>10k label:mixer hops<=2 time:2022-08")
    assert [term.key for term in found.terms] == ["asset", "value", "label", "hops", "time"]
    assert found.terms[1].ranges == (Range(low=Fraction(10_000), low_open=True),)
    assert found.terms[4].spans == (Span(1_659_312_000, 1_661_990_399),)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_every_example_of_the_vocabulary_can_be_typed(key) -> None:  # type: ignore[no-untyped-def]
    assert only(key.example).key == key.name


def test_quotes_negation_and_alternatives() -> None:
    found = parse('-label:"hot wallet",x | tx:0xAB "a | b"')
    assert [len(some) for some in found.alternatives] == [1, 2]
    assert (found.terms[0].negated, found.terms[0].texts) == (True, ("hot wallet", "x"))
    assert found.words == "a | b"
    assert only(r'note:"say \"hi\""').texts == ('say "hi"',)
    assert only("asset:usdc|ETH").texts == ("usdc", "eth")
    assert only("kind:ERC-20").texts == ("erc20",)


def test_a_name_with_a_colon_is_no_key() -> None:
    assert only("bank:280").texts == ("bank:280",)
    assert only("eip155:1:0xAB").texts == ("eip155:1:0xab",)


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
    assert only(text).spans == (Span(after, before),)


def test_times_on_a_clock_of_steps() -> None:
    assert only("time:5..9", Clock.STEP).spans == (Span(5, 9),)
    assert only("time>5|7", Clock.STEP).spans == (Span(after=6), Span(after=8))


@pytest.mark.parametrize(
    "text, start, says",
    [
        ("asset:ETH lable:x", 10, "did you mean label:"),
        ("value>many", 0, "not a number"),
        ("value>", 0, "no value yet"),
        ("value>nan", 0, "not a number"),
        ("value>2eth", 0, "takes no currency"),
        ("value:9..5", 0, "ends before it begins"),
        ("value:5,", 0, "not a number"),
        ("asset:a,,b", 0, "empty value"),
        ("label>x", 0, "not compared by >"),
        ("hops<=1.5", 0, "whole numbers"),
        ("kind:magic", 0, "it can be native, internal"),
        ("zzz<3", 0, "the keys are asset, value"),
        ("time>2026-01..2026-02", 0, "write a span"),
        ("time:yesterday", 0, "not a time"),
        ("time:..", 0, "no span"),
        ('a note:"open', 2, "not closed"),
        ("| a", 0, "nothing beside it"),
        ("a | | b", 4, "nothing beside it"),
        ('""', 0, "is empty"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(text: str, start: int, says: str) -> None:
    with pytest.raises(NotUnderstood, match="character") as caught:
        parse(text)
    assert says in str(caught.value)
    assert caught.value.start == start


def test_taking_terms_out_and_putting_queries_together() -> None:
    found = parse("asset:a time:2022 | asset:b word")
    assert [term.key for term in found.without("time", bare=True).terms] == ["asset", "asset"]
    assert parse("time:2022 | asset:b").without("time") == Query()
    both = found.and_(parse("value>5"))
    assert [[term.key for term in some] for some in both.alternatives] == [
        ["asset", "time", "value"],
        ["asset", "text", "value"],
    ]
    assert Query().and_(found) == found


@given(st.text(max_size=80))
def test_no_text_breaks_the_parser(text: str) -> None:
    for clock in (Clock.UTC, Clock.BLOCK, None):
        with contextlib.suppress(NotUnderstood):
            assert isinstance(parse(text, clock), Query)


@given(st.lists(st.sampled_from(["asset:", "value>", "time:2022", '"', "|", "-", "..", "10k", ",", " "])))
def test_nor_does_what_looks_like_one(parts: list[str]) -> None:
    with contextlib.suppress(NotUnderstood):
        parse("".join(parts))
