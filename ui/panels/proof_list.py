"""The completeness certificate of an account, check by check."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from investigator.cases.balancing import Check
from investigator.cases.completeness import Certificate
from ui import words
from ui.panels import parts

OUTCOMES = {"complete": "complete", "unproven": "not proved complete", "failed": "incomplete"}
TONES = {"complete": "verified", "unproven": "mid", "failed": "high"}
SIGNS = {"passed": "✓", "failed": "✗", "not possible": "–"}
_CHECK_TONES = {"passed": "verified", "failed": "high", "not possible": "dim"}


class ProofList(QWidget):
    """What it comes to, over which blocks, and each check: passed, failed, or not possible here and why."""

    def __init__(self) -> None:
        super().__init__()
        self.setLayout(parts.column())

    def show_certificate(self, found: Certificate | None) -> None:
        """Show a certificate, or nothing."""
        body = self.layout()
        assert body
        parts.clear(body)
        self.setVisible(found is not None)
        if found is None:
            return
        pill = parts.pill(OUTCOMES[found.outcome], TONES[found.outcome])
        body.addWidget(_row(pill, parts.label(span(found), "dim", wrap=True)))
        for check in found.checks:
            body.addWidget(_line(check))


def span(found: Certificate) -> str:
    """Over which blocks: 'blocks 1 to 90'."""
    return f"blocks {found.span[0]:,} to {found.span[1]:,}" if found.span else "no blocks looked at"


def _row(*shown: QWidget) -> QWidget:
    made = QWidget()
    line = parts.line(*shown, margins=(0, 0, 0, 6))
    line.setStretch(len(shown) - 1, 1)
    made.setLayout(line)
    return made


def _line(check: Check) -> QWidget:
    sign = parts.label(SIGNS[check.outcome], "", _CHECK_TONES[check.outcome])
    sign.setFixedWidth(14)
    sign.setAccessibleName(check.outcome)
    text = parts.label(
        words.plain(check.sentence, 400), "" if check.outcome == "failed" else "dim", wrap=True
    )
    text.setAccessibleName(f"{check.name}, {check.outcome}: {check.sentence}")
    text.setToolTip(words.tip(f"{check.name}: {check.outcome}"))
    return _row(sign, text)
