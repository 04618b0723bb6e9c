"""Start-up: the command line's help, a verb on an empty case, the window to its first usable frame."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.row import Row

_ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "INVESTIGATOR_HOME": tempfile.mkdtemp()}
_WINDOW = """
import os
from PySide6.QtWidgets import QApplication
from investigator.settings import read_settings
from ui.desktop import build
app = QApplication([])
window = build(read_settings())
window.show()
app.processEvents()
window.grab()
os._exit(0)
"""


def timed(command: list[str], runs: int = 5) -> float:
    """Median wall seconds of a whole process, after one that warms the disk."""
    times = []
    for _ in range(runs + 1):
        begun = time.perf_counter()
        subprocess.run(
            command,
            check=True,
            stdout=subprocess.DEVNULL,
            env=_ENVIRONMENT,
        )
        times.append(time.perf_counter() - begun)
    return statistics.median(times[1:])


def rows(quick: bool) -> list[Row]:
    """Start-up times; the peer of each is a bare Python start."""
    runs = 3 if quick else 7
    bare = timed([sys.executable, "-c", "pass"], runs)
    helped = timed([sys.executable, "-m", "ui", "--help"], runs)
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "a.case"
        subprocess.run(
            [sys.executable, "-m", "ui", "new", str(case)], check=True, stdout=subprocess.DEVNULL
        )
        verified = timed([sys.executable, "-m", "ui", "verify", str(case)], runs)
    window = timed([sys.executable, "-c", _WINDOW], runs)
    return [
        Row("command line: --help", helped, "s", bare, "python -c pass"),
        Row("command line: verify an empty case", verified, "s", bare, "python -c pass"),
        Row("window: process start to first frame", window, "s", bare, "python -c pass"),
    ]
