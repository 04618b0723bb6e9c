"""Ways that keep to one asset, but for swaps."""

from __future__ import annotations

from investigator.graph.paths.tokens import Exchange, Step, token_way
from tests.investigator.graph.paths.chains import made

ETH, USDC = 0, 1
POOL = 4


def test_an_asset_does_not_turn_into_another_by_itself() -> None:
    graph = made([(0, 1), (1, 2)], assets=[ETH, USDC]).whole()
    assert token_way(graph, [], {0}, {2}) is None
    same = made([(0, 1), (1, 2)], assets=[USDC, USDC]).whole()
    assert token_way(same, [], {0}, {2}) == (Step(0), Step(1))


def test_a_swap_is_a_step_of_its_own() -> None:
    graph = made([(0, 1), (1, POOL), (POOL, 1), (1, 2)], assets=[ETH, ETH, USDC, USDC]).whole()
    swap = Exchange(1, given=1, got=2)
    assert token_way(graph, [swap], {0}, {2}) == (Step(0), Step(1, swap), Step(3))


def test_what_was_swapped_before_the_money_came_is_another_matter() -> None:
    graph = made([(1, POOL), (POOL, 1), (0, 1), (1, 2)], assets=[ETH, USDC, ETH, USDC]).whole()
    assert token_way(graph, [Exchange(1, given=0, got=1)], {0}, {2}) is None


def test_the_money_does_not_leave_before_it_came() -> None:
    graph = made([(1, 2), (0, 1)]).whole()
    assert token_way(graph, [], {0}, {2}) is None


def test_steps_are_limited_and_the_earliest_of_equally_long_ways_wins() -> None:
    graph = made([(0, 1), (1, 2), (0, 3), (3, 2)]).whole()
    assert token_way(graph, [], {0}, {2}, hops=1) is None
    assert token_way(graph, [], {0}, {2}) == (Step(0), Step(1))
    assert token_way(graph, [], {9}, {2}) is None
