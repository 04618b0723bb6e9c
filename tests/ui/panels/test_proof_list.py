from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from investigator.cases.balancing import Check
from investigator.cases.completeness import Certificate
from investigator.records import Address
from tests.ui.things import texts
from ui.panels.proof_list import ProofList, span

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


def test_checks_that_say_the_same_are_told_once(proof: ProofList, qtbot: QtBot) -> None:
    same = tuple(
        Check(f"{kind} coverage", "passed", "All was seen.") for kind in ("native", "internal", "token")
    )
    other = Check("traces", "not possible", "All was seen.")
    proof.show_certificate(Certificate(ME, "eip155:1", (7, 7), (*same, other)))
    qtbot.waitUntil(lambda: "Native, internal and token coverage" in texts(proof))
    assert texts(proof).splitlines().count("All was seen.") == 2
    assert "Traces" in texts(proof)
    assert "block 7" in texts(proof).splitlines()


def test_nothing_to_show(proof: ProofList, qtbot: QtBot) -> None:
    proof.show_certificate(Certificate(ME, "eip155:1", None, CHECKS[:1]))
    qtbot.waitUntil(lambda: "no blocks looked at" in texts(proof))
    proof.show_certificate(None)
    assert proof.isHidden()
    assert span(Certificate(ME, "eip155:1", (0, 9), ())) == "blocks 0 to 9"
