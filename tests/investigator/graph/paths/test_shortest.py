"""Fewest transfers, against networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph.expand import Filter
from investigator.graph.paths.route import Question
from investigator.graph.paths.shortest import shortest
from investigator.progress import Cancelled
from tests.investigator.graph.paths.chains import EDGES, edges_of, made, valid

CHAIN = made([(0, 1), (1, 2), (2, 3), (0, 4), (4, 3)])


def ids(*accounts: int) -> np.ndarray:
    return np.array(accounts, np.int32)


def test_the_shorter_way_is_found() -> None:
    found = shortest(CHAIN, ids(0), ids(3))
    assert found is not None
    assert found.accounts == (0, 4, 3)
    assert found.rows == (3, 4)
    assert found.hops == 2


def test_no_way_against_the_money_unless_asked() -> None:
    assert shortest(CHAIN, ids(3), ids(0)) is None
    for direction in ("in", "both"):
        back = shortest(CHAIN, ids(3), ids(0), Question(Filter(direction=direction)))
        assert back is not None
        assert back.accounts == (3, 4, 0)


def test_ways_go_round_what_is_avoided() -> None:
    found = shortest(CHAIN, ids(0), ids(3), Question(avoid=frozenset({4, 0, 3})))
    assert found is not None
    assert found.accounts == (0, 1, 2, 3)
    assert shortest(CHAIN, ids(0), ids(3), Question(avoid=frozenset({4}), hops=2)) is None


def test_filters_close_ways() -> None:
    assert shortest(CHAIN, ids(0), ids(3), Question(Filter(before=2, direction="out"))) is not None
    found = shortest(CHAIN, ids(0), ids(3), Question(Filter(after=0, before=3, direction="out")))
    assert found is not None
    assert found.hops == 3


def test_who_is_at_both_ends_needs_no_transfer() -> None:
    found = shortest(CHAIN, ids(0, 2), ids(2, 3))
    assert found is not None
    assert (found.accounts, found.rows) == ((2,), ())


@pytest.mark.parametrize("wrong", [ids(), ids(-1), ids(5)])
def test_ends_that_are_no_accounts(wrong: np.ndarray) -> None:
    with pytest.raises(ValueError, match="both ends"):
        shortest(CHAIN, wrong, ids(3))


def test_it_can_be_cancelled() -> None:
    def stop(*_: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        shortest(CHAIN, ids(0), ids(3), tick=stop)


@given(EDGES, st.sets(st.integers(0, 7), min_size=1), st.sets(st.integers(0, 7), min_size=1))
def test_it_is_as_short_as_networkx_says(edges: list[tuple[int, int]], a: set[int], b: set[int]) -> None:
    columns = made(edges, accounts=8)
    graph = nx.DiGraph(edges)
    graph.add_nodes_from(range(8))
    lengths = [
        nx.shortest_path_length(graph, source, target)
        for source in a
        for target in b
        if nx.has_path(graph, source, target)
    ]
    found = shortest(columns, ids(*a), ids(*b), Question(hops=20))
    if not lengths:
        assert found is None
        return
    assert found is not None
    assert found.hops == min(lengths)
    assert found.accounts[0] in a
    assert found.accounts[-1] in b
    assert valid(columns, found)
    assert edges_of(found) <= set(edges)
