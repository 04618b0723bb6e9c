"""Random gestures end in no exception, leave nothing behind, and the journal replays to the same state."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.monkey import run

STEPS = 250


@pytest.mark.parametrize("seed", [11])
def test_a_monkey_finds_nothing(qtbot: QtBot, tmp_path: Path, seed: int) -> None:
    found = run(tmp_path, STEPS, seed, warm=50)
    assert found.wrong == []
