"""Colours, sizes, edges opened into transfers, and ways, in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from investigator.cases.edits import SetLabels, SetSeeds
from investigator.look import PLAIN
from investigator.records import Address, Label
from tests.makers import Move
from tests.ui.rooms import make_case, make_window, settle
from ui.window import Window

MOVES = [
    Move(0, 1, 500, 10),
    Move(0, 1, 20, 15),
    Move(1, 2, 300, 20),
    Move(3, 2, 100, 30),
    Move(4, 5, 900, 50),
]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    made = make_window(qtbot, tmp_path)
    made.open_path(make_case(tmp_path / "a.case", MOVES))
    settle(qtbot, made)
    made.hands.chart.show_whole()
    settle(qtbot, made)
    return made


def test_colours_and_sizes_mean_what_was_chosen(qtbot: QtBot, window: Window) -> None:
    label = Label("Corvid Pay", "exchange")
    window.desk.session.do(SetLabels(Address("bank:2"), (label,)))
    window.menus.by_id["colour_label"].trigger()
    window.menus.by_id["size_received"].trigger()
    settle(qtbot, window)
    scene = window.stage.chart.scene
    assert scene.hues[0][0] == "exchange"
    assert scene.tint[2] == scene.hues[0][1]
    assert scene.tint[0] == PLAIN
    assert scene.size[5] == 1
    assert window.stage.looks.text() == "Colour: label ▾"
    window.hands.grouping.put((0, 1), "Mules")
    window.menus.by_id["colour_entity"].trigger()
    settle(qtbot, window)
    assert [name for name, _ in window.stage.chart.scene.hues] == ["Mules"]
    marked = [one.text() for one in window.stage.looks.menu().actions() if one.isChecked()]
    assert marked == ["Colour by entity", "Size by amount received"]
    window.close()


def test_an_edge_opens_into_its_transfers_and_closes(qtbot: QtBot, window: Window) -> None:
    chart = window.stage.chart
    before = len(chart.scene.src)
    chart.edge_activated.emit(0)
    settle(qtbot, window)
    assert len(chart.scene.src) == before + 1
    assert sorted(chart.scene.text[:2]) == ["0.2 EUR", "5 EUR"]
    chart.edge_selected.emit(0)
    assert len(window.desk.selection.transfers) == 1
    window.menus.by_id["open_edge"].trigger()
    settle(qtbot, window)
    assert len(chart.scene.src) == before
    chart.edge_selected.emit(0)
    assert len(window.desk.selection.transfers) == 2
    window.close()


def test_the_way_between_two_accounts_or_from_a_seed_is_shown(qtbot: QtBot, window: Window) -> None:
    window.desk.selection.choose([0, 3])
    window.menus.by_id["path_here"].trigger()
    assert len(window.desk.selection.transfers) == 4
    window.desk.session.do(SetSeeds((Address("bank:0"),)))
    settle(qtbot, window)
    window.desk.selection.choose([2])
    window.menus.by_id["path_here"].trigger()
    assert len(window.desk.selection.transfers) == 3
    window.desk.selection.choose([0, 5])
    window.menus.by_id["path_here"].trigger()
    assert "Nothing on the chart connects them" in window.desk.messages.banner.text.text()
    window.close()
