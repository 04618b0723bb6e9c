from __future__ import annotations

import inspect
from pathlib import Path
from typing import get_type_hints

from pytestqt.qtbot import QtBot

from tests.ui.rooms import make_window
from ui.verbs import Verbs


def test_the_window_has_every_verb_that_actions_know(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path)
    for name, wanted in get_type_hints(Verbs).items():
        given = getattr(window.verbs, name)
        verbs = [verb for verb, _ in inspect.getmembers(wanted, inspect.isfunction) if verb[0] != "_"]
        assert verbs, name
        assert [verb for verb in verbs if not callable(getattr(given, verb, None))] == []
    window.close()
