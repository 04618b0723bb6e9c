from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from investigator.data.queries.prices import PriceRange
from tests.ui.things import HOSTILE, texts
from ui.dialogs.prices_dialog import NONE, PriceOrder, PricesDialog

HELD = [PriceRange("ETH", "USD", HOSTILE, 24, 1_659_312_000, 1_659_398_400)]
FEED = "0x" + "ab" * 20


def dialog(qtbot: QtBot, *held: PriceRange) -> PricesDialog:
    made = PricesDialog(None, held, "http://127.0.0.1:8545")
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_there_is_is_listed(qtbot: QtBot) -> None:
    empty = dialog(qtbot)
    assert NONE in texts(empty)
    assert not empty.list.isVisible()
    full = dialog(qtbot, *HELD)
    assert NONE not in texts(full)
    assert full.list.model().rowCount() == 1
    (entry,) = full.list.entries()
    assert (entry.text, entry.detail) == ("ETH in USD", "24 prices · 2022-08-01 to 2022-08-02")


def test_an_order(qtbot: QtBot) -> None:
    made = dialog(qtbot)
    assert made.problem() == ""
    assert made.answer() == PriceOrder("http://127.0.0.1:8545", ("ETH",), "USD", None, 300)
    made.assets.setText(f"ETH, ABC={FEED}, ETH,")
    made.fiat.setText("eur")
    made.first.setText("15,259,101")
    made.last.setText("15259772")
    made.every.setValue(10)
    assert made.answer() == PriceOrder(
        "http://127.0.0.1:8545", ("ETH", f"ABC={FEED}"), "EUR", (15_259_101, 15_259_772), 10
    )


@pytest.mark.parametrize(
    "name, text, wrong",
    [
        ("source", "", "To ask feeds, say where a node answers."),
        ("source", "etherscan:1", "Begin with http://"),
        ("assets", " , ", "Name the assets to price"),
        ("assets", "ETH=feed", "ETH=feed is no asset"),
        ("fiat", "$", "Write the currency by its code"),
        ("first", "early", "Blocks are whole numbers"),
        ("first", "5", "Name the first and the last block, or neither."),
    ],
)
def test_what_cannot_be_read_is_said(qtbot: QtBot, name: str, text: str, wrong: str) -> None:
    made = dialog(qtbot)
    getattr(made, name).setText(text)
    assert made.trouble.text().startswith(wrong)
    assert not made.primary.isEnabled()


def test_blocks_go_forward(qtbot: QtBot) -> None:
    made = dialog(qtbot)
    made.first.setText("9")
    made.last.setText("5")
    assert made.problem() == "The blocks end before they begin."


def test_a_table_is_imported_elsewhere(qtbot: QtBot) -> None:
    made = dialog(qtbot)
    with qtbot.waitSignal(made.import_asked):
        made.table.click()
    assert made.over
