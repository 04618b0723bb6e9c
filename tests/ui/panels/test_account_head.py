from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.things import ALICE, FULL, texts
from ui.panels.account_head import AccountHead


@pytest.fixture
def head(qtbot: QtBot) -> AccountHead:
    made = AccountHead()
    qtbot.addWidget(made)
    made.resize(304, 300)
    made.show()
    made.show_account(FULL)
    return made


def test_marks_are_asked_for_and_taken_back(qtbot: QtBot, head: AccountHead) -> None:
    with qtbot.waitSignal(head.exhibit_asked, check_params_cb=lambda one, on: (one, on) == (ALICE, True)):
        head.exhibit.click()
    with qtbot.waitSignal(head.bookmark_asked, check_params_cb=lambda one, on: (one, on) == (ALICE, True)):
        head.bookmark.click()
    with qtbot.waitSignal(
        head.colour_asked, check_params_cb=lambda one, name: (one, name) == (ALICE, "teal")
    ):
        next(one for one in head.colour.menu().actions() if one.text() == "Teal").trigger()
    head.show_account(replace(FULL, exhibit=3, bookmark="Cash-out", colour="teal"))
    assert "exhibit 3" in texts(head)
    assert "bookmark: Cash-out" in texts(head)
    assert [one.text() for one in head.colour.menu().actions() if one.isChecked()] == ["Teal"]
    with qtbot.waitSignal(head.exhibit_asked, check_params_cb=lambda one, on: (one, on) == (ALICE, False)):
        head.exhibit.click()
    with qtbot.waitSignal(head.bookmark_asked, check_params_cb=lambda one, on: (one, on) == (ALICE, False)):
        head.bookmark.click()


def test_nothing_is_wider_than_the_narrowest_inspector(head: AccountHead) -> None:
    assert head.minimumSizeHint().width() <= 304
