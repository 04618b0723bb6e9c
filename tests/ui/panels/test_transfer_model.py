from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.things import transfer
from ui.panels.transfer_cells import AMOUNT, ASSET, KIND
from ui.panels.transfer_model import KEPT_PAGES, PAGE, Ordered, PageRequest, TransferModel


def some(count: int) -> Ordered:
    return Ordered.of(np.arange(count))


def test_lines_of_transfers_in_any_order() -> None:
    listed = Ordered.of(np.array([7, 3, 9, 1]))
    assert listed.lines([9, 7, 100, 2, 1]) == [0, 2, 3]
    assert listed.lines([]) == Ordered.of(np.empty(0, np.int64)).lines([1]) == []


def test_old_pages_are_let_go(qtbot: QtBot) -> None:
    model = TransferModel()
    model.restart(some(PAGE * (KEPT_PAGES + 5)))
    for page in range(KEPT_PAGES + 5):
        rows = [transfer(page * PAGE + place) for place in range(PAGE)]
        model.set_page(PageRequest(1, page * PAGE, ()), rows)
    assert model.row(0) is None
    assert model.row(PAGE * KEPT_PAGES) == transfer(PAGE * KEPT_PAGES)


def test_a_page_is_asked_for_once_and_what_was_scrolled_past_is_not(qtbot: QtBot) -> None:
    model = TransferModel()
    asked: list[PageRequest] = []
    model.requested.connect(asked.append)
    model.restart(some(PAGE * 100))
    for line in (0, 1, 5 * PAGE, 50 * PAGE, 99 * PAGE, 99 * PAGE + 1):
        assert model.index(line, 0).data() == "…"
    qtbot.waitUntil(lambda: bool(asked))
    assert [request.offset // PAGE for request in asked] == [5, 50, 99]
    model.index(99 * PAGE, 0).data()
    qtbot.wait(5)
    assert len(asked) == 3


def test_what_is_here_of_some_lines(qtbot: QtBot) -> None:
    model = TransferModel()
    model.restart(some(PAGE * 3))
    for page in (2, 0):
        rows = [transfer(page * PAGE + place) for place in range(PAGE)]
        model.set_page(PageRequest(1, page * PAGE, ()), rows)
    found = [row.id for row in model.here([(5, 6), (PAGE - 1, PAGE * 2)])]
    assert found == [5, 6, PAGE - 1, PAGE * 2]


def test_a_short_answer_leaves_empty_lines(qtbot: QtBot) -> None:
    model = TransferModel()
    model.restart(some(3))
    model.set_page(PageRequest(1, 0, ()), [transfer(0)])
    assert model.row(0) == transfer(0)
    assert model.row(1) is None


def test_a_replaced_transfer_is_struck_through_and_a_provisional_one_is_not(qtbot: QtBot) -> None:
    model = TransferModel()
    model.restart(some(2))
    rows = [transfer(0, standing=False), transfer(1, provisional=True)]
    model.set_page(PageRequest(1, 0, ()), rows)
    assert [model.index(line, KIND).data() for line in (0, 1)] == [
        "native · replaced",
        "native · not final",
    ]
    fonts = [model.index(line, AMOUNT).data(Qt.ItemDataRole.FontRole) for line in (0, 1)]
    assert fonts[0].strikeOut()
    assert fonts[1] is None
    assert "may still be replaced" in model.index(1, KIND).data(Qt.ItemDataRole.ToolTipRole)


def test_a_suspect_token_is_marked_with_the_reason(qtbot: QtBot) -> None:
    model = TransferModel()
    model.restart(some(2))
    doubts = (("look_alike", "its symbol looks like USDT"),)
    rows = [transfer(0, symbol="USDТ", doubts=doubts), transfer(1)]
    model.set_page(PageRequest(1, 0, ()), rows)
    assert [model.index(line, ASSET).data() for line in (0, 1)] == ["USDТ · suspect", "ETH"]
    inks = [model.index(line, ASSET).data(Qt.ItemDataRole.ForegroundRole) for line in (0, 1)]
    assert inks[0].name() == model.cells.theme.mid_text
    assert inks[1] is None
    assert "looks like USDT" in model.index(0, ASSET).data(Qt.ItemDataRole.ToolTipRole)
