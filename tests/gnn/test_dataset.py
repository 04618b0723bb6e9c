import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnn.dataset import FAR, Measured, data_of, first_seen, fitted, labelled, measured, parts, wiring_of
from gnn.example import Example, Part
from gnn.feature_names import ACCOUNT_FEATURES, TRANSFER_FEATURES
from gnn.worlds import World
from investigator.graph.subgraph import Subgraph


def chain(n: int) -> Subgraph:
    """Account i pays account i + 1 at time i."""
    steps = np.arange(n - 1, dtype=np.int64)
    return Subgraph(
        np.arange(n, dtype=np.int32),
        steps.astype(np.int32),
        (steps + 1).astype(np.int32),
        np.ones(n - 1),
        np.zeros(n - 1, np.int32),
        steps,
        steps.copy(),
    )


def test_an_account_is_first_seen_at_its_first_transfer_in_either_direction() -> None:
    assert first_seen(chain(4)).tolist() == [0, 0, 1, 2]
    alone = Subgraph(
        np.arange(1, dtype=np.int32),
        *(np.empty(0, kind) for kind in (np.int32, np.int32, np.float64, np.int32, np.int64, np.int64)),
    )
    assert first_seen(alone).tolist() == [np.iinfo(np.int64).max]


@given(st.lists(st.sampled_from([-1, 0, 1]), min_size=2, max_size=40))
def test_each_class_is_split_by_time_with_the_earliest_for_training(labels: list[int]) -> None:
    graph, truth = chain(len(labels)), np.array(labels, np.int8)
    (part,) = parts([graph], [truth], [None])
    assert np.array_equal(part >= 0, truth >= 0)
    seen = first_seen(graph)
    for label in (0, 1):
        rows = np.flatnonzero(truth == label)
        found = [rows[part[rows] == number] for number in range(3)]
        if rows.size > 2:
            assert min(some.size for some in found) >= 1
            assert (
                seen[found[0]].max() <= seen[found[1]].min() <= seen[found[1]].max() <= seen[found[2]].min()
            )
        else:
            assert found[0].size == rows.size


@pytest.mark.parametrize("part, number", [("train", 0), ("validation", 1), ("test", 2)])
def test_an_example_may_belong_to_one_part_as_a_whole(part: Part, number: int) -> None:
    truth = np.array([1, 0, -1, 0], np.int8)
    assert parts([chain(4)], [truth], [part])[0].tolist() == [number, number, -1, number]


def test_few_labels_of_many_cases_are_split_together() -> None:
    """Each case alone has too few for three parts."""
    graphs, truth = [chain(4)] * 5, np.array([1, 0, 0, 1], np.int8)
    found = np.concatenate(parts(graphs, [truth] * 5, [None] * 5))
    for label in (0, 1):
        of = np.bincount(found[np.tile(truth, 5) == label], minlength=3)
        assert of.tolist() == [6, 2, 2]


def test_a_case_that_is_given_to_a_part_takes_none_from_the_others() -> None:
    truth = np.array([1, 0, 0, 1, 1, 0], np.int8)
    alone = parts([chain(6)], [truth], [None])[0]
    both = parts([chain(6), chain(6)], [truth, truth], [None, "test"])
    np.testing.assert_array_equal(both[0], alone)
    assert both[1].tolist() == [2] * 6


def one(world: World, **about: object) -> Measured:
    return measured([Example(world.graph, world.illicit, **about)])[0]  # type: ignore[arg-type]


def test_the_normaliser_knows_the_training_part_only(world: World) -> None:
    train, test = one(world, part="train"), one(world, part="test")
    alone, both = fitted([train]), fitted([train, test])
    assert np.array_equal(alone.account[0], both.account[0])
    assert np.allclose(alone.account[0], train.x.mean(axis=0), atol=1e-4)
    assert np.allclose(alone.transfer[0], train.e.mean(axis=0), atol=1e-4)


def test_within_one_graph_the_normaliser_sees_nothing_first_seen_after_the_training_part(
    world: World,
) -> None:
    whole = one(world)
    late = whole.part > 0
    changed = Measured(**{**vars(whole), "x": np.where(late[:, None], 1e6, whole.x).astype(np.float32)})
    assert np.array_equal(fitted([whole]).account[0], fitted([changed]).account[0])


def test_data_holds_normalised_features_edges_labels_and_masks(world: World) -> None:
    whole = one(world)
    data = labelled(whole, fitted([whole]))
    moves = int((world.graph.src != world.graph.dst).sum())
    assert data.x.shape == (world.graph.order, len(ACCOUNT_FEATURES))  # type: ignore[union-attr]
    assert data.edge_index.shape == (2, moves)  # type: ignore[union-attr]
    assert data.edge_attr.shape == (moves, len(TRANSFER_FEATURES))  # type: ignore[union-attr]
    assert float(data.x.abs().max()) <= FAR  # type: ignore[union-attr]
    masks = data.train_mask.int() + data.val_mask.int() + data.test_mask.int()
    assert masks.tolist() == [1] * world.graph.order
    assert np.array_equal(data.y.numpy(), world.illicit)  # type: ignore[union-attr]


def test_transfers_to_oneself_make_no_edge() -> None:
    graph = chain(3)
    looped = Subgraph(
        graph.accounts,
        np.array([0, 1], np.int32),
        np.array([0, 2], np.int32),
        *[getattr(graph, name) for name in ("amount", "asset", "time", "transfer")],
    )
    some = measured([Example(looped, np.zeros(3, np.int8), part="train")])[0]
    data = data_of(looped, some.x, some.e, fitted([some]))
    assert data.edge_index.tolist() == [[1], [2]]  # type: ignore[union-attr]
    assert wiring_of(data).received.count.tolist() == [0, 0, 1]


def test_unknown_accounts_are_weak_negatives_only_where_asked() -> None:
    example = Example(chain(4), np.array([1, -1, 0, -1], np.int8), part="train")
    plain, weak = measured([example])[0], measured([example], weak=0.1)[0]
    assert plain.rows("train").tolist() == [0, 2]
    assert weak.rows("train").tolist() == [0, 1, 2, 3]
    assert weak.truth.tolist() == [1, 0, 0, 0]
    assert weak.weight.tolist() == pytest.approx([1.0, 0.1, 1.0, 0.1])
