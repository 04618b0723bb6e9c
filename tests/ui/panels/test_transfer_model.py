from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.things import transfer
from ui.panels.transfer_model import AMOUNT, ASSET, KEPT_PAGES, KIND, PAGE, PageRequest, TransferModel


def test_old_pages_are_let_go(qtbot: QtBot) -> None:
    model = TransferModel()
    model.restart(PAGE * (KEPT_PAGES + 5))
    for page in range(KEPT_PAGES + 5):
        rows = [transfer(page * PAGE + place) for place in range(PAGE)]
        model.set_page(PageRequest(1, "", "time", False, page * PAGE), rows)
    assert model.row(0) is None
    assert model.row(PAGE * KEPT_PAGES) == transfer(PAGE * KEPT_PAGES)
    assert model.line_of(PAGE * KEPT_PAGES + 3) == PAGE * KEPT_PAGES + 3
    assert model.line_of(0) is None


def test_a_page_is_asked_for_once_and_what_was_scrolled_past_is_not(qtbot: QtBot) -> None:
    model = TransferModel()
    asked: list[PageRequest] = []
    model.requested.connect(asked.append)
    model.restart(PAGE * 100)
    for line in (0, 1, 5 * PAGE, 50 * PAGE, 99 * PAGE, 99 * PAGE + 1):
        assert model.index(line, 0).data() == "…"
    qtbot.waitUntil(lambda: bool(asked))
    assert [request.offset // PAGE for request in asked] == [5, 50, 99]
    model.index(99 * PAGE, 0).data()
    qtbot.wait(5)
    assert len(asked) == 3


def test_a_short_answer_leaves_empty_lines(qtbot: QtBot) -> None:
    model = TransferModel()
    model.restart(3)
    model.set_page(PageRequest(1, "", "time", False, 0), [transfer(0)])
    assert model.row(0) == transfer(0)
    assert model.row(1) is None


def test_a_replaced_transfer_is_struck_through_and_a_provisional_one_is_not(qtbot: QtBot) -> None:
    model = TransferModel()
    model.restart(2)
    rows = [transfer(0, standing=False), transfer(1, provisional=True)]
    model.set_page(PageRequest(1, "", "time", False, 0), rows)
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
    model.restart(2)
    doubts = (("look_alike", "its symbol looks like USDT"),)
    rows = [transfer(0, symbol="USDТ", doubts=doubts), transfer(1)]
    model.set_page(PageRequest(1, "", "time", False, 0), rows)
    assert [model.index(line, ASSET).data() for line in (0, 1)] == ["USDТ · suspect", "ETH"]
    inks = [model.index(line, ASSET).data(Qt.ItemDataRole.ForegroundRole) for line in (0, 1)]
    assert inks[0].name() == model.theme.mid_text
    assert inks[1] is None
    assert "looks like USDT" in model.index(0, ASSET).data(Qt.ItemDataRole.ToolTipRole)
    assert model.cell(rows[0], ASSET, whole=True) == "USDТ"
