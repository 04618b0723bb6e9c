from __future__ import annotations

from pytestqt.qtbot import QtBot

from investigator.records import Label
from tests.ui.things import HOSTILE, MIXER, texts
from ui.panels.claim_list import ClaimList, conflict

EXCHANGE = Label("Northwind", "exchange", confidence=60, source="a list", illicit=False)


def test_sources_evidence_and_what_contradicts_are_told(qtbot: QtBot) -> None:
    made = ClaimList()
    qtbot.addWidget(made)
    made.show()
    own = Label(
        "Pool", "mixing_service", source="court", illicit=True, evidence=f"exhibit 3, 0x{'ab' * 32}"
    )
    made.show_claims([own], [EXCHANGE, Label(HOSTILE)])
    shown = texts(made)
    for part in (
        "1 claim illicit against 1 claim licit", "mixing service, exchange", "≠ Pool", "≠ Northwind",
        "Source: court", "Shown by exhibit 3,", "‹U+202E›", "Both stand.",
    ):  # fmt: skip
        assert part in shown
    assert "≠ <b>" not in shown
    made.show_claims((), ())
    assert "Nobody says who this is" in texts(made)


def test_what_agrees_is_no_conflict() -> None:
    assert conflict([MIXER, Label("x", "unknown", illicit=True)]) == ""
    assert conflict([Label("x", "exchange"), Label("y", "mixing_service")]).startswith("These contradict")
