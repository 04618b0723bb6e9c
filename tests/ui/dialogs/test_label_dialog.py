from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from investigator.cases.edits import SetLabels
from investigator.records import Label, Tier
from tests.ui.things import ALICE, BOB, HOSTILE, MIXER
from ui.dialogs.label_dialog import LabelDialog


def test_a_claim_is_complete_before_it_is_made(qtbot: QtBot) -> None:
    dialog = LabelDialog(None, [ALICE])
    qtbot.addWidget(dialog)
    assert "what the account is" in dialog.trouble.text()
    qtbot.keyClicks(dialog.text, "Exploiter 1")
    assert "source" in dialog.trouble.text()
    qtbot.keyClicks(dialog.source, "court file")
    assert dialog.trouble.text() == ""
    dialog.category.lineEdit().selectAll()
    qtbot.keyClicks(dialog.category.lineEdit(), "phish")
    assert "category" in dialog.trouble.text()
    qtbot.keyClicks(dialog.category.lineEdit(), "ing")
    assert dialog.verdict.currentText() == "Illicit", "a category proposes what it means to a model"
    dialog.confidence.setValue(80)
    qtbot.keyClicks(dialog.evidence, "exhibit 3")
    with qtbot.waitSignal(dialog.accepted_with) as told:
        qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert told.args == [
        Label("Exploiter 1", "phishing", Tier.ATTRIBUTION, 80, "court file", "", True, "exhibit 3")
    ]


def test_a_label_comes_back_as_it_was(qtbot: QtBot) -> None:
    dialog = LabelDialog(None, [ALICE, BOB], MIXER)
    qtbot.addWidget(dialog)
    assert dialog.who.text() == "2 accounts"
    assert dialog.answer() == MIXER


def test_a_lead_needs_no_source_and_hostile_text_survives_unchanged(qtbot: QtBot) -> None:
    dialog = LabelDialog(None, [ALICE], Label("x", tier=Tier.LEAD, note=HOSTILE))
    qtbot.addWidget(dialog)
    assert dialog.trouble.text() == ""
    label = dialog.answer()
    assert isinstance(label, Label)
    assert "\u202e" in label.note
    assert SetLabels(ALICE, (label,)).summary
    dialog.note.setPlainText("x" * 10_001)
    assert "too long" in dialog.trouble.text()
