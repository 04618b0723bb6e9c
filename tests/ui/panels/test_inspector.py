from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.things import ALICE, BOB, FULL, texts
from ui.panels.inspector import Inspector
from ui.panels.subject import SeveralView


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    made = Inspector()
    qtbot.addWidget(made)
    made.resize(327, 900)
    made.show()
    return made


def test_nothing_selected_says_what_to_do(inspector: Inspector) -> None:
    inspector.show_nothing()
    assert "Select an account or a transfer" in texts(inspector)


def test_a_note_is_saved_before_the_page_turns(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_account(FULL)
    inspector.account.note.editor.setPlainText("new")
    with qtbot.waitSignal(
        inspector.account.note_written, check_params_cb=lambda a, t: (a, t) == (ALICE, "new")
    ):
        inspector.show_nothing()


def test_several_accounts_are_counted_and_acted_on(inspector: Inspector, qtbot: QtBot) -> None:
    both = (ALICE, BOB)
    inspector.show_several(SeveralView(both, 148, {BOB: "Northwind"}))
    assert "148 accounts selected" in texts(inspector)
    assert "2 of 148 are listed" in texts(inspector)
    page = inspector.several
    for button, signal in ((page.label, page.label_asked), (page.hide_them, page.hide_asked)):
        with qtbot.waitSignal(signal, check_params_cb=lambda chosen: chosen == both):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(
        page.expand_asked, check_params_cb=lambda chosen, way: (chosen, way) == (both, "")
    ):
        qtbot.mouseClick(page.expand, Qt.MouseButton.LeftButton)
