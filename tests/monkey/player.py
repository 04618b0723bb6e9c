"""Plays: chooses what to do, does it, waits, and writes down what went wrong."""

from __future__ import annotations

import random
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from investigator.errors import Trouble
from tests.monkey.answers import answer, visible
from tests.monkey.cases import Replays
from tests.monkey.games import GAMES, open_again, select
from tests.monkey.measure import Measure
from ui.actions import ACTIONS
from ui.frame.tour import Tour
from ui.window import Window

LEAVES = "quit"
"""Ends the play; nothing else is left out."""
DEAR = frozenset("sample score explain around lineage report train".split())
"""Commands that take seconds, some of them with a process of their own: each is called now and then."""

PATIENCE = 240.0
"""Seconds after which work that does not end counts as frozen."""
FROZEN = 5.0
"""Seconds of work on its thread after which one answer of the window counts as frozen."""
REST, SAMPLE = 25, 100
"""Steps after which the monkey rests, and after which it measures."""


@dataclass
class Found:
    """What went wrong, a line each, and what was measured."""

    wrong: list[str] = field(default_factory=list)
    longest: float = 0.0
    worst: str = ""
    measures: list[Measure] = field(default_factory=list)
    told: dict[str, int] = field(default_factory=dict)


class Monkey:
    """Plays on a window; files are kept in `folder`."""

    def __init__(self, window: Window, seed: int, folder: Path) -> None:
        self.window, self.folder = window, folder
        self.chance, self.found = random.Random(seed), Found()
        self.trail: list[str] = []
        self.replays = Replays(window.desk.session, self.found.wrong)
        window.desk.messages.failure = self._failed  # type: ignore[method-assign]
        sys.excepthook = self._raised

    def warm(self) -> None:
        """Call every command once, and answer what it asks."""
        for row in ACTIONS:
            if row.id == LEAVES:
                continue
            self._timed(lambda: open_again(self))
            self._timed(lambda: select(self))
            self._timed(lambda name=row.id: self.call(name))  # type: ignore[misc]
            for _ in range(4):
                if self.asked():
                    self._timed(self._answer)
            self.rest()

    def play(self, steps: int, told: Callable[[int], object] = lambda _step: None) -> None:
        """So many steps; the window is at rest afterwards."""
        games, weights = [game for _, game in GAMES], [weight for weight, _ in GAMES]
        for step in range(steps):
            (game,) = self.chance.choices(games, weights)
            if self.asked():
                self._timed(self._answer)
            elif not self.window.desk.session.is_open and self.chance.random() < 0.5:
                self._timed(lambda: open_again(self))
            else:
                self._timed(lambda: game(self))  # noqa: B023 - called at once
            if step % REST == 0:
                self.rest()
            if step % SAMPLE == 0:
                self.found.measures.append(Measure.now())
                told(step)
            if len(self.found.wrong) > 20:
                break
        self.rest()

    def rest(self) -> None:
        """Close what asks, and wait until nothing runs."""
        for _ in range(20):
            asked = self.asked()
            for one in asked:
                one.leave() if isinstance(one, Tour) else one.close()
            QTest.qWait(1)
            if not asked:
                break
        until = time.monotonic() + PATIENCE
        desk = self.window.desk
        while not desk.runner.idle() or desk.scenery.waiting:
            QTest.qWait(5)
            if time.monotonic() > until:
                running = ", ".join(task.name for task in desk.runner._tasks.values())
                self.found.wrong.append(f"frozen: {running} does not end, after {self.trail[-5:]}")
                desk.runner.stop()
                return
        QTest.qWait(1)
        self.replays.check()

    def call(self, name: str) -> str:
        """Call a command as its menu does; does nothing where it is not enabled."""
        self.window.menus.by_id[name].trigger()
        return name

    def command(self) -> str:
        """Call any command that can be called now."""
        able = [
            row.id for row in ACTIONS if row.id != LEAVES and self.window.menus.by_id[row.id].isEnabled()
        ]
        return self.call(self.chance.choices(able, [0.15 if one in DEAR else 1.0 for one in able])[0])

    def asked(self) -> list[QWidget]:
        """What asks at this moment, the last one being on top."""
        return visible(self.window)

    def _answer(self) -> str:
        return answer(self.asked()[-1], self.chance, self.folder)

    def _timed(self, game: Callable[[], str]) -> None:
        began = time.thread_time()  # what the window's thread did itself, however busy the machine is
        self.trail = [*self.trail[-9:], "?"]
        self.trail[-1] = said = game()
        spent = time.thread_time() - began
        QTest.qWait(0)
        kind = said.partition(" ")[0]
        self.found.told[kind] = self.found.told.get(kind, 0) + 1
        if spent > self.found.longest:
            self.found.longest, self.found.worst = spent, said
        if spent > FROZEN:
            self.found.wrong.append(f"{said} took {spent:.1f} s")

    def _failed(self, failure: object) -> None:
        if getattr(failure, "details", ""):
            self.found.wrong.append(f"after {self.trail[-3:]}: {failure.details}")  # type: ignore[attr-defined]

    def _raised(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, Trouble):
            told = "".join(traceback.format_exception(kind, error, trace))
            self.found.wrong.append(f"after {self.trail[-3:]}: {told}")


def objects(window: Window) -> int:
    """How many Qt objects the window has."""
    return len(window.findChildren(QObject))
