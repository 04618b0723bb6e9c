from __future__ import annotations

from PySide6.QtWidgets import QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from investigator.records import Reason
from tests.ui.things import HOSTILE, REASONS
from ui.panels.reasons import Reasons, risk_tone


def test_bars_are_in_proportion_and_ordinary_explanations_say_so(qtbot: QtBot) -> None:
    shown = Reasons()
    qtbot.addWidget(shown)
    shown.show_reasons((*REASONS, Reason(HOSTILE, 0.0)), 0.9)
    bars = shown.findChildren(QProgressBar)
    assert [bar.value() for bar in bars] == [1000, 250, 0]
    assert [bar.property("tone") for bar in bars] == ["high", "low", "high"]
    texts = [label.text() for label in shown.findChildren(QLabel)]
    assert texts[1] == "Ordinary explanation: exchange hot wallet"
    shown.show_reasons(())
    assert not shown.findChildren(QProgressBar)


def test_tones_step_as_on_the_chart() -> None:
    assert [risk_tone(score) for score in (0.1, 0.5, 0.79, 0.8)] == ["low", "mid", "mid", "high"]
