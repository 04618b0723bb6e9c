from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.things import texts
from ui.dialogs.paths_dialog import PathsDialog, PathsOrder


def test_an_order_says_all_that_was_chosen(qtbot: QtBot) -> None:
    dialog = PathsDialog(None, ["a", "b", "c"])
    qtbot.addWidget(dialog)
    assert dialog.answer() == PathsOrder(("a",), ("b", "c"), (), (), 6, 5, True)
    dialog.swap.click()
    dialog.via.setText("d")
    dialog.avoid.setText(" e, f,")
    dialog.hops.setValue(3)
    dialog.count.setValue(2)
    dialog.in_time.setChecked(False)
    assert dialog.answer() == PathsOrder(("b", "c"), ("a",), ("d",), ("e", "f"), 3, 2, False)


def test_what_is_wrong_is_said(qtbot: QtBot) -> None:
    dialog = PathsDialog(None, ["a"])
    qtbot.addWidget(dialog)
    assert dialog.trouble.text() == "Name where the money was and where it may have gone."
    dialog.goal.setText("b, a")
    assert "at both ends" in dialog.trouble.text()
    dialog.goal.setText("b")
    assert dialog.primary.isEnabled()


def test_limits_of_the_query_are_told(qtbot: QtBot) -> None:
    dialog = PathsDialog(None, ["a", "b"], "Only transfers of ETH count, as the query says.")
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Only transfers of ETH count" in texts(dialog)
