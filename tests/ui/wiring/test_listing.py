from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.rooms import open_window, settle
from ui.panels.transfer_cells import AMOUNT, WORTH


def test_the_table_is_sorted_summed_and_filtered_by_itself(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path)
    table, timeline = window.stage.table, window.stage.timeline
    assert table.totals.text() == "In all  21 EUR"
    table._sort(AMOUNT)
    settle(qtbot, window)
    assert table.model.listed.ids.tolist() == [4, 0, 1, 3, 2]
    table.filter.setText("value>=3 -from:bank:4")
    table._apply_filter()
    settle(qtbot, window)
    assert table.model.listed.ids.tolist() == [0, 1, 3]
    assert (table.totals.text(), table.count.text()) == ("In all  11 EUR", "3 of 5 transfers")
    table.filter.setText("value>")
    table._apply_filter()
    assert "no value yet" in table.count.text()
    table.filter.setText("list:none")
    table._apply_filter()
    settle(qtbot, window)
    assert "There is no list none" in table.count.text()
    table.filter.setText("hops<=0")
    window.desk.selection.choose([0, 1])
    table._apply_filter()
    settle(qtbot, window)
    assert table.model.listed.ids.tolist() == [0]
    assert timeline._bins is not None
    assert timeline._bins.chosen is not None
    assert timeline._bins.chosen.sum() == 3, "what is selected is marked in time"
    table._sort(WORTH)
    settle(qtbot, window)
    assert "no prices" in table.count.text()
    timeline.measured.emit("amount:0")
    settle(qtbot, window)
    assert timeline.measure.text() == "Amount of EUR ▾"
    window.close()
