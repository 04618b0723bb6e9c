"""The forces against a sum over all pairs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph import barnes_hut


def repelled(x: np.ndarray, y: np.ndarray, mass: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    codes, side = barnes_hut.morton(x, y)
    order = np.argsort(codes, kind="stable")
    sx, sy, sm = x[order], y[order], mass[order]
    fx, fy = np.zeros(x.size), np.zeros(x.size)
    barnes_hut.repel(barnes_hut.grow(codes[order], side, sx, sy, sm), sx, sy, sm, 3.0, fx, fy)
    back = np.argsort(order)
    return fx[back], fy[back]


def exactly(x: np.ndarray, y: np.ndarray, mass: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    dx, dy = x[:, None] - x, y[:, None] - y
    push = 3.0 * mass[:, None] * mass / (dx**2 + dy**2 + 1e-9)
    return (push * dx).sum(axis=1), (push * dy).sum(axis=1)


def test_few_points_repel_exactly() -> None:
    x, y, mass = np.array([0.0, 3.0, 3.0]), np.array([0.0, 0.0, 4.0]), np.array([1.0, 2.0, 1.0])
    for mine, theirs in zip(repelled(x, y, mass), exactly(x, y, mass), strict=True):
        assert np.allclose(mine, theirs)


@pytest.mark.parametrize("shape", ["cloud", "clumps", "line"])
def test_many_points_repel_nearly_so(shape: str) -> None:
    draw = np.random.default_rng(1)
    x, y = draw.normal(size=900), draw.normal(size=900)
    if shape == "clumps":
        x, y = x * 0.01 + np.arange(900) % 5, y * 0.01 + np.arange(900) % 7
    if shape == "line":
        y = y * 0
    mass = draw.random(900) + 1
    mine, theirs = np.stack(repelled(x, y, mass)), np.stack(exactly(x, y, mass))
    assert np.abs(mine - theirs).mean() < 0.05 * np.abs(theirs).mean()


@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), min_size=1, max_size=60))
def test_the_tree_holds_every_point_once(points: list[tuple[float, float]]) -> None:
    x, y = np.array(points).T.copy()
    codes, side = barnes_hut.morton(x, y)
    order = np.argsort(codes, kind="stable")
    cx, _, mass, _, first, last, after = barnes_hut.grow(
        codes[order], side, x[order], y[order], np.ones(x.size)
    )
    leaves = [place for b, e in zip(first, last, strict=True) if b >= 0 for place in range(b, e)]
    assert leaves == list(range(x.size))
    assert mass[0] == x.size
    assert np.isclose(cx[0], x.mean(), atol=1e-3)
    assert (after > np.arange(after.size)).all()
    assert after.max() == after.size


def test_points_in_one_place_do_no_harm() -> None:
    fx, fy = repelled(np.ones(50), np.ones(50), np.ones(50))
    assert np.isfinite(fx).all()
    assert np.allclose(fy, 0)


def test_ties_pull_both_ends() -> None:
    fx, fy = np.zeros(2), np.zeros(2)
    ends = np.array([0], np.int32), np.array([1], np.int32)
    barnes_hut.attract(*ends, np.array([2.0]), np.array([0.0, 3.0]), np.array([0.0, 1.0]), fx, fy)
    assert (fx.tolist(), fy.tolist()) == ([6, -6], [2, -2])


def test_a_step_moves_nobody_who_is_fixed() -> None:
    x, y = np.array([0.0, 10.0, 20.0]), np.zeros(3)
    ends = np.array([0, 1], np.int32), np.array([1, 2], np.int32)
    fixed = np.array([True, False, False])
    moved = barnes_hut.step(
        *ends, np.ones(2), np.full(3, 2.0), fixed, x, y, np.zeros((2, 3)), np.ones(2), 2.0, 1.0
    )
    assert (x[0], y[0]) == (0, 0)
    assert moved > 0


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=25))
def test_part_leaves_nobody_too_near(points: list[tuple[int, int]]) -> None:
    x, y = np.array(points, float).T.copy() * 4
    rounds = barnes_hut.part(x, y, np.zeros(x.size, np.bool_), 10.0, 500)
    assert rounds < 500
    far = np.hypot(x[:, None] - x, y[:, None] - y) + np.eye(x.size) * 1e9
    assert far.min() >= 10 * 0.998


def test_part_moves_only_the_other_of_a_fixed_one() -> None:
    x, y = np.array([0.0, 4.0, 100.0, 100.0]), np.zeros(4)
    barnes_hut.part(x, y, np.array([True, False, True, True]), 10.0, 50)
    assert np.allclose(x, [0, 10, 100, 100], atol=0.02)
