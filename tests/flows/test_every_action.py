"""Each command runs on an open case: what it asks is closed again, nothing fails, and it has a name, a help and a way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.rooms import make_case, make_window, settle
from ui.actions import groups
from ui.actions.row import Action
from ui.palette import matching
from ui.window import Window

ELSEWHERE = {
    "quit": "tests/ui/test_window.py closes the window",
    "train": "tests/ui/wiring/test_learning.py trains",
    "score": "tests/flows/test_window_story.py scores, by a process that takes seconds to begin",
    "explain": "tests/ui/wiring/test_asking.py, for the same reason",
    "around": "tests/ui/wiring/test_asking.py, for the same reason",
    "full": "takes the whole screen, which is not this test's to take",
    "sample": "tests/ui/test_wiring.py opens it",
}
"""What is run by a test of its own."""

FREE = ("new", "open", "preferences", "palette", "keys", "about", "models", "theme", "tasks")
"""What must be possible without a case, too."""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """A window on a case with a chart, a selection, a label, something to undo and something to redo."""
    made = make_window(qtbot, tmp_path)
    made.open_path(make_case(tmp_path / "small.case"))
    settle(qtbot, made)
    made.desk.selection.choose([0])
    for name in ("expand2", "seed", "illicit", "bookmark", "undo"):
        made.menus.by_id[name].trigger()
        settle(qtbot, made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


GROUPS = dict(groups())


@pytest.mark.parametrize("group", GROUPS)
def test_the_commands_of_a_group_run(qtbot: QtBot, window: Window, group: str) -> None:
    faults = list[str]()
    window.desk.runner.failed.connect(lambda _task, failure: faults.append(failure.details))
    for row in sorted(GROUPS[group], key=lambda row: row.id == "close"):
        if row.id not in ELSEWHERE:
            assert row.text
            assert row.help
            assert row.shortcut or row in matching(row.text)
            run(qtbot, window, row)
            assert not any(faults), (row.id, faults)


def run(qtbot: QtBot, window: Window, row: Action) -> None:
    """Call a command on the first selection that it takes; one that wants more than there is here stays faint."""
    action = window.menus.by_id[row.id]
    for accounts, transfers in (((0,), ()), ((0, 1), ()), ((), (0,)), ((), ())):
        if transfers:
            window.desk.selection.choose_transfers(transfers)
        else:
            window.desk.selection.choose(accounts)
        if action.isEnabled():
            action.trigger()
            settle(qtbot, window)
            close_all(qtbot, window)
            return


def close_all(qtbot: QtBot, window: Window) -> None:
    """Close what was asked; nothing is left open."""
    for _ in range(5):
        asked = [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, QDialog | QMenu) and one.isVisible()
        ]
        if not asked:
            return
        for one in asked:
            one.close()
        settle(qtbot, window)
    assert not [
        one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
    ]


@pytest.mark.parametrize("name", FREE)
def test_what_needs_no_case_is_possible_without_one(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    window = make_window(qtbot, tmp_path)
    assert window.menus.by_id[name].isEnabled()
    window.close()
