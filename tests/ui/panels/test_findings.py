from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from investigator.cases.facts import Exhibit, Finding, item
from investigator.operations.annotating import Shown
from investigator.records import Tier
from tests.ui.things import ALICE, HOSTILE
from ui.panels.findings import FindingsPanel
from ui.theme import LIGHT

FOUND = Finding("Peel chain", "Five hops.", Tier.STRUCTURAL, (ALICE,), (1, 2))


@pytest.fixture
def panel(qtbot: QtBot) -> FindingsPanel:
    made = FindingsPanel()
    qtbot.addWidget(made)
    made.set_theme(LIGHT)
    made.show()
    return made


def texts(panel: FindingsPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if not label.isHidden()]


def test_empty_says_what_would_be_here(panel: FindingsPanel) -> None:
    assert any("a sentence that you stand for" in text for text in texts(panel))
    assert any("as exhibits" in text for text in texts(panel))


def test_a_finding_has_its_tier_and_what_it_rests_on(qtbot: QtBot, panel: FindingsPanel) -> None:
    panel.show_findings({"F1": FOUND}, (), {})
    assert {"Peel chain", "structural", "1 account · 2 transfers", "Five hops."} <= set(texts(panel))
    keep, show, withdraw = (b for b in panel._cards.findChildren(QPushButton))
    with qtbot.waitSignal(panel.exhibit_asked, check_params_cb=lambda key, on: (key, on) == ("F1", True)):
        keep.click()
    with qtbot.waitSignal(panel.finding_clicked) as told:
        show.click()
    assert told.args == ["F1"]
    with qtbot.waitSignal(panel.withdraw_asked) as told:
        withdraw.click()
    assert told.args == ["F1"]


def test_a_finding_that_is_an_exhibit_says_its_number(qtbot: QtBot, panel: FindingsPanel) -> None:
    kept = Shown(item("finding", "F1"), Exhibit(3, 0), key="F1")
    panel.show_findings({"F1": FOUND}, [kept], {})
    assert panel.basket.list.entries()[0].text == "3. Peel chain"
    keep = panel._cards.findChildren(QPushButton)[0]
    assert keep.text() == "Exhibit 3"
    with qtbot.waitSignal(panel.exhibit_asked, check_params_cb=lambda key, on: (key, on) == ("F1", False)):
        keep.click()


def test_hostile_text_is_shown_as_text(panel: FindingsPanel) -> None:
    panel.show_findings({"x": Finding(HOSTILE, HOSTILE, Tier.LEAD)}, (), {})
    assert any("<b>pay</b>‹U+202E›" in text for text in texts(panel))
