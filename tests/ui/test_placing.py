from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from tests.makers import graph
from ui.places import Places
from ui.placing import Ways, pin, placed

SEEDS = np.array([0], np.int32)
LAYOUTS = ("flow", "time", "force", "hierarchy", "radial", "entity")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_stands_stays(layout: str) -> None:
    before = placed(graph([(0, 1), (1, 2)], 3), SEEDS, Ways(layout), Places(), {})
    after = placed(graph([(0, 1), (1, 2), (2, 3)], 4), SEEDS, Ways(layout), before, {})
    assert_array_equal(after.of(before.accounts), before.spots)
    assert np.isfinite(after.of(np.array([3], np.int32))).all()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_lone_beginning_gets_a_whole_layout_around_it(layout: str) -> None:
    alone = Places(SEEDS, np.array([[500, 300]], np.float32))
    made = graph([(0, 1), (0, 2), (2, 3)], 4)
    after = placed(made, SEEDS, Ways(layout), alone, {})
    whole = placed(made, SEEDS, Ways(layout), Places(), {})
    assert_allclose(after.spots - after.spots[0], whole.spots - whole.spots[0], atol=1e-2)
    assert_allclose(after.spots[0], [500, 300], atol=1e-2)


def test_nothing_is_laid_out_where_everything_stands() -> None:
    before = Places(np.arange(2, dtype=np.int32), np.array([[0, 0], [9, 9]], np.float32))
    assert placed(graph([(0, 1)], 2), SEEDS, Ways("force"), before, {}) is before


def test_other_roots_make_another_drawing_and_frames_carry_ids() -> None:
    made = graph([(0, 1), (1, 2), (2, 3)], 4)
    first = placed(made, SEEDS, Ways("radial"), Places(), {})
    other = placed(made, SEEDS, Ways("radial", (3,)), Places(), {})
    assert not np.allclose(first.spots, other.spots)
    frames: list[np.ndarray] = []
    placed(made, SEEDS, Ways("force"), Places(), {}, frame=lambda ids, _spots: frames.append(ids))
    assert_array_equal(frames[0], made.accounts)


def test_entities_are_asked_for_by_the_layout_that_needs_them() -> None:
    asked: list[int] = []

    def belong(some: np.ndarray) -> np.ndarray:
        asked.append(some.size)
        return np.zeros(some.size, np.int32)

    for layout in ("flow", "entity"):
        placed(graph([(0, 1)], 2), SEEDS, Ways(layout, belong=belong), Places(), {})
    assert asked == [2]


def test_pins_are_in_hundredths() -> None:
    spots = np.zeros((2, 2), np.float32)
    pin(spots, np.array([3, 5], np.int32), {5: (1250, -100), 9: (1, 1)})
    assert spots.tolist() == [[0, 0], [12.5, -1]]


def test_what_an_empty_chart_forgets_is_nothing() -> None:
    """Undoing everything and doing it again leaves everything where it was."""
    nobody = graph([], 0)
    before = Places(np.array([1, 2], np.int32), np.array([[0, 0], [170, 0]], np.float32))
    assert placed(nobody, np.empty(0, np.int32), Ways(), before, {}) is before
