from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from investigator.cases.balancing import Check
from investigator.cases.completeness import Certificate
from investigator.records import Address
from tests.ui.things import texts
from ui.panels.proof_list import SHOWN, ProofList, span

ME = Address("eip155:1:0x" + "a" * 40)
CHECKS = (
    Check("nonces", "passed", "All 4 transactions are here."),
    Check("balance of ETH", "failed", "5 ETH <b>are</b> missing.", 5 * 10**18, "eip155:1/slip44:60"),
    Check("finality", "not possible", "The node does not say."),
)


@pytest.fixture
def proof(qtbot: QtBot) -> ProofList:
    made = ProofList()
    qtbot.addWidget(made)
    made.show()
    return made


def test_each_check_says_how_it_ended(proof: ProofList, qtbot: QtBot) -> None:
    proof.show_certificate(Certificate(ME, "eip155:1", (1, 1200), CHECKS))
    qtbot.waitUntil(lambda: "incomplete" in texts(proof))
    shown = texts(proof)
    for part in (
        "Nonces",
        "passed",
        "failed",
        "not possible",
        "Finality",
        "incomplete",
        "blocks 1 to 1,200",
        "✓",
        "✗",
        "–",
        "5 ETH <b>are</b> missing.",
    ):
        assert part in shown


def test_of_many_checks_the_failed_are_seen_first_and_none_is_out_of_reach(
    proof: ProofList, qtbot: QtBot
) -> None:
    last = f"T{SHOWN + 9} agrees."
    many = [Check(f"balance of T{at}", "passed", f"T{at} agrees.") for at in range(SHOWN + 10)]
    proof.show_certificate(Certificate(ME, "eip155:1", (7, 7), (*many, CHECKS[2], CHECKS[1])))
    qtbot.waitUntil(lambda: "T0 agrees." in texts(proof).splitlines())
    shown = texts(proof).splitlines()
    assert shown.index("Balance of ETH") < shown.index("Finality") < shown.index("Balance of T0")
    assert "block 7" in shown
    assert last not in shown
    assert proof.more.text() == "Show more (12 passed)"
    proof.more.click()
    qtbot.waitUntil(lambda: last in texts(proof).splitlines())
    assert not proof.more.isVisible()
    proof.show_certificate(Certificate(ME, "eip155:1", (7, 7), CHECKS))
    qtbot.waitUntil(lambda: "All 4 transactions are here." in texts(proof))
    assert "T0 agrees." not in texts(proof)
    assert texts(proof).splitlines().index("Nonces") < texts(proof).splitlines().index("Balance of ETH")


def test_long_names_are_never_cut(proof: ProofList, qtbot: QtBot) -> None:
    contract, huge = "0x" + "7" * 40, "9" * 78
    check = Check(f"balance of {contract}", "failed", f"{huge} of {contract} are missing.")
    proof.resize(300, 600)
    proof.show_certificate(Certificate(ME, "eip155:1", (1, 9), (check,)))
    qtbot.waitUntil(lambda: "Balance of 0x7777…7777" in texts(proof))
    said = next(one for one in proof.findChildren(QLabel) if "missing" in one.text())
    assert said.text().replace("\n", "") == f"{huge} of 0x7777…7777 are missing."
    assert contract in said.toolTip()
    widest = max(said.fontMetrics().horizontalAdvance(line) for line in said.text().splitlines()[:-1])
    assert widest <= said.width()


def test_nothing_to_show(proof: ProofList, qtbot: QtBot) -> None:
    proof.show_certificate(Certificate(ME, "eip155:1", None, CHECKS[:1]))
    qtbot.waitUntil(lambda: "no blocks looked at" in texts(proof))
    proof.show_certificate(None)
    assert proof.isHidden()
    assert span(Certificate(ME, "eip155:1", (0, 9), ())) == "blocks 0 to 9"
