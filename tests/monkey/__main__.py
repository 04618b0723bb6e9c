"""Play and tell."""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.monkey.measure import Measure, growth
from tests.monkey.player import Found, Monkey
from tests.monkey.run import run

GROWTH = 20 << 20
"""Bytes by which memory may grow after warming up."""
TELL = 500


def main() -> int:
    """Play as the command line says; 1 where something went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--warm", type=int, default=1000)
    args = parser.parse_args()
    print(f"seed {args.seed}", flush=True)
    app = QApplication.instance() or QApplication([])
    began = time.monotonic()

    def told(monkey: Monkey, step: int) -> None:
        if step % TELL == 0:
            now = monkey.found.measures[-1]
            spent = time.monotonic() - began
            print(f"{step:>6,} {spent:5.0f} s  {_said(now)}  wrong: {len(monkey.found.wrong)}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        os.environ["INVESTIGATOR_HOME"] = str(Path(folder) / "home")
        found = run(Path(folder), args.steps, args.seed, args.warm, told)
    del app
    return _tell(found, args.steps, time.monotonic() - began)


def _said(now: Measure) -> str:
    used = f" ({now.used / 2**20:.1f} used)" if now.used else ""
    return f"{now.memory / 2**20:.1f} MB{used}, {now.threads} threads, {now.processes} processes, {now.widgets} widgets"


def _tell(found: Found, steps: int, seconds: float) -> int:
    memory = growth([one.memory for one in found.measures[1:-1]])
    used = growth([one.used for one in found.measures[1:-1]])
    if memory > GROWTH:
        found.wrong.append(f"memory grew by {memory / 2**20:.1f} MB")
    print(
        f"{steps:,} steps in {seconds:.0f} s; at first {_said(found.measures[0])}; at last"
        f" {_said(found.measures[-1])}; growth of memory, median of the last tenth over that of the first,"
        f" {memory / 2**20:+.1f} MB, of what is used {used / 2**20:+.1f} MB; longest answer {found.longest * 1000:.0f} ms ({found.worst})"
    )
    print("played: " + ", ".join(f"{name} {count}" for name, count in sorted(found.told.items())))
    for one in found.wrong:
        print(one)
    return int(bool(found.wrong))


if __name__ == "__main__":
    sys.exit(main())
