from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from investigator.data.queries.sources import AssetRow
from investigator.graph.trace.question import CONVENTIONS as KNOWN
from investigator.records import Clock
from tests.ui.things import ALICE, texts
from ui.dialogs.trace_dialog import CONVENTIONS, TraceDialog, TraceOrder

ASSETS = (AssetRow(0, "eip155:1/slip44:60", "ETH", 18, 1000), AssetRow(4, "x", "USDC", 6, 10))


@pytest.fixture
def dialog(qtbot: QtBot) -> TraceDialog:
    made = TraceDialog(None, [ALICE], "0x5aAe…eAed", ASSETS)
    qtbot.addWidget(made)
    return made


def test_all_conventions_are_offered() -> None:
    assert tuple(name for name, _, _ in CONVENTIONS) == KNOWN


def test_an_order_says_all_that_was_chosen(dialog: TraceDialog) -> None:
    assert dialog.answer() == TraceOrder((ALICE,), False, (), None, None, None, True, KNOWN)
    dialog.asset.setCurrentIndex(2)
    dialog.after.setText("2026-03-02")
    dialog.before.setText("2026-03-02 04:00")
    dialog.longest.setValue(3)
    dialog.stop.setChecked(False)
    dialog.conventions["poison"].setChecked(False)
    assert dialog.answer() == TraceOrder(
        (ALICE,), False, (4,), 1_772_409_600, 1_772_424_000, 3, False, ("haircut", "fifo", "lifo", "libr")
    )


def test_what_is_wrong_is_said(dialog: TraceDialog) -> None:
    dialog.after.setText("yesterday")
    assert "is not a time" in dialog.trouble.text()
    dialog.after.setText("2026-03-03")
    dialog.before.setText("2026-03-02")
    assert dialog.trouble.text() == "The span ends before it begins."
    dialog.before.clear()
    for box in dialog.conventions.values():
        box.setChecked(False)
    assert dialog.trouble.text() == "Choose at least one convention."
    assert not dialog.primary.isEnabled()


def test_going_back_is_said(qtbot: QtBot) -> None:
    dialog = TraceDialog(None, ["transfer:1"], "1 transfer", (), Clock.STEP, backward=True)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Trace back" in texts(dialog)
    assert "back from 1 transfer" in texts(dialog)
    answer = dialog.answer()
    assert isinstance(answer, TraceOrder)
    assert answer.backward
