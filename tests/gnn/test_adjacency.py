import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gnn.adjacency import both_ways, sides
from investigator.graph.subgraph import Subgraph

ends = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=50)


def columns(pairs: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    table = np.array(pairs, np.int32).reshape(-1, 2)
    return table[:, 0].copy(), table[:, 1].copy()


@given(ends)
def test_both_sides_hold_every_transfer_once_in_order(pairs: list[tuple[int, int]]) -> None:
    src, dst = columns(pairs)
    for side, mine, other in zip(sides(src, dst, 8), (src, dst), (dst, src), strict=True):
        assert sorted(side.rows.tolist()) == list(range(src.size))
        for a in range(8):
            rows = side.rows[side.pointers[a] : side.pointers[a + 1]].tolist()
            assert rows == np.flatnonzero(mine == a).tolist()
            by_partner = side.by_partner[side.pointers[a] : side.pointers[a + 1]].tolist()
            assert by_partner == sorted(rows, key=lambda row: (other[row], row))
        assert np.array_equal(side.partner, other)


@given(ends)
def test_both_ways_lists_each_transfer_at_both_its_ends(pairs: list[tuple[int, int]]) -> None:
    src, dst = columns(pairs)
    m = src.size
    rows = np.arange(m, dtype=np.int64)
    graph = Subgraph(np.arange(8, dtype=np.int32), src, dst, np.ones(m), np.zeros(m, np.int32), rows, rows)
    pointers, neighbours, edges = both_ways(graph)
    assert pointers[-1] == 2 * m
    for a in range(8):
        mine = slice(pointers[a], pointers[a + 1])
        expected = [(int(r), int(d)) for r, (s, d) in enumerate(pairs) if s == a]
        expected += [(int(r), int(s)) for r, (s, d) in enumerate(pairs) if d == a]
        assert sorted(zip(edges[mine].tolist(), neighbours[mine].tolist(), strict=True)) == sorted(expected)
        assert (np.diff(edges[mine]) >= 0).all()
