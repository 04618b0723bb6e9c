"""Groups in the window: made, seen as one, opened, undone, and the rest of many collapsed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.testing import assert_array_equal
from pytestqt.qtbot import QtBot

from tests.makers import Move
from tests.ui.rooms import make_case, make_window, open_window, settle
from ui.dialogs.group_dialog import GroupDialog
from ui.window import Window


def shown(qtbot: QtBot, tmp_path: Path) -> Window:
    window = open_window(qtbot, tmp_path)
    window.hands.chart.show_whole()
    settle(qtbot, window)
    return window


def test_a_group_is_one_node_with_its_flows_together_and_undo_brings_the_same_scene(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = shown(qtbot, tmp_path)
    before = window.stage.chart.scene
    window.desk.selection.choose([1, 2])
    window.menus.by_id["group"].trigger()
    dialog = window.findChild(GroupDialog)
    assert dialog is not None
    dialog.name.setText("Mules")
    dialog.primary.click()
    settle(qtbot, window)
    scene = window.stage.chart.scene
    assert scene.account.tolist() == [0, 1, 3, 4, 5]
    assert scene.title[1] == "Mules"
    assert scene.caption[1] == "2 accounts"
    assert sorted(zip(scene.src.tolist(), scene.dst.tolist(), scene.count.tolist(), strict=True)) == [
        (0, 1, 1), (1, 2, 2), (3, 4, 1),
    ]  # fmt: skip
    assert set(window.desk.selection.accounts) == {1, 2}
    window.stage.chart.activated.emit(1)  # a double click
    settle(qtbot, window)
    assert window.stage.chart.scene.groups == ()
    window.menus.by_id["turn_group"].trigger()
    settle(qtbot, window)
    assert len(window.stage.chart.scene.groups) == 1
    window.menus.by_id["ungroup"].trigger()
    settle(qtbot, window)
    for _ in range(4):
        window.desk.session.undo()
    settle(qtbot, window)
    after = window.stage.chart.scene
    for name in ("account", "x", "y", "src", "dst", "weight", "size", "kind"):
        assert_array_equal(getattr(after, name), getattr(before, name))
    window.close()


def test_what_cannot_be_done_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(qtbot, tmp_path)
    window.desk.selection.choose([1])
    for name, words in (
        ("ungroup", "in a group"),
        ("turn_group", "in a group"),
        ("collapse", "20 counterparties"),
    ):
        window.menus.by_id[name].trigger()
        assert words in window.desk.messages.banner.text.text()
    window.close()


def test_the_rest_of_many_is_collapsed(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path)
    moves = [Move(0, at, at, at) for at in range(1, 31)]
    window.open_path(make_case(tmp_path / "star.case", moves, 31))
    settle(qtbot, window)
    window.hands.chart.show_whole()
    window.desk.selection.choose([0])
    settle(qtbot, window)
    window.menus.by_id["collapse"].trigger()
    settle(qtbot, window)
    scene = window.stage.chart.scene
    assert [one.members.tolist() for one in scene.groups] == [list(range(1, 11))]
    assert len(scene.account) == 22
    edge = int(np.flatnonzero(scene.dst == scene.groups[0].at)[0])
    assert scene.count[edge] == 10
    window.stage.chart.edge_selected.emit(edge)
    assert len(window.desk.selection.transfers) == 10
    window.close()
