from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from investigator.cases.proofs import Mark
from investigator.cases.worth import Derived
from tests.ui.things import ACQUIRED, ALICE, BOB, HOSTILE, texts, transfer
from ui.panels.inspector import Inspector
from ui.panels.subject import TransferView


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    made = Inspector()
    qtbot.addWidget(made)
    made.resize(327, 900)
    made.show()
    return made


def test_all_of_a_transfer_is_shown(inspector: Inspector, qtbot: QtBot) -> None:
    row = transfer(7, row_number=12, symbol=HOSTILE, amount=2**256 - 1)
    inspector.show_transfer(TransferView(row, ACQUIRED, {ALICE: "Exploiter"}))
    shown = texts(inspector)
    for part in (
        "Exploiter",
        "2026-03-02 04:00:07",
        "blocks.jsonl, line 12",
        "1.2 MB",
        "19,426,587",
        "native",
    ):
        assert part in shown
    assert str(2**256 - 1) in shown.replace("\n", "")
    assert "\u202e" not in shown
    page = inspector.transfer
    with qtbot.waitSignal(page.exhibit_asked, check_params_cb=lambda one, on: (one, on) == (7, True)):
        qtbot.mouseClick(page.exhibit, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == row.tx_hash


def test_an_exhibit_can_be_removed_and_a_failure_is_said(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_transfer(TransferView(transfer(7, ok=False, tx_hash="", decimals=None), None, exhibit=3))
    shown = texts(inspector)
    assert "nothing moved" in shown
    assert "base units" in shown
    page = inspector.transfer
    assert not page.copy.isVisible()
    with qtbot.waitSignal(page.exhibit_asked, check_params_cb=lambda one, on: (one, on) == (7, False)):
        qtbot.mouseClick(page.exhibit, Qt.MouseButton.LeftButton)


def test_the_ends_of_a_transfer_lead_on(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.show_transfer(TransferView(transfer(7), ACQUIRED))
    show = next(child for child in inspector.transfer.target.children() if hasattr(child, "click"))
    with qtbot.waitSignal(inspector.account_clicked, check_params_cb=lambda one: one == BOB):
        qtbot.mouseClick(show, Qt.MouseButton.LeftButton)


def test_what_a_proof_says_is_shown_and_one_can_be_asked_for(inspector: Inspector, qtbot: QtBot) -> None:
    page = inspector.transfer
    inspector.show_transfer(TransferView(transfer(7), ACQUIRED))
    with qtbot.waitSignal(page.prove_asked, check_params_cb=lambda one: one == 7):
        qtbot.mouseClick(page.prove, Qt.MouseButton.LeftButton)
    mark = Mark(19_426_587, "0x" + "ef" * 32, "cd" * 32, True)
    inspector.show_transfer(TransferView(transfer(7), ACQUIRED, proof=mark))
    assert not page.prove.isVisible()
    assert "Proved to be in block 19,426,587" in texts(page)
    inspector.show_transfer(TransferView(transfer(7), ACQUIRED, proof=replace(mark, shows=False)))
    assert "this movement is not" in texts(page)
    inspector.show_transfer(TransferView(transfer(7), ACQUIRED, proof=replace(mark, wrong="it moves 5")))
    assert "The proof contradicts this: it moves 5" in texts(page)
    inspector.show_transfer(TransferView(transfer(7, tx_hash=""), ACQUIRED))
    assert not page.prove.isVisible()


def test_what_it_was_worth_is_marked_as_derived(inspector: Inspector) -> None:
    page = inspector.transfer
    inspector.show_transfer(TransferView(transfer(7), ACQUIRED))
    assert not page.worth.isVisible()
    worth = Derived("2400.1800", "USD", "1600.12", "ETH", 1_772_420_000, f"prices{HOSTILE}.csv", 4_007, 3)
    inspector.show_transfer(TransferView(transfer(7), ACQUIRED, worth=worth))
    shown = " ".join(page.worth.text().split())
    assert shown.startswith("≈ 2,400.18 USD derived: price 1,600.12 of 2026-03-02 02:53 UTC from prices")
    assert shown.endswith("1 h old")
    assert "\u202e" not in shown
    assert page.worth.property("tone") == ""
    inspector.show_transfer(TransferView(transfer(7), ACQUIRED, worth=replace(worth, age=90_000)))
    assert page.worth.property("tone") == "mid"
