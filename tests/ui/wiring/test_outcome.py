"""What an analysis came to: shown, drawn, and written to a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from investigator.errors import Trouble
from investigator.records import Clock
from tests.ui.rooms import make_window, open_window, settle
from tests.ui.things import texts
from ui.lists.found import Drawn, Found
from ui.panels.result_model import Cell, Column, Line, Results
from ui.window import Window
from ui.wiring.outcome import Outcome, clock_of

LINES = tuple(Line((Cell(text),)) for text in ("one", "two"))
LIST = Results("A list", "lead", (Column("What"),), LINES, ("An assumption.",))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    return open_window(qtbot, tmp_path)


def outcome(window: Window) -> Outcome:
    found = window.findChild(Outcome)
    assert found is not None
    return found


def show(qtbot: QtBot, window: Window, what: Drawn) -> None:
    outcome(window).show(Found(LIST, "a test", lambda _lines, _tick: what))
    settle(qtbot, window)


def test_a_list_is_shown_where_results_stand(window: Window, qtbot: QtBot) -> None:
    show(qtbot, window, Drawn())
    assert window.stage.results.isVisible()
    assert window.stage.results.title.text() == "A list"


def test_accounts_without_transfers_are_drawn_and_selected(window: Window, qtbot: QtBot) -> None:
    show(qtbot, window, Drawn((4, 5)))
    outcome(window).draw([0])
    settle(qtbot, window)
    assert window.desk.session.case.facts.shown == {4, 5}
    assert window.desk.selection.accounts == (4, 5)
    lines = len(window.desk.session.journal())
    outcome(window).draw([0])
    settle(qtbot, window)
    assert len(window.desk.session.journal()) == lines


def test_what_was_left_out_is_said(window: Window, qtbot: QtBot) -> None:
    show(qtbot, window, Drawn((), (0, 1), 1_234))
    outcome(window).draw([0, 1])
    settle(qtbot, window)
    assert window.desk.session.case.facts.shown == {0, 1, 2}
    assert "2 transfers drawn; 1,234 transfers left out, too many to be read." in texts(window)


def test_a_list_is_exported(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    show(qtbot, window, Drawn())
    window.stage.results.others.menu().actions()[2].trigger()  # type: ignore[union-attr]
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "list.csv"))
    dialog.close()
    assert (tmp_path / "list.csv").read_text(encoding="utf-8") == "What\none\ntwo\n# An assumption.\n"
    outcome(window).save(str(tmp_path / "none" / "list.csv"), "x")
    assert "choose another place" in texts(window)


def test_without_a_case_nothing_is_ready(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path)
    with pytest.raises(Trouble):
        outcome(window).ready()


def test_the_clock_is_that_of_the_case(window: Window) -> None:
    _case, held, _names = outcome(window).ready()
    assert clock_of(held) == Clock.UTC
