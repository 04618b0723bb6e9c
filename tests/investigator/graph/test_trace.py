"""What all conventions have in common, in both directions: names do not matter, Cancel is heard, time is kept."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph.trace.arithmetic import exact
from investigator.graph.trace.book import book
from investigator.graph.trace.course import course
from investigator.graph.trace.follow import trace
from investigator.graph.trace.outcome import holds
from investigator.graph.trace.question import CONVENTIONS, Rules, Source
from investigator.progress import Cancelled
from tests.investigator.graph.trace.ledgers import ACCOUNTS, in_order, ledger_of, transfers
from tests.investigator.graph.trace.plainly import Transfer

FROM_ZERO = [Source(accounts=(0,))]


@given(transfers(), st.permutations(range(ACCOUNTS)), st.booleans())
def test_renaming_all_accounts_changes_only_their_names(
    moves: list[Transfer], names: list[int], backward: bool
) -> None:
    rules = Rules(backward=backward)
    plain = trace(in_order(moves), FROM_ZERO, rules)
    renamed = [(names[giver], names[taker], amount) for giver, taker, amount in moves]
    other = trace(in_order(renamed), [Source(accounts=(names[0],))], rules)
    assert {(names[end.account], end.pot): end.amounts for end in plain.endpoints} == {
        (end.account, end.pot): end.amounts for end in other.endpoints
    }
    assert plain.flows.row.tolist() == other.flows.row.tolist()
    assert plain.totals == other.totals


@given(transfers(), st.booleans())
def test_endpoints_sum_to_the_totals_and_say_who_agrees(moves: list[Transfer], backward: bool) -> None:
    found = trace(in_order(moves), FROM_ZERO, Rules(backward=backward))
    for pot, totals in found.totals.items():
        for name in CONVENTIONS:
            assert totals[name] == sum(end.amounts[name] for end in found.endpoints if end.pot == pot)
    for end in found.endpoints:
        assert end.holds == holds(end.amounts) != "none"


@given(transfers())
def test_the_course_ends_where_the_trace_does(moves: list[Transfer]) -> None:
    whole = in_order(moves)
    found = trace(whole, FROM_ZERO)
    told = course(found, whole.ledger, FROM_ZERO)
    spans = [(moment.first, moment.last) for moment in told]
    assert spans == sorted(spans)
    for name in CONVENTIONS:
        assert sum(moment.moved[name] for moment in told) == sum(exact(found.flows.amounts[name]))
    assert found.flows.row.tolist() == sorted(found.flows.row.tolist())
    for name in CONVENTIONS:
        carried = exact(found.flows.amounts[name])
        assert all(amount >= 0 for amount in carried)


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_one_convention_alone_says_what_it_says_among_all(convention: str) -> None:
    draw = random.Random(3)
    moves = [(draw.randrange(6), draw.randrange(6), draw.randrange(1, 50)) for _ in range(200)]
    moves = [move for move in moves if move[0] != move[1]]
    every = trace(in_order(moves), FROM_ZERO)
    alone = trace(in_order(moves), FROM_ZERO, Rules(conventions=(convention,)))  # type: ignore[arg-type]
    wanted = {end.account: end.amounts[convention] for end in every.endpoints if end.amounts[convention]}  # type: ignore[index]
    assert {end.account: end.amounts[convention] for end in alone.endpoints} == wanted  # type: ignore[index]


def test_cancel_is_heard_soon_and_says_how_far_it_got() -> None:
    draw = np.random.default_rng(5)
    moves = [(int(a), int(b), int(c)) for a, b, c in draw.integers(0, 300, (20_000, 3)) if a != b and c]
    whole = book(ledger_of([[move] for move in moves], accounts=300))
    trace(whole, FROM_ZERO, Rules(conventions=("fifo",)))  # compiled
    seen: list[tuple[int, float]] = []

    def stop(done: int, total: int | None = None, note: str = "") -> None:
        seen.append((done, time.perf_counter()))
        if len(seen) > 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        trace(whole, FROM_ZERO, replace(Rules(), conventions=CONVENTIONS), stop)
    assert len(seen) == 3
