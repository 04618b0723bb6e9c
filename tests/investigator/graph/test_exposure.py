"""Terms sum to the whole, whatever moved; and the transfer that matters most is found."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph.exposure import BEYOND, ITSELF, UNLABELLED, Exposure, counterfactual, exposure
from investigator.graph.trace.question import Convention, Rules
from tests.investigator.graph.trace.ledgers import in_order, transfers
from tests.investigator.graph.trace.plainly import Transfer

ME = 0
PROPER: tuple[Convention, ...] = ("haircut", "fifo", "lifo", "libr")
books = in_order
"""Books of transfers (from, to, amount) of one asset, one after the other; they are numbered from 100 on."""


def told(found: Exposure) -> dict[tuple[str, int], int]:
    return {(term.category, term.hops): term.amount for term in found.terms}


def test_direct_and_indirect_by_category() -> None:
    rows = [(1, ME, 100), (ME, 2, 60), (2, 3, 60), (ME, 4, 30)]
    categories = {3: "mixing_service", 4: "exchange"}
    found = exposure(books(rows), ME, categories, "haircut", Rules())
    assert told(found) == {("mixing_service", 2): 60, ("exchange", 1): 30, (ITSELF, 0): 10}
    assert found.totals == {0: 100}
    assert found.shares(0) == {"mixing_service": 0.6, "exchange": 0.3, ITSELF: 0.1}
    back = exposure(books(rows), ME, {1: "scam"}, "haircut", Rules(backward=True))
    assert told(back) == {("scam", 1): 100}


def test_an_illicit_account_in_the_middle_is_an_end() -> None:
    rows = [(1, ME, 100), (ME, 2, 100), (2, 3, 100)]
    assert told(exposure(books(rows), ME, {2: "sanction"}, "fifo", Rules())) == {("sanction", 1): 100}
    assert told(exposure(books(rows), ME, {}, "fifo", Rules())) == {(UNLABELLED, 2): 100}
    assert told(exposure(books(rows), ME, {}, "fifo", Rules(depth=1))) == {(BEYOND, 1): 100}


def test_poison_is_no_convention_for_shares() -> None:
    with pytest.raises(ValueError, match="counts many times"):
        exposure(books([(1, ME, 1)]), ME, {}, "poison", Rules())


@given(transfers(), st.sampled_from(PROPER), st.booleans(), st.sets(st.integers(1, 5)))
def test_terms_sum_to_what_passed(
    moves: list[Transfer], convention: Convention, backward: bool, labelled: set[int]
) -> None:
    whole = books(moves)
    found = exposure(whole, ME, dict.fromkeys(labelled, "exchange"), convention, Rules(backward=backward))
    sums = defaultdict[int, int](int)
    for term in found.terms:
        assert term.amount > 0
        sums[term.pot] += term.amount
    assert dict(sums) == dict(found.totals)
    for pot in found.totals:
        assert sum(found.shares(pot).values()) == pytest.approx(1)


@given(transfers(), st.sampled_from(PROPER), st.booleans())
def test_with_everybody_labelled_all_that_was_dealt_is_direct(
    moves: list[Transfer], convention: Convention, backward: bool
) -> None:
    everybody = dict.fromkeys(range(1, 6), "exchange")
    found = exposure(books(moves), ME, everybody, convention, Rules(backward=backward))
    others = [term for term in found.terms if term.category != ITSELF]
    assert all(term.direct for term in others)
    dealt = sum(amount for src, dst, amount in moves if (dst if backward else src) == ME)
    assert sum(term.amount for term in others) == dealt


def test_the_transfer_that_matters_most() -> None:
    rows = [(1, ME, 100), (ME, 2, 70), (2, 3, 70), (ME, 4, 30)]
    categories, rules = {3: "mixing_service", 4: "exchange"}, Rules()
    whole = books(rows)
    found = counterfactual(
        whole, ME, categories, "haircut", rules, exposure(whole, ME, categories, "haircut", rules)
    )
    assert found is not None
    assert (found.transfer, found.tried) == (101, 3)
    assert found.change == pytest.approx(0.7)
    assert (found.category, found.before, found.after) == (ITSELF, 0.0, pytest.approx(0.7))


def test_where_nothing_moved_nothing_matters() -> None:
    whole = books([(1, 2, 5)])
    base = exposure(whole, ME, {}, "haircut", Rules())
    assert base.terms == ()
    assert counterfactual(whole, ME, {}, "haircut", Rules(), base) is None
