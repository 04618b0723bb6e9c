"""A window to test with, and a way to wait until it has nothing left to do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pytestqt.qtbot import QtBot

from investigator.cases.case import Case
from investigator.settings import Settings
from tests.makers import Move, put
from ui.desktop import build
from ui.scenery import Scenery
from ui.window import Window

MOVES = [
    Move(0, 1, 500, 10),
    Move(1, 2, 300, 20),
    Move(1, 3, 100, 30),
    Move(2, 3, 300, 40),
    Move(4, 5, 900, 50),
]


def settings(tmp_path: Path) -> Settings:
    return Settings("alice", tmp_path / "home" / "models", tmp_path / "home")


def make_case(path: Path, moves: Sequence[Move] = MOVES, accounts: int = 6) -> Path:
    """A case file with accounts bank:0, bank:1, … and nothing on its chart."""
    with Case.create(path, "alice") as case:
        put(case.store, moves, [f"bank:{i}" for i in range(accounts)])
    return path


@cache
def _small() -> bytes:
    """The small case, made once for all windows."""
    with TemporaryDirectory() as folder:
        return make_case(Path(folder) / "small.case").read_bytes()


def make_window(qtbot: QtBot, tmp_path: Path) -> Window:
    window = build(settings(tmp_path))
    window.desk.messages.banner._pause.setInterval(600_000)  # a note stays until it is looked at
    qtbot.addWidget(window)
    window.show()
    settle(qtbot, window)
    return window


def open_window(qtbot: QtBot, tmp_path: Path) -> Window:
    """A window on a small case."""
    window = make_window(qtbot, tmp_path)
    path = tmp_path / "small.case"
    path.write_bytes(_small())
    window.open_path(path)
    settle(qtbot, window)
    return window


def settle(qtbot: QtBot, window: Window) -> None:
    """Wait until nothing runs, no chart waits to be drawn, and nothing was begun by what ended."""

    def rests() -> bool:
        return window.desk.runner.idle() and not any(one.waiting for one in window.findChildren(Scenery))

    for _ in range(3):
        qtbot.waitUntil(rests)
        qtbot.wait(15)
    qtbot.waitUntil(rests)
