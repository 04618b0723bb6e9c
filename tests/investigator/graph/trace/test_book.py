"""The books: in which order transfers of one moment were paid, and what was there before."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph.trace.arithmetic import exact
from investigator.graph.trace.book import Book, Section, book
from tests.investigator.graph.trace import plainly
from tests.investigator.graph.trace.ledgers import ledger_of, transfers
from tests.investigator.graph.trace.plainly import Transfer


def paid(section: Section) -> list[Transfer]:
    ends = (section.account[section.giver].tolist(), section.account[section.receiver].tolist())
    return list(zip(*ends, exact(section.amount), strict=True))


def unseen(section: Section) -> list[int]:
    told = [0] * section.row.size
    for place, amount in zip(section.unseen_at.tolist(), exact(section.unseen), strict=True):
        told[place] = amount
    return told


def whole(found: Book) -> Section:
    (section,) = found.sections
    return section


@given(
    st.lists(transfers(most=8).filter(bool), min_size=1, max_size=6), st.sampled_from([1, 10**24, 10**50])
)
def test_who_cannot_pay_waits_for_what_comes_in_at_that_moment(
    moments: list[list[Transfer]], unit: int
) -> None:
    moments = [[(a, b, amount * unit) for a, b, amount in moment] for moment in moments]
    section = whole(book(ledger_of(moments)))
    assert (paid(section), unseen(section)) == plainly.settled(moments)


def test_recorded_order_stands_where_it_can() -> None:
    moments = [[(0, 1, 5)], [(1, 2, 5), (3, 1, 5), (2, 4, 6)]]
    found = book(ledger_of(moments))
    assert whole(found).row.tolist() == [0, 1, 2, 3]
    assert found.reordered == 0
    assert unseen(whole(found)) == [5, 0, 5, 1]


def test_a_transfer_waits_and_those_behind_it() -> None:
    moments = [[(2, 3, 5), (2, 4, 1), (1, 2, 6), (0, 1, 6)]]
    found = book(ledger_of(moments))
    assert whole(found).row.tolist() == [3, 2, 0, 1]
    assert found.reordered == 4
    assert unseen(whole(found)) == [6, 0, 0, 0]


def test_a_circle_of_waiting_is_broken_as_recorded() -> None:
    found = book(ledger_of([[(0, 1, 5), (1, 0, 5)]]))
    assert whole(found).row.tolist() == [0, 1]
    assert unseen(whole(found)) == [5, 0]


def test_nothing_moves_by_a_transfer_of_nothing_or_to_oneself() -> None:
    found = book(ledger_of([[(0, 1, 0)], [(2, 2, 5)], [(0, 1, 1)]]))
    assert paid(whole(found)) == [(0, 1, 1)]


def test_assets_of_different_size_have_an_arithmetic_each() -> None:
    moves = [[(0, 1, 5)], [(0, 1, 2**70)], [(0, 1, 2**200)], [(1, 2, 4)]]
    found = book(ledger_of(moves, pots=[0, 1, 2, 0]))
    assert [section.amount.dtype for section in found.sections] == [np.int64, np.uint64, object]
    assert [section.row.tolist() for section in found.sections] == [[0, 3], [1], [2]]
    assert [paid(section) for section in found.sections][1:] == [[(0, 1, 2**70)], [(0, 1, 2**200)]]


def test_many_sparse_assets() -> None:
    moves = [[(account, account + 1, 7)] for account in range(0, 4000, 2)]
    found = book(ledger_of(moves, pots=[n % 1000 for n in range(2000)], accounts=5000))
    section = whole(found)
    assert paid(section) == [move for moment in moves for move in moment]
    assert section.pot[section.giver].tolist() == [n % 1000 for n in range(2000)]


def test_an_empty_ledger() -> None:
    assert book(ledger_of([])).sections == ()
