"""The window on a case of a million transfers: how long its thread is blocked at most, and how much memory it takes.

A session is played for five minutes (`--quick`: half a minute, on a tenth of the transfers) in a process of its own; a
clock on the window's thread ticks every few milliseconds, and a gap between two ticks is a block. Its wall time counts
what other threads and processes hold up, too; its processor time only what the window's thread did itself. By itself,
`python -m benchmarks.bench_window [--quick]` tells both of every gesture.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.memory import peak
from benchmarks.row import Row

if TYPE_CHECKING:
    from ui.window import Window

TICK = 2
"""Milliseconds between two ticks."""


def made_case(path: Path, transfers: int) -> Path:
    """A case of payments between a tenth as many accounts, most of them between few."""
    from investigator.cases.case import Case
    from investigator.chain.files import open_sources
    from investigator.chain.ingest import ingest
    from investigator.chain.source import ImportOptions
    from investigator.progress import silent

    chance = np.random.default_rng(7)
    ends = (chance.pareto(1.2, (transfers, 2)) * transfers / 1000).astype(np.int64) % (transfers // 10)
    amounts = chance.integers(1, 10_000, transfers)
    table = path.with_suffix(".csv")
    with table.open("w", encoding="utf-8") as opened:
        opened.write("from,to,amount,time\n")
        opened.writelines(
            f"bank:{one},bank:{other},{amount},{1_700_000_000 + 30 * at}\n"
            for at, ((one, other), amount) in enumerate(zip(ends.tolist(), amounts.tolist(), strict=True))
        )
    with Case.create(path, "bench") as case:
        options = ImportOptions(asset="EUR", decimals=2, namespace="bank")
        ingest(case.store, open_sources([table], options, silent, case.store), silent)
    table.unlink()
    return path


class Clock:
    """Ticks on the window's thread and keeps the longest gaps of each step, in ms of wall and of processor time.

    On a busy machine the longest by wall is another one than the longest by processor time.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.step, self.gaps = "start", dict[str, tuple[float, float]]()
        self._wall, self._own = time.perf_counter(), time.thread_time()
        self.timer = QTimer(interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._tick)
        self.timer.start()

    def _tick(self) -> None:
        wall, own = time.perf_counter(), time.thread_time()
        gap = (1000 * (wall - self._wall), 1000 * (own - self._own))
        self._wall, self._own = wall, own
        before = self.gaps.get(self.step, (0.0, 0.0))
        self.gaps[self.step] = max(gap[0], before[0]), max(gap[1], before[1])


def session(path: Path, seconds: float) -> dict[str, object]:
    """Play for so long; the gaps by step, and the memory."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from investigator.settings import Settings
    from ui.desktop import build, settled

    app = QApplication([])
    window = build(Settings("bench", path.parent / "models", path.parent / "config"), settled)
    window.resize(1600, 1000)
    window.show()
    desk, menus = window.desk, window.menus.by_id

    def rest() -> None:
        QTest.qWait(20)
        while not desk.runner.idle() or desk.scenery._pause.isActive():
            QTest.qWait(5)

    clock = Clock()
    rest()

    def do(step: str, act: Callable[[], object]) -> None:
        clock.step = step
        act()
        rest()

    do("open the case", lambda: window.open_path(path))
    do("select", lambda: desk.selection.choose([0, 1, 2]))
    do("expand", menus["expand2"].trigger)
    until, turn = time.monotonic() + seconds, 0
    while time.monotonic() < until or turn == 0:
        play(window, do, turn)
        turn += 1
    memory = peak()
    window.close()
    del app
    return {"gaps": clock.gaps, "memory": memory, "turns": turn}


def play(window: Window, do: Callable[[str, Callable[[], object]], None], turn: int) -> None:
    """One turn of the session: looking, deciding, filtering, going about."""
    desk, menus = window.desk, window.menus.by_id
    shown = sorted(desk.session.case.facts.shown)
    do("select one", lambda: desk.selection.choose([shown[turn * 7 % len(shown)]]))
    do("mark", menus["illicit" if turn % 2 else "licit"].trigger)
    do("undo", menus["undo"].trigger)
    do("redo", menus["redo"].trigger)
    do("filter", lambda: window.bar.query.entered.emit(f"value>{(turn * 13) % 80}"))
    do("no filter", lambda: window.bar.query.entered.emit(""))
    do("select all", menus["all"].trigger)
    do("select none", menus["none"].trigger)
    do("zoom in", menus["zoom_in"].trigger)
    do("fit", menus["fit"].trigger)
    for place in ("table", "worklist", "history", "tasks", "findings", "chart"):
        do(f"go to {place}", menus[place].trigger)
    do("lay out anew", menus["relax"].trigger)
    do("theme", menus["theme"].trigger)
    do(
        "larger text" if turn % 2 else "smaller text",
        menus["text_larger" if turn % 2 else "text_smaller"].trigger,
    )


def rows(quick: bool) -> list[Row]:
    """The longest blocks, beside the 50 ms that are allowed, and the memory."""
    transfers, seconds = (100_000, 20.0) if quick else (1_000_000, 300.0)
    with tempfile.TemporaryDirectory() as folder:
        path = made_case(Path(folder) / "large.case", transfers)
        found = subprocess.run(
            [sys.executable, "-m", "benchmarks.bench_window", str(path), str(seconds)],
            env={**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
            stdout=subprocess.PIPE, check=True, text=True,
        )  # fmt: skip
    told = json.loads(found.stdout.splitlines()[-1])
    worst = sorted(told["gaps"].items(), key=lambda one: -one[1][1])
    return [
        Row(
            f"window's thread blocked at most ({transfers:,} transfers)",
            worst[0][1][1],
            "ms",
            50.0,
            "what is allowed",
        ),
        *(Row(f"  {step}: own time", own, "ms", wall, "wall time") for step, (wall, own) in worst),
        Row("memory of the window at most", told["memory"], "MB"),
        Row("turns of the session", told["turns"], ""),
    ]


if __name__ == "__main__":
    if len(sys.argv) == 3:  # the process that plays
        print(json.dumps(session(Path(sys.argv[1]), float(sys.argv[2]))))
    else:
        for one in rows("--quick" in sys.argv):
            beside = f"  {one.peer:8.1f} {one.peer_name}" if one.peer_name else ""
            print(f"{one.what:60} {one.ours:8.1f} {one.unit:3}{beside}")
