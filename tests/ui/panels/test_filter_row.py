from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.panels.filter_row import FilterRow
from ui.panels.transfer_cells import AMOUNT, TIME, WORTH
from ui.panels.transfer_model import TransferModel
from ui.panels.transfer_view import transfer_view


def test_fields_stand_under_their_heads_in_their_order(qtbot: QtBot) -> None:
    view = transfer_view(TransferModel())
    qtbot.addWidget(view)
    row = FilterRow(view.horizontalHeader())
    qtbot.addWidget(row)
    view.show()
    row.show()
    view.horizontalHeader().moveSection(AMOUNT, 0)
    assert row.order()[0] is row.fields[AMOUNT]
    assert row.fields[AMOUNT].x() < row.fields[TIME].x()
    assert not row.fields[WORTH].isVisible()
    row.fields[AMOUNT].setText("5")
    row.fields[WORTH].setText(">9")
    assert row.terms() == "value:5", "a column that is hidden filters nothing"
    row.clear()
    assert row.terms() == ""
