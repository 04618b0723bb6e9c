from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from tests.ui.naming import unnamed
from tests.ui.rooms import make_window, open_window, settle
from ui.actions import ACTIONS, groups
from ui.actions.changing import CHANGING
from ui.actions.offers import ON_ACCOUNT, ON_EDGE, ON_GROUND
from ui.actions.row import Action, State
from ui.window import Window

IDS = [row.id for row in ACTIONS]


@pytest.mark.parametrize("row", ACTIONS, ids=IDS)
def test_every_action_has_words_and_keys_that_can_be_read(row: Action) -> None:
    assert row.text
    assert row.help.endswith(".")
    assert row.help[0].isupper()
    assert row.icon
    assert not row.shortcut or not QKeySequence(row.shortcut).isEmpty()


def test_no_two_actions_share_a_name_or_keys() -> None:
    keys = [QKeySequence(row.shortcut).toString() for row in ACTIONS if row.shortcut]
    assert len(set(IDS)) == len(IDS)
    assert len(set(keys)) == len(keys)


def test_menus_name_actions_that_exist() -> None:
    assert {*ON_ACCOUNT, *ON_EDGE, *ON_GROUND} - {""} <= set(IDS)
    assert set(IDS) >= CHANGING
    assert [row.id for _, rows in groups() for row in rows] == IDS


@pytest.mark.parametrize("name", ["expand", "score", "hide", "undo", "report", "exhibit", "import"])
def test_without_a_case_nothing_acts_on_one(name: str) -> None:
    row = next(row for row in ACTIONS if row.id == name)
    assert not row.enabled_when(State())


def test_every_action_runs_on_an_open_case_or_is_disabled(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path)
    window.desk.selection.choose([0, 1])
    for name in IDS:
        if name not in {"quit", "close", "sample", "train", "score", "full"}:  # each has a test of its own
            run(qtbot, window, name)
    assert window.desk.session.is_open
    window.close()


def test_every_action_that_is_enabled_without_a_case_runs(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path)
    for name in IDS:
        if name not in {"quit", "sample", "tour", "full"}:
            run(qtbot, window, name)
    window.close()


def run(qtbot: QtBot, window: Window, name: str) -> None:
    action = window.menus.by_id[name]
    if action.isEnabled():
        action.trigger()
        settle(qtbot, window)
        assert unnamed(window) == [], name
        dismiss(window)


def dismiss(window: Window) -> None:
    from PySide6.QtWidgets import QDialog

    for dialog in window.findChildren(QDialog):
        dialog.close()
