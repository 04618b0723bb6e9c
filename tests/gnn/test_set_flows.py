import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnn.feature_names import TRANSFER_FEATURES
from gnn.set_flows import FLOWS, inner_flows
from investigator.graph.subgraph import Subgraph

Q = len(TRANSFER_FEATURES)


def graph(pairs: list[tuple[int, int]], n: int) -> Subgraph:
    rows = np.arange(len(pairs), dtype=np.int64)
    ends = np.array(pairs, np.int32).reshape(-1, 2)
    return Subgraph(
        np.arange(n, dtype=np.int32), ends[:, 0].copy(), ends[:, 1].copy(), np.ones(len(pairs)),
        np.zeros(len(pairs), np.int32), rows, rows.copy(),
    )  # fmt: skip


def test_transfers_within_a_set_are_told_and_those_across_its_border_counted() -> None:
    some = graph([(0, 1), (1, 2), (2, 3), (4, 0)], 5)
    told = np.repeat(np.arange(1.0, 5.0, dtype=np.float32)[:, None], Q, axis=1)
    table = inner_flows(some, told, np.array([0, 1, 2, 3]), np.array([0, 0, 0, 1]), 3)
    assert table.shape == (3, FLOWS)
    assert table[0, 0] == pytest.approx(1.5)
    assert np.expm1(table[:, -2]) == pytest.approx([2.0, 0.0, 0.0])
    assert table[:, -1] == pytest.approx([0.5, 0.0, 0.0])


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=25),
    st.lists(st.sets(st.integers(0, 6), min_size=1), min_size=1, max_size=4),
)
def test_sets_may_overlap_and_each_is_told_by_itself(
    pairs: list[tuple[int, int]], sets: list[set[int]]
) -> None:
    some = graph(pairs, 7)
    told = np.random.default_rng(0).normal(size=(len(pairs), Q)).astype(np.float32)
    member = np.concatenate([sorted(one) for one in sets])
    of = np.repeat(np.arange(len(sets)), [len(one) for one in sets])
    table = inner_flows(some, told, member, of, len(sets))
    for place, one in enumerate(sets):
        inner = [row for row, (a, b) in enumerate(pairs) if a in one and b in one]
        touched = [row for row, (a, b) in enumerate(pairs) if a in one or b in one]
        assert np.expm1(table[place, -2]) == pytest.approx(len(inner), abs=1e-4)
        assert table[place, -1] == pytest.approx(len(inner) / max(1, len(touched)))
        mean = told[inner].mean(axis=0) if inner else np.zeros(Q)
        assert np.allclose(table[place, :Q], mean, atol=1e-5)
