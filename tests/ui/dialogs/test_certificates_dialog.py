from __future__ import annotations

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
    assert next(one.text for one in dialog.list.model().entries) == "Bank"
    assert "Two are missing." in texts(dialog)
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.list.chosen.emit(1)
    assert told.args == [A]
    qtbot.waitUntil(lambda: "All is here." in texts(dialog))
