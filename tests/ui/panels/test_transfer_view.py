from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.panels.transfer_cells import TIME, WORTH
from ui.panels.transfer_model import TransferModel
from ui.panels.transfer_view import column_menu, runs, transfer_view


def test_neighbours_are_one_run() -> None:
    assert runs([1, 2, 3, 7, 9, 10]) == [(1, 3), (7, 7), (9, 10)]
    assert runs([]) == []


def test_the_menu_says_and_changes_what_is_seen(qtbot: QtBot) -> None:
    view = transfer_view(TransferModel())
    qtbot.addWidget(view)
    told = []
    menu = column_menu(view, lambda column, on: told.append((column, on)))
    rows = menu.actions()
    assert (rows[TIME].isChecked(), rows[WORTH].isChecked()) == (True, False)
    rows[WORTH].trigger()
    assert told == [(WORTH, True)]
