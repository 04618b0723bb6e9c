"""The transfers by which traced money came to some endpoints."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph.trace.follow import trace
from investigator.graph.trace.question import Rules, Source
from investigator.graph.trace.way import way_to
from tests.investigator.graph.trace.ledgers import in_order, ledger_of, transfers
from tests.investigator.graph.trace.plainly import Transfer

ROWS = np.arange(5, dtype=np.int32)


def test_only_what_leads_there_in_time_is_kept() -> None:
    moves = [(0, 1, 5), (1, 2, 4), (0, 3, 2), (3, 2, 1), (0, 1, 9)]
    ledger = ledger_of([[move] for move in moves])
    assert way_to(ledger, ROWS, {0: {2}}).tolist() == [0, 1, 2, 3]
    assert way_to(ledger, ROWS, {0: {1}}).tolist() == [0, 4]
    assert way_to(ledger, ROWS, {0: set()}).tolist() == []
    assert way_to(ledger, ROWS, {}).tolist() == []


def test_other_assets_lead_nowhere() -> None:
    moves: list[Transfer] = [(0, 1, 5), (1, 2, 4), (0, 1, 2), (1, 2, 1), (0, 2, 9)]
    ledger = ledger_of([[move] for move in moves], pots=[0, 1, 1, 1, 0])
    assert way_to(ledger, ROWS, {0: {2}}).tolist() == [4]
    assert way_to(ledger, ROWS, {1: {2}}).tolist() == [1, 2, 3]
    assert way_to(ledger, ROWS, {0: {2}, 1: {1}}).tolist() == [2, 4]


def test_going_back_the_last_comes_first() -> None:
    ledger = ledger_of([[move] for move in [(0, 1, 5), (3, 1, 4), (1, 2, 8)]])
    rows = np.array([2, 1, 0], np.int32)
    assert way_to(ledger, rows, {0: {0}}, backward=True).tolist() == [0, 2]


@given(moves=transfers(), backward=st.booleans())
def test_every_endpoint_away_from_the_source_is_reached_by_its_way(
    moves: list[Transfer], backward: bool
) -> None:
    book = in_order(moves)
    found = trace(book, (Source((0,)),), Rules(backward=backward))
    ledger, rows = book.ledger, found.flows.row
    for end in found.endpoints:
        kept = rows[way_to(ledger, rows, {end.pot: {end.account}}, backward=backward)]
        ends = ledger.src[kept] if backward else ledger.dst[kept]
        starts = ledger.dst[kept] if backward else ledger.src[kept]
        if end.reason != "source":
            assert end.account in ends.tolist()
            assert 0 in starts.tolist()
