from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from investigator import switches
from investigator.errors import Trouble
from investigator.preferences import path_in
from ui.choices import Choices


def test_a_choice_is_kept_and_in_effect_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    choices, told = Choices(tmp_path), list[object]()
    choices.changed.connect(told.append)
    choices.change(offline=True)
    choices.change(offline=True)
    assert told == [choices.now]
    assert switches.on(switches.OFFLINE)
    assert Choices(tmp_path).now.offline
    choices.change(offline=False)
    assert not switches.on(switches.OFFLINE)


def test_what_is_wrong_at_the_start_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    path_in(tmp_path).write_text("theme = ", encoding="utf-8")
    assert "kept as" in Choices(tmp_path).wrong


def test_what_cannot_be_written_is_not_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    choices = Choices(tmp_path / "file")
    with pytest.raises(Trouble):
        choices.change(theme="dark")
    assert choices.now.theme == "system"
