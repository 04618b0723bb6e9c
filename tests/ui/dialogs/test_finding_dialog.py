from __future__ import annotations

from pytestqt.qtbot import QtBot

from investigator.cases.facts import Finding
from investigator.records import Tier
from tests.ui.things import ALICE
from ui.dialogs.finding_dialog import FindingDialog


def test_a_finding_says_what_it_rests_on(qtbot: QtBot) -> None:
    dialog = FindingDialog(None, [ALICE], [3, 4])
    qtbot.addWidget(dialog)
    qtbot.keyClicks(dialog.title, "Peel chain")
    assert "Explain" in dialog.trouble.text()
    qtbot.keyClicks(dialog.text, "Five hops.")
    dialog.tier.setCurrentIndex(2)
    assert dialog.answer() == Finding("Peel chain", "Five hops.", Tier.LEAD, (ALICE,), (3, 4))


def test_a_finding_is_changed_without_losing_its_ground(qtbot: QtBot) -> None:
    old = Finding("Old", "Text", Tier.ATTRIBUTION, (ALICE,), (1,))
    dialog = FindingDialog(None, finding=old)
    qtbot.addWidget(dialog)
    assert dialog.answer() == old
