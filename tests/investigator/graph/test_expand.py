"""Expansion on literal graphs, and against networkx on random ones."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.data.queries.graph import TransferColumns
from investigator.errors import Trouble
from investigator.graph.columns import Columns, build
from investigator.graph.expand import Expansion, Filter, expand, whole
from investigator.progress import Cancelled

Row = tuple[int, int, int, float, int]
"""src, dst, time, amount, asset"""


def make(rows: list[Row], accounts: int = 8) -> Columns:
    table = np.array(rows, float).reshape(-1, 5)
    return build(
        TransferColumns(
            src=table[:, 0].astype(np.int32),
            dst=table[:, 1].astype(np.int32),
            time=table[:, 2].astype(np.int64),
            amount=table[:, 3],
            asset=table[:, 4].astype(np.int32),
            transfer=np.arange(len(rows)),
            accounts=accounts,
        )
    )


def seeds(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int32)


CHAIN: list[Row] = [(0, 1, 10, 5, 0), (1, 2, 20, 4, 0), (2, 3, 30, 3, 1), (4, 1, 40, 9, 0)]


def test_hops_count_outwards_from_the_seeds() -> None:
    found = expand(make(CHAIN), seeds(0), 2)
    assert found.graph.accounts.tolist() == [0, 1, 2, 4]
    assert found.hop.tolist() == [0, 1, 2, 2]
    assert found.frontier.tolist() == [False, False, True, True]
    assert found.graph.size == 3


@pytest.mark.parametrize(
    "where, reached",
    [
        (Filter(direction="out"), [0, 1, 2, 3]),
        (Filter(direction="in"), [0]),
        (Filter(after=20), [0]),
        (Filter(before=20), [0, 1, 2]),
        (Filter(assets=(0,)), [0, 1, 2, 4]),
        (Filter(assets=(7,)), [0]),
        (Filter(min_amount=4.5), [0, 1, 4]),
        (Filter(max_amount=4.5), [0]),
    ],
)
def test_filters(where: Filter, reached: list[int]) -> None:
    assert expand(make(CHAIN), seeds(0), 5, where).graph.accounts.tolist() == reached


def test_the_budget_keeps_the_most_valuable_and_counts_the_rest() -> None:
    star: list[Row] = [(0, i, i, float(amount), 0) for i, amount in enumerate([3, 9, 9, 1, 5], start=1)]
    found = expand(make(star), seeds(0), 1, budget=2)
    assert found.graph.accounts.tolist() == [0, 2, 3]
    assert found.left_out.tolist() == [3, 0, 0]


def test_parallel_transfers_add_up_for_the_budget() -> None:
    rows: list[Row] = [(0, 1, 1, 3, 0), (0, 2, 2, 4, 0), (0, 1, 3, 3, 0)]
    assert expand(make(rows), seeds(0), 1, budget=1).graph.accounts.tolist() == [0, 1]


def test_self_transfers_and_unconnected_seeds() -> None:
    found = expand(make([(0, 0, 1, 1, 0)]), seeds(0, 5), 3)
    assert found.graph.accounts.tolist() == [0, 5]
    assert found.graph.size == 1


def test_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="no account"):
        expand(make(CHAIN), seeds(8), 1)
    with pytest.raises(ValueError, match="hops"):
        expand(make(CHAIN), seeds(0), 101)


def test_cancel() -> None:
    def stop(*_: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        expand(make(CHAIN), seeds(0), 1, tick=stop)


def test_an_empty_case() -> None:
    found = expand(make([], accounts=0), seeds(), 2)
    assert (found.graph.order, found.graph.size) == (0, 0)


random_rows = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.integers(0, 7),
        st.integers(0, 9),
        st.integers(1, 9).map(float),
        st.integers(0, 2),
    ),
    max_size=30,
)


def reference(rows: list[Row], start: int, hops: int, where: Filter) -> dict[int, int]:
    """Distances by networkx over the transfers that count."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(range(8))
    for src, dst, time, amount, asset in rows:
        fits = (where.after is None or time >= where.after) and (
            where.min_amount is None or amount >= where.min_amount
        )
        if fits and (not where.assets or asset in where.assets):
            graph.add_edge(src, dst)
    view = {"out": graph, "in": graph.reverse(), "both": graph.to_undirected()}[where.direction]
    return dict(nx.single_source_shortest_path_length(view, start, cutoff=hops))


@given(
    random_rows,
    st.integers(0, 7),
    st.integers(0, 4),
    st.builds(
        Filter,
        after=st.none() | st.integers(0, 9),
        assets=st.sampled_from([(), (0,), (1, 2)]),
        min_amount=st.none() | st.integers(1, 9).map(float),
        direction=st.sampled_from(["both", "out", "in"]),
    ),
)
def test_agrees_with_networkx(rows: list[Row], start: int, hops: int, where: Filter) -> None:
    columns = make(rows)
    found: Expansion = expand(columns, seeds(start), hops, where)
    expected = reference(rows, start, hops, where)
    assert dict(zip(found.graph.accounts.tolist(), found.hop.tolist(), strict=True)) == expected
    induced = whole(columns, where)
    ends = zip(induced.src.tolist(), induced.dst.tolist(), strict=True)
    assert found.graph.size == sum(1 for a, b in ends if a in expected and b in expected)


def test_the_budget_weighs_assets_by_their_own_scale() -> None:
    junk: list[Row] = [(0, i, i, 1e15, 1) for i in (1, 2, 3)]
    assert expand(
        make([*junk, (0, 4, 9, 5, 0), (5, 6, 9, 1, 0), (5, 6, 9, 1, 0)]), seeds(0), 1, budget=1
    ).graph.accounts.tolist() == [0, 4]


def test_what_is_reached_by_another_way_is_not_left_out() -> None:
    rows: list[Row] = [(0, 1, 1, 9, 0), (0, 2, 2, 1, 0), (1, 2, 3, 5, 0), (0, 3, 4, 1, 0)]
    found = expand(make(rows), seeds(0), 2, budget=1)
    assert found.graph.accounts.tolist() == [0, 1]
    found = expand(make(rows), seeds(0, 1), 1, budget=2)
    assert found.graph.accounts.tolist() == [0, 1, 2]
    assert found.left_out.tolist() == [1, 0, 0]


def test_a_damaged_index_never_makes_compiled_code_leave_its_arrays() -> None:
    whole_columns = make(CHAIN)
    far = np.array([2**30, -(2**30), 7, 7], np.int32)
    for name in ("out_dst", "out_row", "in_src", "in_row", "asset"):
        broken = replace(whole_columns, **{name: far.copy()})
        for budget in (None, 1):
            expand(broken, seeds(0), 3, Filter(assets=(0, 1)), budget)
    pointers = np.array([0, 2**40, -5, 1, 1, 1, 1, 1, 4])
    assert expand(replace(whole_columns, out_ptr=pointers), seeds(0), 3).graph.order >= 1
    for name in ("src", "dst"):
        with pytest.raises(Trouble, match="damaged"):
            expand(replace(whole_columns, **{name: far.copy()}), seeds(0), 3)


@given(random_rows, st.integers(0, 7), st.integers(1, 3), st.integers(1, 4))
def test_a_budget_reaches_a_part_and_says_what_it_left_out(
    rows: list[Row], start: int, hops: int, budget: int
) -> None:
    columns = make(rows)
    everyone = expand(columns, seeds(start), hops)
    found = expand(columns, seeds(start), hops, budget=budget)
    assert set(found.graph.accounts.tolist()) <= set(everyone.graph.accounts.tolist())
    for account, hop, left in zip(found.graph.accounts, found.hop, found.left_out, strict=True):
        others = {d for s, d, *_ in rows if s == account} | {s for s, d, *_ in rows if d == account}
        absent = others - {account} - set(found.graph.accounts.tolist())
        assert left == (len(absent) if hop < hops else 0)
        assert hop == hops or not absent or len(others - {account}) > budget
