import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnn.example import Example, Part
from gnn.splitting import Snapshot, last_seen, snapshots
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


def split(examples: list[Example]) -> list[list[Snapshot]]:
    return snapshots(examples, [example.labels for example in examples])


def parts_of(some: list[Snapshot]) -> np.ndarray:
    return np.max([one.part for one in some], axis=0)


def test_an_account_is_last_seen_at_its_last_transfer_in_either_direction() -> None:
    assert last_seen(chain(4)).tolist() == [0, 1, 2, 2]
    alone = Subgraph(
        np.arange(1, dtype=np.int32),
        *(np.empty(0, kind) for kind in (np.int32, np.int32, np.float64, np.int32, np.int64, np.int64)),
    )
    assert last_seen(alone).tolist() == [np.iinfo(np.int64).min]


@given(st.lists(st.sampled_from([-1, 0, 1]), min_size=2, max_size=60))
def test_every_label_has_one_part_and_no_part_looks_at_a_later_ones_time(labels: list[int]) -> None:
    graph, truth = chain(len(labels)), np.array(labels, np.int8)
    (some,) = split([Example(graph, truth)])
    part = parts_of(some)
    assert np.array_equal(part >= 0, truth >= 0)
    assert sum((one.part >= 0).sum() for one in some) == (truth >= 0).sum()
    seen = last_seen(graph)
    if len(some) == 3:
        assert all(one.strict for one in some)
        for number, one in enumerate(some[:2]):
            ends = int(one.graph.time.max())
            assert (seen[part == number] <= ends).all()
            assert (seen[part > number] > ends).all()
    for label in (0, 1):
        if (truth == label).sum() > 2:
            assert np.unique(part[truth == label]).tolist() == [0, 1, 2]


def test_labels_of_both_kinds_all_along_are_cut_by_time_and_lopsided_ones_class_by_class() -> None:
    mixed = np.tile([0, 1], 50).astype(np.int8)
    (some,) = split([Example(chain(100), mixed)])
    sizes = [np.flatnonzero(one.part >= 0).size for one in some]
    assert sum(sizes) == 100
    assert max(abs(size - meant) for size, meant in zip(sizes, (60, 20, 20), strict=True)) <= 1
    assert [one.graph.size for one in some] == [sizes[0], sizes[0] + sizes[1], 99]
    lopsided = np.repeat([0, 1], 50).astype(np.int8)
    (whole,) = split([Example(chain(100), lopsided)])
    assert [one.strict for one in whole] == [False]
    for label in (0, 1):
        assert np.bincount(whole[0].part[lopsided == label]).tolist() == [30, 10, 10]


@pytest.mark.parametrize("part, number", [("train", 0), ("validation", 1), ("test", 2)])
def test_an_example_may_belong_to_one_part_as_a_whole(part: Part, number: int) -> None:
    truth = np.array([1, 0, -1, 0], np.int8)
    ((only,),) = split([Example(chain(4), truth, part=part)])
    assert only.part.tolist() == [number, number, -1, number]


def test_an_example_may_say_who_belongs_where_and_what_may_be_looked_at() -> None:
    truth, where = np.array([1, 0, 0, 1, -1], np.int8), np.array([0, 0, 1, 2, 2], np.int8)
    ((only,),) = split([Example(chain(5), truth, split=where)])
    assert only.part.tolist() == [0, 0, 1, 2, -1]
    (some,) = split([Example(chain(5), truth, split=where, until=(0, 2, None))])
    assert [one.graph.size for one in some] == [1, 3, 4]
    assert [one.part.tolist() for one in some] == [
        [0, 0, -1, -1, -1],
        [-1, -1, 1, -1, -1],
        [-1, -1, -1, 2, -1],
    ]


def test_few_labels_of_many_cases_are_split_together() -> None:
    """Each case alone has too few for three parts."""
    truth = np.array([1, 0, 0, 1], np.int8)
    found = np.concatenate([parts_of(some) for some in split([Example(chain(4), truth)] * 5)])
    for label in (0, 1):
        assert np.bincount(found[np.tile(truth, 5) == label], minlength=3).min() >= 2


def test_a_case_that_is_given_to_a_part_takes_none_from_the_others() -> None:
    truth = np.array([1, 0, 0, 1, 1, 0], np.int8)
    (alone,) = split([Example(chain(6), truth)])
    both = split([Example(chain(6), truth), Example(chain(6), truth, part="test")])
    np.testing.assert_array_equal(parts_of(both[0]), parts_of(alone))
    assert parts_of(both[1]).tolist() == [2] * 6


def test_a_world_is_cut_by_time(world: World) -> None:
    (some,) = split([Example(world.graph, world.illicit)])
    assert len(some) == 3
    sizes = [one.graph.size for one in some]
    assert sizes == sorted(sizes)
    assert sizes[-1] == world.graph.size
