"""Laying out, aligning and pinning in the window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from pytestqt.qtbot import QtBot

from investigator.cases.accountset import AccountSet
from investigator.cases.edits import Show
from tests.makers import Move
from tests.ui.rooms import make_case, make_window, open_window, settle
from ui.frame.stage import LAYOUTS
from ui.scenery import Scenery
from ui.window import Window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    made = open_window(qtbot, tmp_path)
    made.desk.session.do(Show(AccountSet.of(range(4))))
    settle(qtbot, made)
    return made


def run(qtbot: QtBot, window: Window, name: str) -> None:
    assert window.menus.by_id[name].isEnabled(), name
    window.menus.by_id[name].trigger()
    settle(qtbot, window)


@pytest.mark.parametrize("name", ["time", "force", "hierarchy", "radial", "entity", "flow"])
def test_every_layout_is_an_action_and_the_head_says_which(qtbot: QtBot, window: Window, name: str) -> None:
    run(qtbot, window, name)
    assert window.desk.scenery.layout == name
    assert np.isfinite(window.stage.chart.scene.x).all()
    assert window.stage.layouts.text() == f"{LAYOUTS[name]} ▾"
    assert window.desk.session.undoable().startswith("Show")  # a layout is no edit
    window.close()


def test_a_hierarchy_hangs_from_what_is_selected(qtbot: QtBot, window: Window) -> None:
    for root in (3, 1):
        window.desk.selection.choose([root])
        run(qtbot, window, "hierarchy")
        scene = window.stage.chart.scene
        assert int(scene.account[np.argmin(scene.y)]) == root
    window.close()


def test_aligning_pins_and_one_undo_takes_it_back(qtbot: QtBot, window: Window) -> None:
    before = window.stage.chart.scene
    window.desk.selection.choose([0, 1, 2])
    run(qtbot, window, "align_top")
    after = window.stage.chart.scene
    assert np.ptp(after.y[:3]) < 0.02
    assert after.pinned.tolist() == [True, True, True, False]
    assert window.desk.session.undoable() == "Align 3 nodes: top"
    run(qtbot, window, "undo")
    assert_array_equal(window.stage.chart.scene.x, before.x)
    assert_array_equal(window.stage.chart.scene.y, before.y)
    window.close()


def test_distributing_needs_three(qtbot: QtBot, window: Window) -> None:
    window.desk.selection.choose([0, 1])
    assert not window.menus.by_id["spread_across"].isEnabled()
    window.desk.selection.choose([0, 1, 2, 3])
    run(qtbot, window, "spread_across")
    gaps = np.diff(np.sort(window.stage.chart.scene.x))
    assert np.ptp(gaps) < 0.1
    window.close()


def test_what_is_pinned_stays_in_another_layout_until_it_is_unpinned(qtbot: QtBot, window: Window) -> None:
    window.desk.selection.choose([2])
    run(qtbot, window, "pin")
    scene = window.stage.chart.scene
    spot = (float(scene.x[2]), float(scene.y[2]))
    run(qtbot, window, "radial")
    assert (float(window.stage.chart.scene.x[2]), float(window.stage.chart.scene.y[2])) == pytest.approx(
        spot, abs=0.01
    )
    run(qtbot, window, "unpin")
    assert not window.stage.chart.scene.pinned.any()
    window.close()


def test_gliding_is_switched_off_and_on(qtbot: QtBot, window: Window) -> None:
    assert window.stage.chart.glide.duration > 0
    run(qtbot, window, "glide")
    assert window.stage.chart.glide.duration == 0
    run(qtbot, window, "glide")
    assert window.stage.chart.glide.duration > 0
    window.close()


@pytest.fixture
def large(qtbot: QtBot, tmp_path: Path) -> Window:
    draw = np.random.default_rng(1)
    ends = draw.integers(0, 6_000, (12_000, 2)).tolist()
    moves = [Move(a, b, 5, at) for at, (a, b) in enumerate(ends)]
    window = make_window(qtbot, tmp_path)
    window.open_path(make_case(tmp_path / "large.case", moves, 6_000))
    settle(qtbot, window)
    window.desk.scenery.arrange("force")
    return window


def test_a_long_layout_is_seen_at_work_and_can_be_stopped_and_taken_back(
    qtbot: QtBot, large: Window
) -> None:
    desk, frames, told = large.desk, list[object](), list[object]()
    desk.scenery.live.moved.connect(frames.append)
    desk.scenery.stopped.connect(lambda: told.append(True))
    desk.session.do(Show(AccountSet.of(range(6_000))))
    qtbot.waitUntil(lambda: len(frames) > 1)
    assert desk.scenery.arranging
    seen = large.stage.chart.scene
    assert len(seen.account) == 6_000
    large._follow()
    large.menus.by_id["halt"].trigger()
    qtbot.waitUntil(lambda: bool(told))
    settle(qtbot, large)
    assert not desk.scenery.arranging
    assert np.isfinite(large.stage.chart.scene.x).all()
    desk.scenery.back()
    desk.scenery.stop()
    settle(qtbot, large)
    large.close()


def test_scenery_goes_back_to_the_layout_before(qtbot: QtBot, window: Window) -> None:
    scenery: Scenery = window.desk.scenery
    before = window.stage.chart.scene
    run(qtbot, window, "radial")
    scenery.back()
    settle(qtbot, window)
    assert scenery.layout == "flow"
    assert_array_equal(window.stage.chart.scene.x, before.x)
    window.close()
