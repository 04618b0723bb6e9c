from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folders of one's own."""
    monkeypatch.setenv("INVESTIGATOR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("INVESTIGATOR_EXAMINER", "Ada")
    return tmp_path / "home"
