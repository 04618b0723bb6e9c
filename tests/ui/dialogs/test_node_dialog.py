from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.dialogs.node_dialog import NodeDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> NodeDialog:
    made = NodeDialog(None, "Prove by a node", "&Prove", "Receipts are lacking.")
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    "text", ["http://127.0.0.1:8545", "rpc+https://x/{KEY}", "WSS://x", "ipc:/tmp/geth.ipc"]
)
def test_a_node_is_given_as_typed(dialog: NodeDialog, qtbot: QtBot, text: str) -> None:
    dialog.address.setText(f"  {text} ")
    with qtbot.waitSignal(dialog.accepted_with, check_params_cb=lambda said: said == text):
        dialog.primary.click()


@pytest.mark.parametrize(
    "text, words", [("", "Say where"), ("geth", "Begin with"), ("https://", "Begin with")]
)
def test_what_is_no_address_is_said(dialog: NodeDialog, text: str, words: str) -> None:
    dialog.address.setText(text)
    assert dialog.trouble.text().startswith(words)
    assert not dialog.primary.isEnabled()
