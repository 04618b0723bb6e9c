from dataclasses import replace

import pytest

from gnn.models.directed import DirectedNet
from gnn.models.sign import SignNet
from gnn.nets import fresh_net
from gnn.recipe import Recipe
from investigator.errors import Trouble

SMALL = Recipe(hidden=8, layers=2)


def test_a_recipe_makes_the_net_that_it_asks_for() -> None:
    assert isinstance(fresh_net(replace(SMALL, backbone="sign")), SignNet)
    net = fresh_net(replace(SMALL, ego=True, edge_updates=True), features=5, edge_features=3)
    assert isinstance(net, DirectedNet)
    assert net.account_in.in_features == 6
    assert net.transfer_in.in_features == 3
    assert len(net.edges) == 1


@pytest.mark.parametrize(
    "change, words",
    [
        ({"hidden": 0}, "not supported"),
        ({"layers": 9}, "not supported"),
        ({"backbone": "sign", "ego": True}, "neither egos"),
        ({"backbone": "gat", "hidden": 10}, "4 heads"),
    ],
)
def test_what_does_not_go_together_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(Trouble, match=words):
        fresh_net(replace(SMALL, **change))  # type: ignore[arg-type]
