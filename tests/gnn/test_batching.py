import numpy as np
import pytest
import torch
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from gnn.batching import Source
from gnn.dataset import Measured, Normaliser, data_of, wiring_of
from gnn.nets import fresh_net
from gnn.recipe import Recipe


def test_a_minibatch_with_all_neighbours_says_what_the_whole_graph_says(
    one: Measured, normaliser: Normaliser, monkeypatch: pytest.MonkeyPatch
) -> None:
    net = fresh_net(Recipe(hidden=8, layers=2)).eval()
    monkeypatch.setattr("gnn.batching.FANOUT", (-1,))
    source = Source(one.graph, one.x, one.e, normaliser, 2)
    rows = one.rows("train")
    some = np.random.default_rng(0).permutation(rows)[:5]
    data = data_of(one.graph, one.x, one.e, normaliser)
    with torch.no_grad():
        whole = net(data.x, data.edge_attr, wiring_of(data))[some]
        for apart in (False, True):
            (given,) = source.batches(some, 5, np.random.default_rng(0), apart)
            found = net(given.x, given.edge_attr, given.wired)[given.rows]
            assert torch.allclose(found, whole, atol=1e-4)


def test_neighbourhoods_that_stand_apart_share_no_account(one: Measured, normaliser: Normaliser) -> None:
    source = Source(one.graph, one.x, one.e, normaliser, 2)
    accounts = np.array([0, 1, 1, 2])
    (some,) = source.batches(accounts, 10, np.random.default_rng(0), apart=True)
    ends = tuple(end.numpy() for end in some.wired.ends())
    n = len(some.x)
    _, home = connected_components(coo_array((np.ones(ends[0].size), ends), (n, n)), directed=False)
    assert some.rows.tolist() == [0, 1, 2, 3]
    assert np.unique(home[:4]).size == 4
