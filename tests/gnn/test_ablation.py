import numpy as np

from gnn.ablation import shuffled
from gnn.dataset import Measured


def test_accounts_and_transfers_keep_their_features_and_degrees_but_not_their_partners(
    one: Measured,
) -> None:
    (drawn,) = shuffled([one], 3)
    assert np.array_equal(drawn.x, one.x)
    assert np.array_equal(drawn.e, one.e)
    assert np.array_equal(drawn.graph.time, one.graph.time)
    for end in ("src", "dst"):
        before, after = (np.bincount(getattr(some.graph, end)) for some in (one, drawn))
        assert np.array_equal(before, after)
    moved = (drawn.graph.src != one.graph.src) | (drawn.graph.dst != one.graph.dst)
    assert moved.mean() > 0.9
    (again,) = shuffled([one], 3)
    assert np.array_equal(again.graph.src, drawn.graph.src)
