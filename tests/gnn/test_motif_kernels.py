import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gnn import motif_kernels as motifs
from gnn.adjacency import sides

ANY = motifs.Band(0.0, np.inf, np.inf, 10_000)
Rows = list[tuple[int, int, float]]


def table(
    rows: Rows, n: int, assets: list[int] | None = None
) -> tuple[motifs.Columns, np.ndarray, np.ndarray]:
    src, dst, amount = zip(*rows, strict=True)
    s, d = np.array(src, np.int32), np.array(dst, np.int32)
    out, into = sides(s, d, n)
    asset = np.array(assets or [0] * s.size, np.int32)
    return (
        motifs.columns(s, d, np.array(amount), asset, np.arange(s.size, dtype=float), into),
        out.pointers,
        out.rows,
    )


def test_a_chain_knows_what_leads_up_to_it_and_on_from_it() -> None:
    c, _, _ = table([(0, 1, 10.0), (1, 2, 9.5), (2, 3, 9.0), (1, 4, 3.0)], 5)
    before, after, up, down = motifs.chains(c, motifs.Band(0.9, 1.001, np.inf, 8))
    assert before.tolist() == [-1, 0, 1, -1]
    assert after.tolist() == [1, 2, -1, -1]
    assert up.tolist() == [0, 1, 2, 0]
    assert down.tolist() == [2, 1, 0, 0]


@pytest.mark.parametrize(
    ("rows", "assets", "horizon"),
    [
        ([(0, 1, 10.0), (1, 0, 10.0)], None, np.inf),
        ([(1, 2, 10.0), (0, 1, 10.0)], None, np.inf),
        ([(0, 1, 10.0), (1, 2, 10.0)], [0, 1], np.inf),
        ([(0, 1, 10.0), (3, 4, 1.0), (1, 2, 10.0)], None, 1.5),
        ([(0, 1, 10.0), (1, 2, 20.0)], None, np.inf),
        ([(0, 1, 0.0), (1, 2, 0.0)], None, np.inf),
    ],
)
def test_no_chain(rows: Rows, assets: list[int] | None, horizon: float) -> None:
    c, _, _ = table(rows, 5, assets)
    assert motifs.chains(c, motifs.Band(0.9, 1.001, horizon, 8))[2].max() == 0


def members_of_cycles(rows: Rows, longest: int) -> set[int]:
    """Slow and plain: every simple cycle, from every start, each leg by the first transfer in time."""
    found: set[int] = set()
    graph = nx.DiGraph((s, d) for s, d, _ in rows)
    for cycle in nx.simple_cycles(graph, length_bound=longest):
        if len(cycle) < 3:
            continue
        for turn in range(len(cycle)):
            now = -1
            walk = cycle[turn:] + cycle[:turn]
            for pair in zip(walk, walk[1:] + walk[:1], strict=True):
                now = next((r for r, (s, d, _) in enumerate(rows) if r > now and (s, d) == pair), len(rows))
            if now < len(rows):
                found |= set(cycle)
    return found


@settings(max_examples=80)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=14))
def test_cycles_found_are_true_and_none_is_missed_altogether(pairs: list[tuple[int, int]]) -> None:
    rows = [(s, d, 1.0) for s, d in pairs if s != d]
    if not rows:
        rows = [(0, 1, 1.0)]
    count, shortest = motifs.cycles(table(rows, 6)[0], ANY, 5)
    truth = members_of_cycles(rows, 5)
    assert set(np.flatnonzero(count).tolist()) <= truth
    assert bool(truth) == bool(count.any())
    assert set(shortest[count > 0].tolist()) <= {3, 4, 5}


def test_the_search_for_cycles_keeps_to_its_budget() -> None:
    rows = [(0, 1, 1.0), *[(2, 1, 1.0)] * 50, (1, 3, 1.0), (3, 0, 1.0)]
    c = table(rows, 4)[0]
    assert motifs.cycles(c, ANY, 5)[0].tolist() == [1, 1, 0, 1]
    assert motifs.cycles(c, ANY._replace(looks=10), 5)[0].tolist() == [0, 0, 0, 0]


def test_each_intermediary_counts_once() -> None:
    rows = [(0, 1, 5.0), (0, 1, 5.0), (0, 2, 5.0), (1, 3, 5.0), (1, 3, 5.0), (2, 3, 5.0), (2, 4, 5.0)]
    found = motifs.scatter_gather(*table(rows, 5), motifs.Band(0.9, 1.001, np.inf, 64))
    assert found[:, 0].tolist() == [2, 0, 0, 0, 0]
    assert found[:, 1].tolist() == [0, 0, 0, 2, 1]
    assert found[:, 2].tolist() == [0, 2, 2, 0, 0]
