from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from investigator.data.queries.sources import AssetRow
from investigator.graph.expand import Filter
from investigator.records import Clock
from tests.ui.things import ALICE, BOB
from ui.dialogs.expand_dialog import BUDGET, ExpandDialog, ExpandOrder

ASSETS = (AssetRow(0, "eip155:1/slip44:60", "ETH", 18, 1000), AssetRow(4, "x", "USDC", 6, 10))


def test_an_order_says_all_that_was_chosen(qtbot: QtBot) -> None:
    dialog = ExpandDialog(None, [ALICE, BOB], ASSETS)
    qtbot.addWidget(dialog)
    assert dialog.answer() == ExpandOrder((ALICE, BOB), 1, Filter(), BUDGET)
    dialog.hops.setValue(3)
    dialog.direction.setCurrentIndex(1)
    dialog.asset.setCurrentIndex(2)
    dialog.after.setText("2026-03-02")
    dialog.before.setText("2026-03-02 04:00")
    dialog.least.setText("1,000.5")
    dialog.budget.setValue(0)
    where = Filter(1_772_409_600, 1_772_424_000, (4,), 1000.5, None, "out")
    assert dialog.answer() == ExpandOrder((ALICE, BOB), 3, where, None)


@pytest.mark.parametrize(
    "field, text, said",
    [
        ("after", "yesterday", "is not a time"),
        ("least", "many", "is not an amount"),
        ("most", "-5", "is not an amount"),
        ("most", "nan", "is not an amount"),
    ],
)
def test_what_cannot_be_read_is_said(qtbot: QtBot, field: str, text: str, said: str) -> None:
    dialog = ExpandDialog(None, [ALICE], ASSETS)
    qtbot.addWidget(dialog)
    qtbot.keyClicks(getattr(dialog, field), text)
    assert said in dialog.trouble.text()
    assert not dialog.primary.isEnabled()


def test_ends_before_it_begins(qtbot: QtBot) -> None:
    dialog = ExpandDialog(None, [ALICE], clock=Clock.STEP, start=Filter(after=9, before=40, min_amount=2))
    qtbot.addWidget(dialog)
    assert dialog.answer() == ExpandOrder((ALICE,), 1, Filter(9, 40, (), 2.0), BUDGET)
    dialog.before.setText("3")
    assert "before it begins" in dialog.trouble.text()
    dialog.before.setText("2026-03-02")
    assert "step" in dialog.trouble.text()
    dialog.before.clear()
    dialog.most.setText("1")
    assert "above the most" in dialog.trouble.text()
