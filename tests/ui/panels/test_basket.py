from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from investigator.cases.facts import Exhibit, Finding, item
from investigator.operations.annotating import Shown
from investigator.records import Tier
from tests.ui.things import ALICE, transfer
from ui.panels.basket import Basket

MOVED = Shown(item("transfer", 9), Exhibit(4, 0), transfer(9))
WHO = Shown(item("account", ALICE), Exhibit(2, 1, "Whose *is* it?"), address=ALICE)
SAID = Shown(item("finding", "F1"), Exhibit(7, 2), key="F1")


@pytest.fixture
def basket(qtbot: QtBot) -> Basket:
    made = Basket()
    qtbot.addWidget(made)
    made.resize(312, 500)
    made.show()
    made.show_basket([MOVED, WHO, SAID], {ALICE: "Exploiter"}, {"F1": Finding("Theft", "", Tier.LEAD)})
    return made


def test_each_kind_of_exhibit_is_listed_under_its_number(basket: Basket) -> None:
    first, second, third = (entry.text for entry in basket.list.entries())
    assert first.startswith("4. Exploiter → 0xfB69")
    assert second == "2. Exploiter · 0x5aAe…eAed"
    assert third == "7. Theft"
    basket.show_basket([SAID], {}, {})
    assert basket.list.entries()[0].text == "7. withdrawn"


def test_the_exhibit_in_focus_is_moved_taken_out_and_noted(qtbot: QtBot, basket: Basket) -> None:
    assert not basket.up.isEnabled()
    basket.list.select(WHO.item)
    assert basket.up.isEnabled()
    assert basket.note.head.text() == "NOTE OF EXHIBIT 2"
    assert basket.note.rendered.toPlainText() == "Whose is it?"
    with qtbot.waitSignal(
        basket.move_asked, check_params_cb=lambda one, step: (one, step) == (WHO.item, 1)
    ):
        qtbot.keyClick(basket.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(
        basket.move_asked, check_params_cb=lambda one, step: (one, step) == (WHO.item, -1)
    ):
        basket.up.click()
    with qtbot.waitSignal(basket.remove_asked, check_params_cb=lambda one: one == WHO.item):
        qtbot.keyClick(basket.list, Qt.Key.Key_Delete)
    basket.note.editor.setPlainText("Hers.")
    with qtbot.waitSignal(
        basket.note_written, check_params_cb=lambda one, text: (one, text) == (WHO.item, "Hers.")
    ):
        basket.list.select(SAID.item)


def test_an_empty_basket_says_how_it_is_filled(basket: Basket) -> None:
    basket.show_basket((), {}, {})
    assert basket.empty.isVisible()
    assert not basket.up.isVisible()
