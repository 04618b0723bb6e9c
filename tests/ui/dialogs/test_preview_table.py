from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.dialogs.preview_table import COLUMNS, ROWS, PreviewTable


def test_a_huge_or_ragged_file_shows_its_corner(qtbot: QtBot) -> None:
    table = PreviewTable()
    qtbot.addWidget(table)
    header = [f"c{n}" for n in range(500)]
    table.show_rows(header, [["x" * 10_000] * 500, ["short"], *([["y"]] * 50)], {"from": 3})
    assert (table.rowCount(), table.columnCount()) == (ROWS, COLUMNS)
    assert len(table.item(0, 0).text()) == 200
    assert table.item(1, 1) is None
    assert table.horizontalHeaderItem(3).text() == "c3\n→ from"
    table.show_rows((), (), {})
    assert table.columnCount() == 0
