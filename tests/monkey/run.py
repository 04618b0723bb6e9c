"""One play from an empty folder to a closed window, and what is left of it."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from concurrent.futures import wait
from pathlib import Path

from PySide6.QtTest import QTest
from shiboken6 import isValid

from investigator.operations.custody import has_key
from investigator.settings import Settings
from tests.monkey.cases import play_case
from tests.monkey.games import open_again
from tests.monkey.measure import Measure, asking, held_of_a_case
from tests.monkey.player import PATIENCE, Found, Monkey
from ui.desktop import build

WIDGETS = 150
"""Widgets by which a window may grow: pages, columns and tabs that are made when they are first wanted."""


def run(
    folder: Path, steps: int, seed: int, warm: int = 0, told: Callable[[Monkey, int], object] | None = None
) -> Found:
    """Play on a window of its own. With `warm`, every command and so many steps come before what is measured."""
    has_key()  # the keyring's library holds on to the work in which it is loaded, so that is none of a case's
    play_case(folder / "play.case", random.Random(seed))
    window = build(Settings("monkey", folder / "home" / "models", folder / "home"))
    hook = sys.excepthook
    monkey = Monkey(window, seed, folder)
    found = monkey.found
    try:
        window.resize(1440, 900)
        window.show()
        open_again(monkey)
        if warm:
            monkey.warm()
            monkey.play(warm)
            found.measures.clear()
        found.measures.append(before := _alone(monkey))
        open_again(monkey)
        monkey.play(steps, lambda step: told(monkey, step) if told else None)
        found.measures.append(after := _alone(monkey))
    finally:
        sys.excepthook = hook
        window.desk.runner.stop()
        window.close()
        window.deleteLater()
        QTest.qWait(1)
    if after.threads > before.threads or after.processes > before.processes:
        found.wrong.append(f"left behind: {before} became {after}")
    if warm and after.widgets > before.widgets + WIDGETS:
        found.wrong.append(f"left behind: {after.widgets - before.widgets} widgets")
    return found


def _alone(monkey: Monkey) -> Measure:
    """What there is with no case open; nothing of one may be held then, and nothing may ask."""
    monkey.rest()
    monkey.window.files.close()
    monkey.rest()
    wait(monkey.window.desk.runner._threads, timeout=PATIENCE)  # what was dropped ends a little later
    for one in asking():
        if isValid(one):
            monkey.found.wrong.append(f"left behind: {type(one).__name__} {one.windowTitle()}")
    if held := held_of_a_case():
        monkey.found.wrong.append(f"left behind without a case: {dict(held)}")
    return Measure.now()
