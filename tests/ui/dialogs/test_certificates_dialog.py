from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from investigator.cases.balancing import Check
from investigator.cases.completeness import Certificate
from investigator.records import Address
from tests.ui.things import texts
from ui.dialogs.certificates_dialog import CertificatesDialog
from ui.theme import LIGHT

A, B = (Address("eip155:1:0x" + digit * 40) for digit in "ab")
GOOD = Certificate(A, "eip155:1", (1, 9), (Check("nonces", "passed", "All is here."),))
BAD = Certificate(B, "eip155:1", (1, 9), (Check("nonces", "failed", "Two are missing."),))


def test_failures_come_first_and_their_checks_are_shown(qtbot: QtBot) -> None:
    dialog = CertificatesDialog(None, [GOOD, BAD], {B: "Bank"})
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.set_theme(LIGHT)
    assert "2 accounts: 1 incomplete, 1 complete." in texts(dialog)
    assert next(one.text for one in dialog.list.entries()) == "Bank"
    assert "Two are missing." in texts(dialog)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "All is here." in texts(dialog))
    with qtbot.waitSignal(dialog.chosen) as told:
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert told.args == [A]
    assert dialog.isVisible()


def test_many_accounts_and_checks_fit_on_the_screen(qtbot: QtBot) -> None:
    checks = tuple(Check(f"balance of T{at}", "passed", f"T{at} agrees.") for at in range(60))
    dialog = CertificatesDialog(None, [Certificate(A, "eip155:1", (1, 9), checks)] * 300, {})
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() < 720
    assert dialog.list.verticalScrollBar().maximum() > 0
    assert dialog.page.verticalScrollBar().maximum() > 0
