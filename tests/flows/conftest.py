"""Where the window is shown: on the screen there is, or, side by side, each worker on a virtual one of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def _own_screen() -> None:
    """Begin a virtual screen for this process: on a shared one, two windows would take the focus from each other."""
    told, tell = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[tell],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(tell)
    atexit.register(server.terminate)
    with os.fdopen(told) as said:
        number = said.readline().strip()  # told once it can be used
    if number:
        os.environ["DISPLAY"] = f":{number}"
        os.environ.pop("WAYLAND_DISPLAY", None)
    else:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


# before Qt is imported, or it dies without a screen
if "QT_QPA_PLATFORM" not in os.environ:
    beside = "PYTEST_XDIST_WORKER" in os.environ
    if beside and sys.platform == "linux" and shutil.which("Xvfb"):
        _own_screen()
    elif beside or (
        sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folders of one's own."""
    monkeypatch.setenv("INVESTIGATOR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("INVESTIGATOR_EXAMINER", "Ada")
    return tmp_path / "home"
