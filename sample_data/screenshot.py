"""Have the app itself draw the screenshot of the README: `python sample_data/screenshot.py CASE`.

CASE is the finished sample case, as `investigator demo --no-window --case CASE` builds it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from investigator.settings import Settings
from ui.desktop import build
from ui.window import Window

HERE = Path(__file__).resolve().parent
CHOSEN = "Fathom"
SECONDS = 60


def until(app: QApplication, done: object) -> None:
    """Let the window work until `done()`."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and not done():  # type: ignore[operator]
        app.processEvents()
        time.sleep(0.01)


def settle(app: QApplication, seconds: float) -> None:
    """Let the window work for a while."""
    end = time.monotonic() + seconds
    until(app, lambda: time.monotonic() > end)


def main() -> None:
    """Draw the window on the sample case, with one account selected."""
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        window: Window = build(Settings("Ada", Path(folder) / "models", Path(folder) / "config"))
        window.resize(1440, 900)
        window.show()
        window.open_path(Path(sys.argv[1]))
        scenery = window.desk.scenery
        until(app, lambda: scenery.sight is not None and scenery.sight.graph.order)
        settle(app, 2)
        sight = scenery.sight
        assert sight
        chosen = [
            int(a)
            for a, title in zip(sight.scene.account, sight.scene.title, strict=True)
            if CHOSEN in title
        ]
        window.desk.selection.choose(chosen[:1])
        settle(app, 3)
        window.grab().save(str(HERE / "screenshot.png"))
        window.close()
        settle(app, 1)


if __name__ == "__main__":
    main()
