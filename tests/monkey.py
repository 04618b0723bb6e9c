"""A monkey at the window: random commands, clicks, drags, keys and letters, which a seed brings back.

`python -m tests.monkey --steps 10000 --seed 7` says at the end how many threads, processes, widgets and megabytes
there are beside those after warming up, and ends with 1 if anything went wrong: an exception, an answer that took too
long, something left behind, or a journal that replays to another state.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from investigator.cases.case import Case
from investigator.settings import Settings
from tests.makers import Move, put
from ui.actions import ACTIONS
from ui.desktop import build
from ui.dialogs.sheet import Sheet
from ui.window import Window

NOT_PRESSED = frozenset("quit close new open sample full train score explain around".split())
"""Commands that end the play, take the screen, or start a process for seconds: each has a test of its own."""

PATIENCE = 120.0
"""Seconds after which work that does not end counts as frozen."""
FROZEN = 5.0
"""Seconds of work on its thread after which one answer of the window counts as frozen."""
GROWTH = 20 << 20
"""Bytes by which memory may grow after warming up."""
LETTERS = (
    "asset:EUR",
    "value>50",
    "bank:7",
    "hops<=2",
    "nonsense:(",
    "time:2026",
    "illicit",
    "Ω<b>\u202e",
    "",
    "9" * 40,
)
KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return,
    Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_I,
    Qt.Key.Key_L, Qt.Key.Key_S,
)  # fmt: skip
SIZES = ((960, 600), (1440, 900), (1600, 1000))


@dataclass
class Found:
    """What went wrong, a line each, and the measures beside those after warming up."""

    wrong: list[str] = field(default_factory=list)
    longest: float = 0.0
    worst: str = ""
    threads: int = 0
    processes: int = 0
    widgets: int = 0
    memory: int = 0


PASSING = ("artist", "task", "look")
"""Threads that are no leak: one that draws a picture ends with it, and the pools of the runner grow to a bound."""


@dataclass(frozen=True)
class Measure:
    """What there is at a moment of rest."""

    threads: int
    processes: int
    widgets: int
    memory: int

    @classmethod
    def now(cls) -> Measure:
        gc.collect()
        process = psutil.Process()
        return cls(
            sum(not one.name.startswith(PASSING) for one in threading.enumerate()), len(process.children(recursive=True)), len(QApplication.allWidgets()),
            process.memory_info().rss,
        )  # fmt: skip


def play_case(path: Path, chance: random.Random, accounts: int = 120, transfers: int = 500) -> Path:
    """A case of random payments, of which the first forty accounts are on the chart at first by its seeds."""
    moves = [
        Move(*chance.sample(range(accounts), 2), chance.randrange(1, 10_000), 1_772_409_600 + 60 * number)
        for number in range(transfers)
    ]
    with Case.create(path, "monkey") as case:
        put(case.store, moves, [f"bank:{number}" for number in range(accounts)])
    return path


class Monkey:
    """Plays on a window that has a case open."""

    def __init__(self, window: Window, seed: int) -> None:
        self.window, self.chance, self.found = window, random.Random(seed), Found()
        self.trail: list[str] = []
        window.desk.messages.failure = self._failed  # type: ignore[method-assign]
        sys.excepthook = self._raised
        self._games: tuple[tuple[int, Callable[[], str]], ...] = (
            (40, self._command), (15, self._select), (10, self._click), (8, self._drag), (6, self._wheel),
            (10, self._keys), (5, self._query), (3, self._brush), (2, self._resize), (6, self._undo),
        )  # fmt: skip

    def play(self, steps: int) -> None:
        """So many steps; the window is at rest afterwards."""
        games, weights = [game for _, game in self._games], [weight for weight, _ in self._games]
        for step in range(steps):
            (game,) = self.chance.choices(games, weights)
            self._timed(self._dialog if self._open() else game)
            if step % 25 == 0:
                self.rest()
            if len(self.found.wrong) > 20:
                break
        self.rest()

    def rest(self) -> None:
        """Close what asks, and wait until nothing runs."""
        for _ in range(20):
            dialogs = self._open()
            if not dialogs:
                break
            for dialog in dialogs:
                dialog.close()
            QTest.qWait(1)
        until = time.monotonic() + PATIENCE
        desk = self.window.desk
        while not desk.runner.idle() or desk.scenery._pause.isActive():
            QTest.qWait(5)
            if time.monotonic() > until:
                running = ", ".join(task.name for task in desk.runner._tasks.values())
                self.found.wrong.append(f"frozen: {running} does not end, after {self.trail[-5:]}")
                desk.runner.stop()
                return
        QTest.qWait(1)

    def _timed(self, game: Callable[[], str]) -> None:
        began = time.thread_time()  # what the window's thread did itself, however busy the machine is
        self.trail.append("?")
        self.trail[-1] = said = game()
        spent = time.thread_time() - began
        QTest.qWait(0)
        if spent > self.found.longest:
            self.found.longest, self.found.worst = spent, said
        if spent > FROZEN:
            self.found.wrong.append(f"{said} took {spent:.1f} s")

    def _failed(self, failure: object) -> None:
        if getattr(failure, "details", ""):
            self.found.wrong.append(f"after {self.trail[-3:]}: {failure.details}")  # type: ignore[attr-defined]

    def _raised(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        from investigator.errors import Trouble

        if not isinstance(error, Trouble):
            told = "".join(traceback.format_exception(kind, error, trace))
            self.found.wrong.append(f"after {self.trail[-3:]}: {told}")

    def _open(self) -> list[QWidget]:
        return [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, QDialog | QMenu) and one.isVisible()
        ]

    def _command(self) -> str:
        name = self.chance.choice([row.id for row in ACTIONS if row.id not in NOT_PRESSED])
        self.window.menus.by_id[name].trigger()  # does nothing where it is not enabled
        return name

    def _undo(self) -> str:
        name = self.chance.choice(("undo", "redo"))
        for _ in range(self.chance.randrange(1, 6)):
            self.window.menus.by_id[name].trigger()
        return name

    def _select(self) -> str:
        shown = sorted(self.window.desk.session.case.facts.shown)
        selection = self.window.desk.selection
        some = self.chance.sample(shown, min(len(shown), self.chance.randrange(4)))
        if self.chance.random() < 0.2:
            selection.choose_transfers([self.chance.randrange(500) for _ in range(2)])
        else:
            selection.choose(some or [self.chance.randrange(120)])
        return f"select {some}"

    def _spot(self, widget: QWidget) -> QPoint:
        return QPoint(
            self.chance.randrange(max(1, widget.width())), self.chance.randrange(max(1, widget.height()))
        )

    def _click(self) -> str:
        seen = [
            one for one in self.window.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()
        ]
        seen = [one for one in seen if not _leads_out(one)]
        target: QWidget = self.chance.choice([self.window.stage.chart, self.window.explorer, *seen])
        button = self.chance.choice(
            (Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)
        )
        if isinstance(target, QAbstractButton):
            target.click()
        elif self.chance.random() < 0.3:
            QTest.mouseDClick(target, button, pos=self._spot(target))
        else:
            QTest.mouseClick(target, button, pos=self._spot(target))
        return f"click {type(target).__name__} {target.accessibleName()}"

    def _drag(self) -> str:
        chart = self.window.stage.chart
        QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=self._spot(chart))
        for _ in range(3):
            QTest.mouseMove(chart, self._spot(chart))
        QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=self._spot(chart))
        return "drag"

    def _wheel(self) -> str:
        self.window.view.zoom(self.chance.choice((0.2, 0.8, 1.25, 5.0)))
        return "zoom"

    def _keys(self) -> str:
        target = QApplication.focusWidget() or self.window.stage.chart
        key = self.chance.choice(KEYS)
        QTest.keyClick(target, key)
        return f"key {key.name} on {type(target).__name__}"

    def _query(self) -> str:
        text = self.chance.choice(LETTERS)
        self.window.bar.query.setFocus()
        self.window.bar.query.setText(text)
        QTest.keyClick(self.window.bar.query, Qt.Key.Key_Return)
        return f"query {text}"

    def _brush(self) -> str:
        line = self.window.stage.timeline
        QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=self._spot(line))
        QTest.mouseMove(line, self._spot(line))
        QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=self._spot(line))
        return "brush"

    def _resize(self) -> str:
        self.window.resize(*self.chance.choice(SIZES))
        return "resize"

    def _dialog(self) -> str:
        top = self._open()[-1]
        said = f"in {type(top).__name__}"
        if isinstance(top, QFileDialog) or not isinstance(top, Sheet) or self.chance.random() < 0.3:
            top.close()
            return f"{said}: close"
        fields = [one for one in top.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
        edits = [one for one in fields if isinstance(one, QLineEdit | QPlainTextEdit | QComboBox)]
        if edits and self.chance.random() < 0.6:
            edit = self.chance.choice(edits)
            if isinstance(edit, QComboBox):
                edit.setCurrentIndex(self.chance.randrange(max(1, edit.count())))
            else:
                text = self.chance.choice(LETTERS)
                edit.setPlainText(text) if isinstance(edit, QPlainTextEdit) else edit.setText(text)
            return f"{said}: write"
        if self.chance.random() < 0.4 and top.primary.isEnabled():
            top.primary.click()
            return f"{said}: {top.primary.text()}"
        QTest.keyClick(top, self.chance.choice(KEYS))
        return f"{said}: key"


def _leads_out(button: QAbstractButton) -> bool:
    """A button that scores, trains or opens another case."""
    text = f"{button.text()} {button.accessibleName()} {button.toolTip()}".lower()
    return any(
        word in text
        for word in ("score", "train", "sample", "new case", "open", "quit", "model", "all commands")
    )


def run(folder: Path, steps: int, seed: int, warm: int) -> Found:
    """Play on a window of its own; `warm` steps come before the first measure."""
    case = play_case(folder / "play.case", random.Random(seed))
    window = build(Settings("monkey", folder / "home" / "models", folder / "home"))
    hook = sys.excepthook
    monkey = Monkey(window, seed)
    try:
        window.resize(1440, 900)
        window.show()
        window.open_path(case)
        monkey.rest()
        window.desk.selection.choose([0, 1, 2])
        window.menus.by_id["expand2"].trigger()
        monkey.rest()
        monkey.play(warm)
        before = Measure.now()
        monkey.play(steps)
        window.desk.selection.clear()
        monkey.rest()
        after = Measure.now()
        facts = window.desk.session.case.facts if window.desk.session.is_open else None
    finally:
        sys.excepthook = hook
        window.close()
        window.deleteLater()
        QTest.qWait(1)
    found = monkey.found
    found.threads, found.processes = after.threads - before.threads, after.processes - before.processes
    found.widgets, found.memory = after.widgets - before.widgets, after.memory - before.memory
    if found.threads > 0 or found.processes > 0:
        found.wrong.append(f"left behind: {found.threads} threads, {found.processes} processes")
    with Case.open(case) as again:
        if facts is None:
            found.wrong.append("the case was closed")
        elif again.facts != facts:
            found.wrong.append("the journal replays to another state")
    return found


def main() -> int:
    """Play and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--warm", type=int, default=1000)
    args = parser.parse_args()
    print(f"seed {args.seed}", flush=True)
    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        found = run(Path(folder), args.steps, args.seed, args.warm)
    if found.memory > GROWTH:
        found.wrong.append(f"memory grew by {found.memory / 2**20:.1f} MB")
    print(
        f"{args.steps:,} steps in {time.monotonic() - began:.0f} s; beside the start: {found.threads:+} threads,"
        f" {found.processes:+} processes, {found.widgets:+} widgets, {found.memory / 2**20:+.1f} MB;"
        f" longest answer {found.longest * 1000:.0f} ms ({found.worst})"
    )
    for one in found.wrong:
        print(one)
    del app
    return int(bool(found.wrong))


if __name__ == "__main__":
    sys.exit(main())
