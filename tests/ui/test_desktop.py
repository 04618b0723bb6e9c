from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.errors import Trouble
from tests.ui.rooms import make_case, make_window
from ui.desktop import hook, settled

ROOT = Path(__file__).resolve().parents[2]
STORY = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import ui.desktop
from investigator.settings import Settings

app = QApplication([])
def end():
    window = app.topLevelWidgets()[0] if not app.activeWindow() else app.activeWindow()
    for one in app.topLevelWidgets():
        if one.objectName() == "window":
            print(one.windowTitle(), flush=True)
            one.close()
QTimer.singleShot(4000, end)
print({"torch", "web3", "lightgbm", "sklearn"} & set(sys.modules), flush=True)
sys.exit(ui.desktop.run(Path(sys.argv[1]), Settings("alice", Path(sys.argv[2]), Path(sys.argv[2]))))
"""


def test_it_runs_opens_a_case_and_ends_without_a_trace(tmp_path: Path) -> None:
    path = make_case(tmp_path / "small.case")
    ran = subprocess.run(
        [sys.executable, "-c", STORY, str(path), str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == ["set()", "small – Investigator"]
    assert "Traceback" not in ran.stderr


KILLED = """
import os, sys
from pathlib import Path
from investigator.cases.case import Case
from investigator.cases.edits import SetNote
from ui.session import Session

session = Session()
session.adopt(Case.open(Path(sys.argv[1])))
session.do(SetNote("bank:1", "seen before the power went"))
os._exit(9)
"""


def test_a_crash_leaves_the_case_as_of_the_last_gesture(tmp_path: Path) -> None:
    path = make_case(tmp_path / "small.case")
    ran = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, check=False)
    assert ran.returncode == 9
    with Case.open(path) as case:
        assert case.facts.notes == {"bank:1": "seen before the power went"}
        assert verify(case.store) == []


def test_what_a_gesture_breaks_is_told_and_the_window_goes_on(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    window = make_window(qtbot, tmp_path)
    told = hook(window)
    told(Trouble, Trouble("The disk is full."), None)
    assert window.desk.messages.banner.text.text() == "The disk is full."
    told(ValueError, ValueError("x"), None)
    assert "ValueError: x" in window.desk.messages.banner.text.text()
    assert "ValueError: x" in window.desk.messages.log.path.read_text(encoding="utf-8")
    told(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "KeyboardInterrupt" in capsys.readouterr().err
    window.close()


def test_what_an_app_has_loaded_is_looked_through_no_more() -> None:
    before = gc.get_freeze_count()
    try:
        settled()
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()
