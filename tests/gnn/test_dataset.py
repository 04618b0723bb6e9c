import numpy as np
import pytest

from gnn.dataset import FAR, Measured, data_of, fitted, labelled, measured, wiring_of
from gnn.example import Example
from gnn.feature_names import ACCOUNT_FEATURES, TRANSFER_FEATURES
from gnn.features import account_features
from gnn.splitting import last_seen
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


def one(world: World, **about: object) -> Measured:
    return measured([Example(world.graph, world.illicit, **about)])[0]  # type: ignore[arg-type]


def test_the_normaliser_knows_the_training_part_only(world: World) -> None:
    train, test = one(world, part="train"), one(world, part="test")
    alone, both = fitted([train]), fitted([train, test])
    assert np.array_equal(alone.account[0], both.account[0])
    assert np.allclose(alone.account[0], train.x.mean(axis=0), atol=1e-4)
    assert np.allclose(alone.transfer[0], train.e.mean(axis=0), atol=1e-4)


def test_the_parts_of_one_graph_look_at_their_own_time(world: World) -> None:
    train, judge, test = measured([Example(world.graph, world.illicit)])
    assert train.graph.size < judge.graph.size < test.graph.size == world.graph.size
    assert train.rows("validation").size == judge.rows("train").size == test.rows("train").size == 0
    before = account_features(world.graph.until(int(train.graph.time[-1])))
    assert np.array_equal(train.x, before)
    assert np.array_equal(fitted([train, judge, test]).account[0], fitted([train]).account[0])
    seen = last_seen(train.graph) > np.iinfo(np.int64).min
    assert np.allclose(fitted([train]).account[0], train.x[seen].mean(axis=0), atol=1e-4)


def test_where_a_graph_is_not_cut_the_normaliser_sees_nothing_last_seen_after_the_training_part() -> None:
    truth = np.repeat([0, 1], 50).astype(np.int8)
    (whole,) = measured([Example(chain(100), truth)])
    assert not whole.strict
    late = whole.part > 0
    changed = Measured(**{**vars(whole), "x": np.where(late[:, None], 1e6, whole.x).astype(np.float32)})
    assert np.array_equal(fitted([whole]).account[0], fitted([changed]).account[0])


def test_data_holds_normalised_features_edges_labels_and_masks(world: World) -> None:
    places = np.arange(world.graph.order) % 3
    whole = one(world, split=places.astype(np.int8))
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
