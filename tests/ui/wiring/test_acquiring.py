"""Pulling in the window, from a real node."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from investigator.cases.case import Case
from investigator.data.queries import sources
from tests.nodes.anvil import Anvil
from tests.nodes.chain import Chain
from tests.nodes.misbehaviour import slow
from tests.nodes.server import serving
from tests.ui.rooms import make_window, settle
from tests.ui.things import texts
from ui.dialogs.pull_dialog import PullDialog
from ui.window import Window
from ui.wiring.acquiring import memorable


@pytest.fixture(scope="module")
def node() -> Iterator[Anvil]:
    with Anvil.started() as anvil:
        anvil.send(to=anvil.accounts[1], value=10**18)
        anvil.send(from_=anvil.accounts[1], to=anvil.accounts[2], value=10**17)
        yield anvil


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    with Case.create(tmp_path / "a.case"):
        pass
    made = make_window(qtbot, tmp_path)
    made.open_path(tmp_path / "a.case")
    settle(qtbot, made)
    return made


def asked(window: Window, source: str, *addresses: str) -> PullDialog:
    window.menus.by_id["pull"].trigger()
    dialog = window.findChild(PullDialog)
    assert dialog is not None
    dialog.source.setText(source)
    dialog.accounts.setPlainText("\n".join(addresses))
    return dialog


def test_from_the_menu_to_the_chart(window: Window, qtbot: QtBot, node: Anvil) -> None:
    dialog = asked(window, node.uri, node.accounts[1])
    dialog.look.click()
    settle(qtbot, window)
    shown = dialog.told.toPlainText()
    assert "anvil" in shown
    assert "Native: by" in shown or "Native, internal: by" in shown
    dialog.primary.click()
    settle(qtbot, window)
    assert sources.counts(window.desk.session.case.store).transfers == 2
    facts = window.desk.session.case.facts
    assert [seed.rpartition(":")[2] for seed in facts.seeds] == [node.accounts[1].lower()]
    assert len(facts.shown) == 1
    assert "2 transfers pulled (2 native)" in texts(window)
    assert window.desk.keep.value("source") == node.uri
    again = asked(window, node.uri)
    assert again.source.text() == node.uri
    again.reject()


def test_a_node_that_is_not_there_is_one_sentence(window: Window, qtbot: QtBot) -> None:
    dialog = asked(window, "http://127.0.0.1:9", "0x" + "a" * 40)
    dialog.look.click()
    settle(qtbot, window)
    assert "127.0.0.1:9 refuses the connection" in dialog.told.toPlainText()
    dialog.primary.click()
    settle(qtbot, window)
    assert "127.0.0.1:9 refuses the connection" in texts(window)


def test_cancelling_keeps_what_came(window: Window, qtbot: QtBot) -> None:
    chain = Chain()
    for _ in range(400):
        chain.mine()
    with serving(chain, slow(0.2)) as served:
        asked(window, served.uri).primary.click()
        qtbot.waitUntil(lambda: bool(window.desk.runner.running()) and served.requests > 22, timeout=20_000)
        for task in window.desk.runner.running():
            task.cancel()
        settle(qtbot, window)
    assert "The pull was cancelled; what came is kept" in texts(window)
    assert not window.desk.runner.running()


@pytest.mark.parametrize(
    "source, kept",
    [
        ("http://127.0.0.1:8545", True),
        ("etherscan:1", True),
        ("ipc:/tmp/geth.ipc", True),
        ("blockscout+https://eth.blockscout.com", True),
        ("https://me:secret@node.example", False),
        ("https://mainnet.example/v3/0123456789abcdef", False),
        ("https://node.example/?key=secret", False),
        ("wss://secret0123456789secret0123456789secret0123456789secret01234.example", False),
    ],
)
def test_only_what_can_hold_no_key_is_remembered(source: str, kept: bool) -> None:
    assert memorable(source) is kept
