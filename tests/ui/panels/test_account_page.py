from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from investigator.data.queries.hops import Stop
from tests.ui.things import ALICE, ALICE_SHOWN, BANK, BOB, FULL, texts
from ui.panels.inspector import Inspector
from ui.panels.subject import AccountView, Score
from ui.theme import LIGHT


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    made = Inspector()
    qtbot.addWidget(made)
    made.resize(327, 900)
    made.show()
    return made


def choose(button: object, text: str) -> None:
    menu = button.menu()
    assert isinstance(menu, QMenu)
    next(
        action for action in menu.actions() if isinstance(action, QAction) and action.text() == text
    ).trigger()


def test_all_of_an_account_is_shown(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.set_theme(LIGHT)
    inspector.show_account(FULL)
    shown = texts(inspector)
    for part in (
        "Mixer pool", "mixer · eip155:1", "0.94", "baseline 0.71", "1 ETH · 3", "COUNTERPARTIES · 1 of 42",
        "disputed", "illicit · mixing service · you · confidence 90", "‹U+202E›", "seed",
    ):  # fmt: skip
        assert part in shown
    assert "\u202e" not in shown
    assert inspector.account.head.address.text().replace("\n", "") == ALICE_SHOWN
    qtbot.mouseClick(inspector.account.head.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == ALICE_SHOWN


def test_an_account_says_what_is_asked_of_it(inspector: Inspector, qtbot: QtBot) -> None:
    page = inspector.account
    inspector.show_account(FULL)
    with qtbot.waitSignal(page.head.label_asked, check_params_cb=lambda one: one == ALICE):
        qtbot.mouseClick(page.head.label, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.head.finding_asked, check_params_cb=lambda one: one == ALICE):
        qtbot.mouseClick(page.head.finding, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(
        page.head.expand_asked, check_params_cb=lambda one, way: (one, way) == (ALICE, "out")
    ):
        choose(page.head.expand, "One hop to where it went")
    with qtbot.waitSignal(
        page.head.seed_asked, check_params_cb=lambda one, on: (one, on) == (ALICE, False)
    ):
        choose(page.head.expand, "No longer a seed")
    with qtbot.waitSignal(page.head.transfers_asked):
        choose(page.head.expand, "Show its transfers in the table")
    with qtbot.waitSignal(inspector.account_clicked, check_params_cb=lambda one: one == BOB):
        page.others.chosen.emit(BOB)


def test_an_unscored_account_offers_to_score_and_an_abstention_is_said(
    inspector: Inspector, qtbot: QtBot
) -> None:
    inspector.show_account(AccountView(4, BANK))
    assert inspector.account.head.title.text() == "amlsim:280"
    assert "Nobody says who this is" in texts(inspector)
    with qtbot.waitSignal(inspector.account.score_asked):
        qtbot.mouseClick(inspector.account.score, Qt.MouseButton.LeftButton)
    inspector.show_account(AccountView(4, BANK, score=Score(0.4, 0.4, True, "multi-pna 3", 0.2)))
    assert "declines to say" in texts(inspector)
    assert not inspector.account.figure.isVisible()


def test_what_is_open_about_an_account_stands_among_its_chips(inspector: Inspector, qtbot: QtBot) -> None:
    doubts = (("decimals", "it claims 255 decimals"),)
    view = replace(
        FULL,
        holdings=(replace(FULL.holdings[0], doubts=doubts),),
        unsettled=3,
        stop=Stop(FULL.address, 1, "budget", "it has 900 counterparties", 900, pulled=True),
    )
    inspector.show_account(view)
    shown = texts(inspector)
    for part in ("3 not final", "frontier · budget", "ETH · 3 · suspect"):
        assert part in shown
    with qtbot.waitSignal(inspector.account.head.push_asked):
        pushing(inspector)[0].click()
    inspector.show_account(replace(view, stop=None))
    assert pushing(inspector) == []


def pushing(inspector: Inspector) -> list[QPushButton]:
    buttons = inspector.account.findChildren(QPushButton)
    return [one for one in buttons if one.text() == "Push further…" and one.isVisible()]
