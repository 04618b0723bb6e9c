from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.actions import ACTIONS
from ui.actions.changing import CHANGING
from ui.actions.row import State
from ui.appearance import Appearance
from ui.choices import Choices
from ui.menus import Menus, keys_shown


@pytest.fixture
def menus(qtbot: QtBot, tmp_path: Path) -> Menus:
    window = QWidget()
    qtbot.addWidget(window)
    return Menus(window, Appearance(Choices(tmp_path), window))


def test_every_row_becomes_an_action_with_icon_tip_and_keys(menus: Menus) -> None:
    for row in ACTIONS:
        made = menus.by_id[row.id]
        assert made.text() == row.text
        assert row.help in made.toolTip().replace("&#x27;", "'")
        assert not made.icon().isNull()
        assert bool(made.shortcut().toString()) == bool(row.shortcut)
        assert "()" not in made.toolTip()


def test_actions_follow_the_state(menus: Menus) -> None:
    assert menus.by_id["new"].isEnabled()
    assert not menus.by_id["label"].isEnabled()
    menus.enable(State(open=True, accounts=1))
    assert menus.by_id["label"].isEnabled()
    assert not menus.by_id["undo"].isEnabled()


def test_triggering_says_which(qtbot: QtBot, menus: Menus) -> None:
    with qtbot.waitSignal(menus.triggered) as told:
        menus.by_id["new"].trigger()
    assert told.args == ["new"]


def test_menus_are_made_of_the_same_actions(menus: Menus) -> None:
    window = menus.parent()
    assert isinstance(window, QWidget)
    small = menus.menu(("expand", "", "hide"), window).actions()
    assert [one.isSeparator() for one in small] == [False, True, False]
    assert small[0] is menus.by_id["expand"]
    assert len(menus.whole(window).actions()) == len({row.group for row in ACTIONS})
    assert keys_shown("Ctrl+K") in {"Ctrl+K", "⌘K"}


def test_nothing_that_changes_a_case_can_be_done_while_it_is_read_only(menus: Menus) -> None:
    full = State(open=True, evidence=True, shown=3, accounts=1, transfers=1, seeds=1, undo=True, redo=True)
    menus.enable(full)
    assert menus.by_id["label"].isEnabled()
    menus.enable(replace(full, read_only=True))
    assert [name for name in sorted(CHANGING) if menus.by_id[name].isEnabled()] == []
    assert menus.by_id["trace_on"].isEnabled()
