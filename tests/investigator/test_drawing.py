import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator import drawing
from investigator.look import BY_RISK, PLAIN
from tests.scenes import scene


def test_steps_split_at_the_thresholds_and_leave_the_unscored_apart() -> None:
    risk = np.array([np.nan, 0, 0.499, 0.5, 0.799, 0.8, 1], np.float32)
    assert drawing.steps(risk).tolist() == [0, 1, 1, 2, 2, 3, 3]


def test_the_two_directions_of_a_pair_bend_apart() -> None:
    src, dst = np.array([0, 1, 2], np.int32), np.array([1, 0, 3], np.int32)
    bend = drawing.bends(src, dst)
    assert bend[0] == bend[1] > bend[2] > 0
    x, y = np.array([0, 10], np.float32), np.zeros(2, np.float32)
    rim, arrow = np.zeros(2, np.float32), np.zeros(2, np.float32)
    curve = drawing.curves((x[src[:2]], y[:2], x[dst[:2]], y[:2]), rim, rim, bend[:2], arrow)
    middle = curve.at(np.full(2, 0.5, np.float32))[1]
    assert middle[0] == pytest.approx(-middle[1])
    assert abs(middle[0]) > 0.5


def test_assets_of_one_direction_fan_out() -> None:
    bend = drawing.bends(np.zeros(3, np.int32), np.ones(3, np.int32))
    assert len(set(bend.tolist())) == 3


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=40))
def test_bends_stay_where_strokes_are_monotone(ends: list[tuple[int, int]]) -> None:
    src, dst = (np.array([e[k] for e in ends], np.int32) for k in (0, 1))
    bend = drawing.bends(src, dst)
    assert (np.abs(bend) <= 0.401).all()


def test_parallel_transfers_fan_evenly_and_thin() -> None:
    bend = drawing.bends(np.zeros(40, np.int32), np.ones(40, np.int32))
    assert np.diff(bend) == pytest.approx(np.full(39, 0.8 / 39), abs=1e-6)
    many = scene([(0, 0), (9, 0)], [(0, 1), (0, 1)], weight=[1, 1], transfer=[-1, 7])
    assert drawing.widths(many).tolist() == pytest.approx([6, 1.4])


def test_a_tint_outweighs_risk_and_plain_says_nothing_of_it() -> None:
    some = scene([(0, 0)] * 4, risk=[0.9, 0.9, 0.9, np.nan], tint=[BY_RISK, 0x00FF00, PLAIN, BY_RISK])
    assert drawing.fills(some, np.array([1, 2, 3, 4], np.uint32)).tolist() == [4, 0x00FF00, 1, 1]


def test_a_head_that_does_not_fit_is_left_out() -> None:
    ends = tuple(np.array(v, np.float32) for v in ([0, 0], [0, 0], [100, 22], [0, 0]))
    radius = np.full(2, 8, np.float32)
    curve = drawing.curves(ends, radius, radius, np.full(2, 0.07, np.float32), np.full(2, 9, np.float32))  # type: ignore[arg-type]
    assert curve.arrow.tolist() == [9, 0]
    tip, _ = curve.at(curve.tip)
    assert tip[0] == pytest.approx(90, abs=0.5)


def test_node_scale_is_bounded() -> None:
    assert drawing.node_scale(1, 1e-6) == pytest.approx(0.1)
    assert drawing.node_scale(1, 1e6) == pytest.approx(1.5)
    assert drawing.node_scale(drawing.SPACING, 1) == pytest.approx(1)
