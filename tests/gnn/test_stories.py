"""Facts that go together read as one sentence."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnn.feature_names import ACCOUNT_FEATURES
from gnn.phrases import Facts
from gnn.stories import grouped, joined, story
from investigator.records import Clock

NAMES = [feature.name for feature in ACCOUNT_FEATURES]


def facts(gap: float = 12_000.0, **values: float) -> Facts:
    """Counts and spans as they are, in usual gaps; shares too."""
    logs = {f.name for f in ACCOUNT_FEATURES if f.unit.startswith("log")}
    thousands = {f.name for f in ACCOUNT_FEATURES if f.unit == "log amount"}
    given_ = {
        name: float(np.log1p(value * (1000 if name in thousands else 1))) if name in logs else value
        for name, value in values.items()
    }
    return Facts(MappingProxyType(dict.fromkeys(NAMES, 0.0) | given_), gap, Clock.UTC)


MULE = facts(received_transfers=41, received_partners=41, received_flurry=41, passed_on=0.98, holding=0.15)


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (
            ["received_flurry", "passed_on"],
            "received from 41 accounts within 20 minutes and passed 98 % on",
        ),
        (["received_partners", "passed_on"], "received from 41 accounts and passed 98 % on"),
        (
            ["holding", "passed_on", "received_flurry"],
            "received from 41 accounts within 20 minutes and passed 98 % on after 30 minutes on average",
        ),
    ],
)
def test_what_came_in_and_left_again_is_one_sentence(names: list[str], text: str) -> None:
    (group,) = grouped(names)
    assert story(MULE, group) == text


def test_only_some_at_once_and_several_from_one() -> None:
    some = facts(received_transfers=50, received_partners=12, received_flurry=9, passed_on=1.0)
    (group,) = grouped(["passed_on", "received_transfers", "received_flurry"])
    assert story(some, group) == (
        "received 50 transfers from 12 accounts, up to 9 of them within 20 minutes, and passed everything on"
    )


def test_nothing_came_in_or_nothing_left() -> None:
    assert story(facts(), ("received_partners", "passed_on")) == "received nothing"
    kept = facts(received_transfers=3, received_partners=3)
    assert (
        story(kept, ("received_partners", "passed_on")) == "received from 3 accounts and passed nothing on"
    )


def test_equal_amounts() -> None:
    some = facts(chain=7, matched_times=3, matched_lag=0.6, matched_in=0.9)
    assert story(some, ("chain", "matched_times", "matched_lag")) == (
        "on a chain of 7 legs of nearly equal amounts,"
        " passed 3 receipts on almost whole after 2 hours on average"
    )
    assert story(facts(chain=1), ("chain", "matched_times")) == "passed nothing on whole"


def test_scatter_and_gather_tell_what_there_is() -> None:
    assert (
        story(facts(relays=6), ("scatters", "relays"))
        == "one of 6 accounts between the same payer and payee"
    )
    assert story(facts(), ("gathers", "relays")) == "in no scatter and gather"


def test_one_side_says_its_verb_once() -> None:
    some = facts(
        sent_transfers=6, sent_partners=3, sent_smallest=0.1, sent_largest=8.5, sent_repeats=4,
        sent_partner_degree=9, sent_partner_degree_most=12,
    )  # fmt: skip
    assert story(some, ("sent_partners", "sent_transfers", "sent_repeats")) == (
        "sent to 3 accounts, 6 transfers, 4 transfers to one receiver"
    )
    assert story(some, ("sent_largest", "sent_smallest")) == (
        "sent between 0.1 and 8.5 times the usual amount at a time"
    )
    assert story(some, ("sent_partner_degree", "sent_partner_degree_most")) == (
        "receivers with about 9 transfers each, one with 12"
    )
    assert story(facts(), ("sent_largest", "sent_smallest")) == "sent nothing"


def test_the_same_is_said_once() -> None:
    assert joined(["sent nothing", "sent nothing"]) == "sent nothing"
    assert joined(["sent much", "sent often", "active"]) == "sent much, often; active"


@given(st.lists(st.sampled_from(NAMES), unique=True, max_size=12))
def test_every_feature_is_told_once_and_something_is_said(names: list[str]) -> None:
    found = grouped(names)
    assert sorted(name for group in found for name in group) == sorted(names)
    for some in (facts(), MULE):
        for group in found:
            text = story(some, group)
            assert text.strip() == text
            assert text
