"""Random gestures end in no exception, leave nothing behind, and the journal replays to the same state.

Memory is not measured here in bytes, which so short a play cannot tell from caches that fill: what fills it is
counted instead. No dialog may be left, and nothing large of a case once it is closed.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.monkey.run import run

STEPS = 150


@pytest.mark.parametrize("seed", [11])
def test_a_monkey_finds_nothing(qtbot: QtBot, tmp_path: Path, seed: int) -> None:
    assert run(tmp_path, STEPS, seed).wrong == []
