"""Proving transactions in the window: from the case, by a node, and what is said about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from investigator.cases.case import Case
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions
from tests.investigator.chain.proofs import made
from tests.nodes.chain import Chain
from tests.nodes.server import serving
from tests.ui.rooms import make_window, settle
from tests.ui.things import texts
from ui.dialogs.node_dialog import NodeDialog
from ui.window import Window

BLOCK, RECEIPTS = made.block([made.signed("dynamic fee", 0), made.signed("plain", 1)], [[], []])


def _window(qtbot: QtBot, folder: Path, *, receipts: bool) -> Window:
    (folder / "block.json").write_text(json.dumps(BLOCK))
    (folder / "receipts.json").write_text(json.dumps(RECEIPTS))
    paths = [folder / "block.json", *([folder / "receipts.json"] if receipts else [])]
    with Case.create(folder / "a.case") as case:
        ingest(case.store, open_sources(paths, ImportOptions()))
    window = make_window(qtbot, folder)
    window.open_path(folder / "a.case")
    settle(qtbot, window)
    return window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    return _window(qtbot, tmp_path, receipts=True)


@pytest.fixture
def poor(qtbot: QtBot, tmp_path: Path) -> Window:
    """A window on a case that has no receipts."""
    return _window(qtbot, tmp_path, receipts=False)


@pytest.fixture
def node() -> Iterator[str]:
    chain = Chain(began=False)
    chain.blocks[100], chain.receipts[100] = BLOCK, RECEIPTS
    with serving(chain) as served:
        yield served.uri


def _prove(qtbot: QtBot, window: Window, *transfers: int) -> str:
    window.desk.selection.choose_transfers(transfers)
    settle(qtbot, window)
    window.menus.by_id["prove"].trigger()
    settle(qtbot, window)
    return str(window.desk.messages.banner.text.text())


def test_a_selected_transfer_is_proved_and_shows_it(qtbot: QtBot, window: Window) -> None:
    window.desk.selection.choose_transfers([0])
    settle(qtbot, window)
    page = window.inspector.transfer
    assert page.prove.isVisible()
    page.prove.click()
    settle(qtbot, window)
    assert "is proved: in block 100, with 1 transfer of the case" in window.desk.messages.banner.text.text()
    assert not page.prove.isVisible()
    shown = texts(page).replace("\n", "")
    assert "Proved to be in block 100" in shown
    assert BLOCK["hash"] in shown
    assert "was proved before" in _prove(qtbot, window, 0)
    assert "1 transaction proved, 1 before." in _prove(qtbot, window, 0, 1)


def test_without_a_selected_transfer_there_is_nothing_to_prove(window: Window) -> None:
    assert not window.menus.by_id["prove"].isEnabled()


def test_a_node_is_asked_for_only_where_the_case_does_not_suffice(
    qtbot: QtBot, poor: Window, node: str
) -> None:
    _prove(qtbot, poor, 0, 1)
    (dialog,) = poor.findChildren(NodeDialog)
    assert "For 2 transactions this case does not hold them" in texts(dialog)
    dialog.address.setText(node)
    dialog.primary.click()
    settle(qtbot, poor)
    assert "2 transactions proved." in poor.desk.messages.banner.text.text()
    assert all(node not in str(poor.desk.keep.value(key)) for key in poor.desk.keep.allKeys())


def test_a_node_that_cannot_help_is_said(qtbot: QtBot, poor: Window) -> None:
    with serving(Chain(chain_id=5)) as other:
        _prove(qtbot, poor, 0)
        (dialog,) = poor.findChildren(NodeDialog)
        dialog.address.setText(other.uri)
        dialog.primary.click()
        settle(qtbot, poor)
    said = poor.desk.messages.banner.text.text()
    assert said.startswith("1 could not be proved. First, 0x")
    assert "but the transaction is of eip155:1" in said


def test_what_contradicts_the_case_stays_until_it_is_read(qtbot: QtBot, window: Window) -> None:
    with window.desk.session.case.store.transaction() as db:
        db.execute("UPDATE transfer SET a0 = 6 WHERE id = 0")
    said = _prove(qtbot, window, 0)
    assert "is proved, and contradicts this case: transfer 0: by the proof of " in said
    assert "The proof contradicts this: the proven transaction moves 5" in texts(window.inspector.transfer)
