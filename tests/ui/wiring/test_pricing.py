"""Prices in the window, from a feed on a real node."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from investigator.cases.case import Case
from investigator.data.queries import prices, transfers
from investigator.operations.acquiring import PullOptions, pull
from tests.nodes.anvil import Anvil
from tests.nodes.contracts import feed, told_price
from tests.ui.rooms import make_window, settle
from tests.ui.things import texts
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.prices_dialog import PricesDialog
from ui.window import Window


@pytest.fixture
def node() -> Iterator[Anvil]:
    """A node that says it is of a chain whose coin has a name."""
    with Anvil.started("--chain-id", "1") as anvil:
        yield anvil


def shown(window: Window, qtbot: QtBot) -> PricesDialog:
    window.menus.by_id["prices"].trigger()
    settle(qtbot, window)
    dialog = window.findChild(PricesDialog)
    assert dialog is not None
    return dialog


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, node: Anvil) -> Window:
    node.send(to=node.accounts[1], value=2 * 10**18)
    with Case.create(tmp_path / "a.case") as case:
        pull(case, node.uri, (node.accounts[1],), PullOptions())
    made = make_window(qtbot, tmp_path)
    made.open_path(tmp_path / "a.case")
    settle(qtbot, made)
    return made


def test_from_a_feed_to_what_a_transfer_was_worth(window: Window, qtbot: QtBot, node: Anvil) -> None:
    contract = node.deploy(feed("ETH / USD", 8))
    time = int(node.ask("eth_getBlockByNumber", "latest", False)["timestamp"], 16)
    node.send(to=contract, data=told_price(160_012_345_678, time))
    node.send(to=node.accounts[1], value=2 * 10**18)
    store = window.desk.session.case.store
    pull(window.desk.session.case, node.uri, (node.accounts[1],), PullOptions())
    dialog = shown(window, qtbot)
    dialog.source.setText(node.uri)
    dialog.assets.setText(f"ETH={contract}")
    dialog.primary.click()
    settle(qtbot, window)
    assert [one.asset for one in prices.held(store)] == ["ETH"]
    assert "price added from ETH / USD" in texts(window)
    last = max(transfers.page(store, transfers.Where()), key=lambda row: row.time)
    window.desk.selection.choose_transfers([last.id])
    settle(qtbot, window)
    page = window.inspector.transfer
    assert page.worth.isVisible()
    assert page.worth.text().startswith("≈ 3,200.25 USD\nderived: price 1,600.12345678 of ")
    again = shown(window, qtbot)
    assert [entry.text for entry in again.list.entries()] == ["ETH in USD"]
    assert again.source.text() == node.uri
    again.reject()


def test_what_fails_is_one_sentence(window: Window, qtbot: QtBot, node: Anvil) -> None:
    dialog = shown(window, qtbot)
    dialog.source.setText("http://127.0.0.1:9")
    dialog.primary.click()
    settle(qtbot, window)
    assert "127.0.0.1:9 refuses the connection" in texts(window)


def test_tables_are_imported_as_other_files(window: Window, qtbot: QtBot) -> None:
    shown(window, qtbot).table.click()
    settle(qtbot, window)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    dialog.reject()
