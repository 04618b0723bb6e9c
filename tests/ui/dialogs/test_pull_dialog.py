from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from investigator.operations.acquiring import Estimate, PullOptions
from investigator.records import Address
from ui.dialogs.pull_dialog import PullDialog, PullOrder, estimate_lines

A = Address("eip155:1:0x" + "a" * 40)
FOUND = Estimate(
    "eip155:1",
    "node.example",
    *(5, 1_000_005, 1_000_001, 12, 3, 4_321),
    methods={"native": "block scan", "token": "eth_getLogs"},
    words={"client": "geth <b>1</b>", "archive": True, "trace_block": False, "log_range": 500, "batch": 20},
    warnings=("Internal transfers are not covered.",),
)


@pytest.fixture
def dialog(qtbot: QtBot) -> PullDialog:
    made = PullDialog(None, [A], "http://127.0.0.1:8545")
    qtbot.addWidget(made)
    made.show()
    return made


def test_an_order(dialog: PullDialog) -> None:
    dialog.accounts.setPlainText(f"0x{'a' * 40}, 0x{'b' * 40}\n0x{'a' * 40}")
    dialog.first.setText("18,000,000")
    dialog.last.setText("Final")
    dialog.hops.setValue(2)
    dialog.least.setText("0.5")
    dialog.assets.setText("ETH, USDC")
    dialog.second.setText(" https://other ")
    assert dialog.problem() == ""
    assert dialog.answer() == PullOrder(
        "http://127.0.0.1:8545",
        ("0x" + "a" * 40, "0x" + "b" * 40),
        PullOptions(2, "18000000", "final", ("ETH", "USDC"), Decimal("0.5"), 100, "https://other"),
    )


@pytest.mark.parametrize(
    "name, text, wrong",
    [
        ("source", "", "Say where a node or an explorer answers."),
        ("source", "ftp://x", "Begin with http://"),
        ("first", "yesterday", "yesterday is no block"),
        ("last", "-5", "-5 is no block"),
        ("least", "much", "much is not an amount"),
        ("least", "-1", "-1 is not an amount"),
        ("second", "etherscan:1", "The second source is a node"),
    ],
)
def test_what_cannot_be_read_is_said(dialog: PullDialog, name: str, text: str, wrong: str) -> None:
    getattr(dialog, name).setText(text)
    assert dialog.problem().startswith(wrong)
    assert not dialog.primary.isEnabled()


def test_hops_go_on_from_accounts(dialog: PullDialog) -> None:
    dialog.accounts.setPlainText("")
    assert dialog.answer().addresses == ()
    dialog.hops.setValue(2)
    assert dialog.trouble.text() == "Hops go on from accounts: name some."


def test_what_the_source_can_do_is_shown(dialog: PullDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.check_asked) as asked:
        dialog.look.click()
    order = asked.args[0]
    assert dialog.told.toPlainText() == "Asking the source …"
    dialog.set_estimate(replace(order, source="http://other"), replace(FOUND, endpoint="too late"))
    assert "too late" not in dialog.told.toPlainText()
    dialog.set_estimate(order, FOUND)
    shown = dialog.told.toPlainText()
    for part in (
        "node.example: eip155:1, geth <b>1</b>.",
        "It offers: the state of old blocks (archive).",
        "It does not offer: traces of blocks.",
        "500 blocks of logs at once, 20 calls at once",
        "Native: by block scan.",
        "Blocks 5 to 1,000,005: about 4,321 calls in 12 parts; 3 parts in the case already.",
        "Note: Internal transfers are not covered.",
    ):
        assert part in shown
    dialog.set_failure(order, "The node refuses the connection.")
    assert dialog.told.toPlainText() == "The node refuses the connection."


def test_a_key_in_an_address_is_not_shown(dialog: PullDialog) -> None:
    dialog.source.setText("https://me:s3cret@node.example/?key=s3cret")
    dialog.look.click()
    assert "s3cret" not in dialog.told.toPlainText()


def test_a_source_without_words_of_its_own() -> None:
    plain = replace(FOUND, words={}, warnings=(), methods={})
    assert estimate_lines(plain) == [
        "node.example: eip155:1.",
        "Blocks 5 to 1,000,005: about 4,321 calls in 12 parts; 3 parts in the case already.",
    ]
