from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.dialogs.hand_over_dialog import HandOrder, HandOverDialog

EXHIBITS = ((1, "0x9f2c…41ab → 0x41ab…9f2c"), (4, "finding F1"))


def dialog(qtbot: QtBot, path: Path, exhibits: tuple[tuple[int, str], ...] = EXHIBITS) -> HandOverDialog:
    made = HandOverDialog(None, path, exhibits)
    qtbot.addWidget(made)
    return made


def test_the_whole_case_goes_by_default(qtbot: QtBot, tmp_path: Path) -> None:
    made = dialog(qtbot, tmp_path / "a.zip")
    assert made.answer() == HandOrder("all", None, "", False, tmp_path / "a.zip")
    assert made.list.isHidden()
    made.show_key("Ed25519 3a7f", sign=True)
    made.level.setCurrentIndex(2)
    assert made.answer() == HandOrder("all", None, "AMBER", True, tmp_path / "a.zip")


def test_some_exhibits_go_by_their_numbers(qtbot: QtBot, tmp_path: Path) -> None:
    made = dialog(qtbot, tmp_path / "a.zip")
    made.part.setCurrentIndex(1)
    assert not made.list.isHidden()
    assert made.answer().exhibits is None  # all of them, whichever come to be until it is written
    made.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert made.answer().exhibits == (4,)
    made.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert "at least one" in made.problem()


def test_what_is_missing_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    made = dialog(qtbot, tmp_path / "a.zip", ())
    assert made.problem() == ""
    made.part.setCurrentIndex(1)
    assert "no exhibits" in made.problem()
    made.part.setCurrentIndex(0)
    made.place.edit.setText(str(tmp_path / "a.case"))
    assert "must end in .zip" in made.problem()
    (tmp_path / "b.zip").write_bytes(b"")
    made.place.edit.setText(str(tmp_path / "b.zip"))
    assert made.problem() == ""
    assert "replaced" in made.replaces.text()


def test_counting_is_asked_for_once_hands_are_still(qtbot: QtBot, tmp_path: Path) -> None:
    made = dialog(qtbot, tmp_path / "a.zip")
    with qtbot.waitSignal(made.changed) as told:
        for at in (1, 2, 3):
            made.level.setCurrentIndex(at)
    assert told.args[0].level == "GREEN"
    made.show_counts(["Withheld: 2 labels.", "By their hashes alone go 2 of 9 journal lines."])
    assert made.told.text().count("\n") == 1
