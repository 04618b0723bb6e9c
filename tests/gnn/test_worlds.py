from itertools import pairwise

import networkx as nx
import numpy as np
import pytest

from gnn.worlds import PATTERNS, World, WorldRecipe, make_world
from investigator.records import Clock

SMALL = {"accounts": 800, "transfers": 4000, "base_rate": 0.12, "members": (4, 9)}


def small(seed: int = 3, **recipe: object) -> World:
    return make_world(WorldRecipe(seed=seed, **{**SMALL, **recipe}))  # type: ignore[arg-type]


def only(name: str, **recipe: object) -> World:
    return small(typologies=tuple(float(pattern == name) for pattern in PATTERNS), **recipe)


@pytest.mark.parametrize("make", ["chain", "bank"])
def test_a_seed_makes_one_world_to_the_last_bit(make: str) -> None:
    world, again, other = small(make=make), small(make=make), small(seed=4, make=make)
    assert world.graph.digest() == again.graph.digest()
    assert np.array_equal(world.pattern, again.pattern)
    assert world.graph.digest() != other.graph.digest()


@pytest.mark.parametrize("make", ["chain", "bank"])
def test_a_world_is_a_proper_graph_with_its_truth_beside_it(make: str) -> None:
    world = small(make=make)
    graph = world.graph
    assert world.illicit.shape == world.pattern.shape == (graph.order,)
    assert (np.diff(graph.time) >= 0).all()
    assert set(np.concatenate([graph.src, graph.dst]).tolist()) == set(range(graph.order))
    assert np.array_equal(world.illicit == 1, world.pattern >= 0)
    assert 0.05 < world.illicit.mean() < 0.15
    assert set(world.pattern[world.pattern >= 0].tolist()) == set(range(len(world.pattern_names)))
    assert (graph.amount > 0).all()


def test_the_number_of_an_account_tells_nothing() -> None:
    world = small()
    where = np.flatnonzero(world.illicit) / world.graph.order
    assert 0.3 < where.mean() < 0.7


@pytest.mark.parametrize(
    ("clock", "step", "least"), [(Clock.UTC, 1.0, 1_600_000_000), (Clock.STEP, 86_400.0, 1)]
)
def test_times_are_on_the_recipes_clock(clock: Clock, step: float, least: int) -> None:
    world = small(clock=clock, step=step, days=50.0)
    assert least <= world.graph.time.min()
    assert world.graph.time.max() - least <= 50 * 86_400 / step


def planted(world: World, number: int) -> nx.MultiDiGraph:
    """The transfers among one pattern's members."""
    graph, mine = world.graph, world.pattern == number
    rows = np.flatnonzero(mine[graph.src] & mine[graph.dst])
    found = nx.MultiDiGraph()
    for row in rows:
        found.add_edge(
            int(graph.src[row]), int(graph.dst[row]), amount=graph.amount[row], time=graph.time[row]
        )
    return found


def holds(name: str, simple: nx.DiGraph) -> bool:
    k = simple.number_of_nodes()
    into, out = max(d for _, d in simple.in_degree()), max(d for _, d in simple.out_degree())
    return {
        "fan-in": into == k - 1,
        "fan-out": out == k - 1,
        "scatter-gather": into == out == k - 2,
        "gather-scatter": max(simple.in_degree(v) + simple.out_degree(v) for v in simple) == k - 1,
        "cycle": any(len(c) == k for c in nx.simple_cycles(simple)),
        "bipartite": not any(simple.in_degree(v) and simple.out_degree(v) for v in simple),
        "stack": nx.is_directed_acyclic_graph(simple) and nx.dag_longest_path_length(simple) == 2,
        "peel chain": nx.dag_longest_path_length(simple) == k - 1
        if nx.is_directed_acyclic_graph(simple)
        else False,
        "random walk": nx.is_weakly_connected(simple),
    }[name]


@pytest.mark.parametrize("name", PATTERNS)
def test_each_typology_has_its_shape_in_the_world(name: str) -> None:
    """Nearly always: ordinary payments between two members may happen to blur a shape."""
    world = only(name, fresh=1.0, camouflage=0.0, parts=2)
    assert set(world.pattern_names) == {name}
    graphs = [nx.DiGraph(planted(world, k)) for k in range(len(world.pattern_names))]
    assert np.mean([holds(name, graph) for graph in graphs]) > 0.9


def test_money_in_a_planted_cycle_moves_in_order_and_shrinks() -> None:
    world = only("cycle", fresh=1.0, camouflage=0.0, fee=0.05)
    for number in range(len(world.pattern_names)):
        legs = sorted(planted(world, number).edges(data=True), key=lambda leg: leg[2]["time"])
        assert all(before[1] == after[0] for before, after in pairwise(legs))
        assert all(before[2]["amount"] > after[2]["amount"] for before, after in pairwise(legs[1:]))


def test_planted_accounts_lead_an_ordinary_life_too() -> None:
    world = small(fresh=0.0, camouflage=4.0)
    graph, planted_one = world.graph, world.illicit == 1
    elsewhere = planted_one[graph.src] ^ planted_one[graph.dst]
    busy = set(np.concatenate([graph.src[elsewhere], graph.dst[elsewhere]]).tolist())
    assert np.mean([account in busy for account in np.flatnonzero(planted_one)]) > 0.9


def test_whoever_has_no_leg_on_record_is_not_called_illicit() -> None:
    seen, hidden = small(hidden=0.0), small(hidden=0.6)
    assert hidden.illicit.sum() < 0.9 * seen.illicit.sum()
    assert hidden.illicit.sum() > 0
