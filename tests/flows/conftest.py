from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault(
        "QT_QPA_PLATFORM", "offscreen"
    )  # before Qt is imported, or it dies without a screen


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folders of one's own."""
    monkeypatch.setenv("INVESTIGATOR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("INVESTIGATOR_EXAMINER", "Ada")
    return tmp_path / "home"
