from __future__ import annotations

from dataclasses import replace

from investigator.records import Label
from tests.ui.things import BOB, FULL, HOSTILE
from ui.panels.subject import AccountView


def test_a_dispute_is_one_only_if_claims_contradict() -> None:
    assert FULL.disputed
    assert not replace(FULL, claims=()).disputed
    assert not AccountView(1, BOB, claims=(Label("a"), Label("b", illicit=True))).disputed
    assert replace(FULL, labels=()).title == HOSTILE
    assert AccountView(1, BOB).title == ""
