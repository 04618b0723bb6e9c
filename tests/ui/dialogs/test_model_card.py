from typing import Any

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.things import HOSTILE
from ui.dialogs.model_card import figures
from ui.dialogs.models_dialog import ModelEntry, ModelsDialog
from ui.panels.reliability import Reliability
from ui.theme import DARK


def interval(value: float) -> dict[str, float]:
    return {"value": value, "low": value - 0.1, "high": value + 0.1}


CARD: dict[str, Any] = {
    "why": "blend: highest PR-AUC on validation",
    "measured": [
        {
            "set": "test", "choice": choice, "scores": choice == "blend", "accounts": 500, "illicit": 20,
            "pr_auc": interval(0.8), "f1": interval(0.75), "precision_at_100": 0.2, "ece": 0.012,
            "answered": 0.9 if choice == "blend" else None, "right": (0.62, 0.98) if choice == "blend" else None,
        }
        for choice in ("blend", "account trees", HOSTILE)
    ],
    "promised": (0.9, 0.9),
    "reliability": [{"said": 0.1, "found": interval(0.2), "accounts": 50}],
    "ablations": {"net, shuffled edges: F1": 0.4},
    "steps": [{"set": "test", "start": 3, "end": 9, "accounts": 500, "illicit": 20, "f1": interval(0.7), "pr_auc": interval(0.8)}],
    "over_time": [{"start": 3, "end": 9, "illicit": 20, "licit": 480}],
    "split": {"train": {"illicit": 60, "licit": 900}},
    "search": [{"settings": {"hidden": 40, "rate": 0.003}, "pr_auc": 0.81}],
    "cost": {"seconds": 12.0, "epochs": 5, "seconds_per_epoch": 1.5, "peak_mb": 800.0, "device": "cpu"},
    "against": "PR-AUC 0.8 against 0.7.",
}  # fmt: skip


def test_everything_on_the_card_is_told(qtbot: QtBot) -> None:
    dialog = ModelsDialog(None, [ModelEntry("w1", "Worlds", "2026", (), (), "", card=CARD)])
    qtbot.addWidget(dialog)
    shown = "\n".join(label.text() for label in dialog.card.findChildren(QLabel))
    for text in (
        "blend: highest PR-AUC", "▸ blend", "account trees", "0.750  0.65–0.85", "held the truth for 62%",
        "promised 90%", "net, shuffled edges: F1", "3 – 9", "20 illicit · 480 licit", "hidden 40",
        "800 MB", "PR-AUC 0.8 against 0.7.",
    ):  # fmt: skip
        assert text in shown
    assert "\u202e" not in shown
    assert len(dialog.card.findChildren(Reliability)) == 1


def test_a_card_that_tells_little_has_no_empty_parts() -> None:
    assert figures({}, DARK) == []
