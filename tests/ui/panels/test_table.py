from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from investigator.records import AccountId, Clock
from tests.ui.things import ALICE, ALICE_SHOWN, transfer
from ui.panels.table import SELECTION_LIMIT, TransferTable
from ui.panels.transfer_cells import AMOUNT, ASSET, SENDER, SENDER_NAME, TIME, WORTH
from ui.panels.transfer_model import Ordered, PageRequest
from ui.theme import LIGHT


@pytest.fixture
def table(qtbot: QtBot) -> TransferTable:
    made = TransferTable()
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    return made


def serve(table: TransferTable) -> list[PageRequest]:
    """Answer every request at once, as a fast window would."""
    asked: list[PageRequest] = []

    def answer(request: PageRequest) -> None:
        asked.append(request)
        table.set_page(request, [transfer(n, src=AccountId(n)) for n in request.ids])

    table.requested.connect(answer)
    return asked


def some(count: int) -> Ordered:
    return Ordered.of(np.arange(count))


def shown(table: TransferTable, line: int, column: int) -> str:
    return str(table.model.index(line, column).data())


def test_only_what_is_in_sight_is_asked_for(table: TransferTable, qtbot: QtBot) -> None:
    asked = serve(table)
    table.reset(some(3_000_000), 3_000_000)
    qtbot.waitUntil(lambda: shown(table, 0, TIME) == "2026-03-02 04:00:00")
    assert [request.offset for request in asked] == [0]
    table.view.scrollToBottom()
    qtbot.waitUntil(lambda: table.model.row(2_999_999) is not None)
    assert len(asked) <= 3
    assert table.count.text() == "3,000,000 of 3,000,000 transfers"


def test_cells_are_exact_and_rows_are_asked_for_to_be_copied(table: TransferTable, qtbot: QtBot) -> None:
    serve(table)
    copied = []
    table.copy_asked.connect(copied.append)
    table.reset(some(5), 9, "In all  5 ETH", "5 ETH")
    qtbot.waitUntil(lambda: table.model.row(0) is not None)
    assert shown(table, 0, SENDER) == "0x5aAe…eAed"
    assert shown(table, 0, AMOUNT) == "1.500000000000000001"
    assert ALICE_SHOWN in table.model.index(0, SENDER).data(Qt.ItemDataRole.ToolTipRole)
    assert table.totals.text() == "In all  5 ETH"
    table.view.selectAll()
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied == [(0, 1, 2, 3, 4)]


def test_amounts_get_the_room_that_they_need(table: TransferTable, qtbot: QtBot) -> None:
    table.requested.connect(lambda request: table.set_page(request, [transfer(0, amount=10**30 + 1)]))
    before = table.view.columnWidth(AMOUNT)
    table.reset(some(1), 1)
    qtbot.waitUntil(lambda: table.model.row(0) is not None)
    needed = table.view.fontMetrics().horizontalAdvance(shown(table, 0, AMOUNT))
    assert table.view.columnWidth(AMOUNT) > max(before - 1, needed)


def test_a_click_on_a_head_sorts(table: TransferTable, qtbot: QtBot) -> None:
    table.reset(some(10), 10)
    head = table.view.horizontalHeader()
    ways = []
    table.sorted.connect(lambda: ways.append((table.model.order, table.model.descending)))
    for column in (AMOUNT, AMOUNT, ASSET):
        place = head.sectionViewportPosition(column) + 20
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=head.rect().topLeft() + _at(place))
    assert ways == [("amount", True), ("amount", False), ("asset", False)]
    table._sort(SENDER_NAME)
    assert len(ways) == 3
    assert head.sortIndicatorSection() == ASSET


def test_an_old_answer_is_dropped(table: TransferTable, qtbot: QtBot) -> None:
    asked: list[PageRequest] = []
    table.requested.connect(asked.append)
    table.reset(some(10), 10)
    qtbot.waitUntil(lambda: len(asked) == 1)
    table.reset(some(9), 10)
    qtbot.waitUntil(lambda: len(asked) == 2)
    table.set_page(asked[0], [transfer(1)])
    assert table.model.row(0) is None
    table.set_page(asked[1], [transfer(1)])
    assert table.model.row(0) == transfer(1)


def _at(x: int):
    from PySide6.QtCore import QPoint

    return QPoint(x, 10)


def test_typing_filters_once_after_a_pause(table: TransferTable, qtbot: QtBot) -> None:
    texts: list[str] = []
    table.filtered.connect(texts.append)
    table.reset(some(10), 10)
    with qtbot.waitSignal(table.filtered):
        qtbot.keyClicks(table.filter, "usdc")
    assert texts == ["usdc"]
    assert table.text() == "usdc"
    table.reset(some(0), 10)
    assert table.empty.isVisible()
    assert "Clear it" in table.empty.text()
    table.reset(some(0), 0)
    assert "Import" in table.empty.text()


def test_selecting_says_which_transfers_and_accounts(table: TransferTable, qtbot: QtBot) -> None:
    serve(table)
    told: list[tuple[object, object]] = []
    opened: list[int] = []
    table.selected.connect(lambda transfers, accounts: told.append((transfers, accounts)))
    table.opened.connect(opened.append)
    table.reset(some(6), 6)
    qtbot.waitUntil(lambda: table.model.row(0) is not None)
    place = table.view.visualRect(table.model.index(3, SENDER)).center()
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told[-1] == ((3,), (3, 2))
    qtbot.mouseDClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [3]
    count = len(told)
    table.select([1, 4])
    assert len(told) == count, "what was set from outside is not announced"
    chosen = table.view.selectionModel().selectedRows()
    assert sorted(index.row() for index in chosen) == [1, 4]


def test_all_of_a_million_can_be_selected(table: TransferTable, qtbot: QtBot) -> None:
    serve(table)
    table.reset(some(1_000_000), 1_000_000)
    qtbot.waitUntil(lambda: table.model.row(0) is not None)
    copied = []
    table.copy_asked.connect(lambda ids: copied.append(len(ids)))
    table.view.selectAll()
    table.copy_rows()
    assert copied == [SELECTION_LIMIT]
    table.select([5, 6, 999_999])
    assert [index.row() for index in table.view.selectionModel().selectedRows()] == [5, 6, 999_999]


def test_columns_are_chosen_and_ordered(table: TransferTable, qtbot: QtBot) -> None:
    first = ("time", "from", "to", "amount", "asset", "kind", "tx")
    assert table.keys() == first
    with qtbot.waitSignal(table.columns_changed):
        table.show_column(WORTH, True)
    with qtbot.waitSignal(table.columns_changed):
        table.view.horizontalHeader().moveSection(AMOUNT, 0)
    assert table.keys() == ("amount", "time", "from", "to", "asset", "kind", "tx", "worth")
    for column in range(14):
        table.show_column(column, False)
    assert len(table.keys()) == 1
    menu = table._menu()
    assert sum(row.isChecked() for row in menu.actions()) == 1
    menu.actions()[AMOUNT].trigger()
    assert {"amount"} < {*table.keys()}


def test_what_is_typed_under_a_head_filters_by_it(table: TransferTable, qtbot: QtBot) -> None:
    table.reset(some(3), 3)
    table._show_row(True)
    assert [field.accessibleName() for field in table.row.order()][:2] == [
        "Filter by Time (UTC)",
        "Filter by From",
    ]
    table.filter.setText("northwind")
    table.row.fields[AMOUNT].setText(">10k")
    with qtbot.waitSignal(table.filtered) as told:
        table.row.fields[ASSET].setText("-usdc")
    assert told.args == ["northwind value>10k -asset:usdc"]
    with qtbot.waitSignal(table.narrow_asked) as told:
        table._raise_filter()
    assert told.args == ["northwind value>10k -asset:usdc"]
    assert table.text() == ""


def test_what_cannot_be_read_is_said(table: TransferTable) -> None:
    table.say("value> has no value yet.")
    assert table.count.text() == "value> has no value yet."
    assert table.filter.property("tone") == "mid"
    table.say("")
    assert table.filter.property("tone") == ""


def test_failed_and_hostile_rows(table: TransferTable, qtbot: QtBot) -> None:
    row = transfer(0, ok=False, symbol="<b>U\u202eSD</b>", clock=Clock.STEP, time=41, tx_hash="")
    table.requested.connect(lambda request: table.set_page(request, [row]))
    table.set_theme(LIGHT)
    table.set_context(Clock.STEP, None, {ALICE: "<i>x</i>"})
    table.reset(some(1), 1)
    qtbot.waitUntil(lambda: table.model.row(0) is not None)
    assert shown(table, 0, TIME) == "41"
    assert shown(table, 0, ASSET) == "<b>U‹U+202E›SD</b>"
    assert "failed" in shown(table, 0, 5)
    assert table.model.index(0, AMOUNT).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert "&lt;i&gt;x" in table.model.index(0, SENDER).data(Qt.ItemDataRole.ToolTipRole)
    assert table.model.headerData(TIME, Qt.Orientation.Horizontal) == "Step"
