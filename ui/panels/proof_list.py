"""The completeness certificate of an account, check by check."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
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
    """What it comes to, over which blocks, and each check: passed, failed, or not possible here and why.

    Checks that say the same are told once. It ends with air, so that it takes no room while nothing is shown.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setLayout(parts.column(margins=(0, 0, 0, 12)))

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
        for _, alike in groupby(found.checks, lambda check: (check.outcome, check.sentence)):
            body.addWidget(_line(list(alike)))


def span(found: Certificate) -> str:
    """Over which blocks: 'blocks 1 to 90', or 'block 7'."""
    if not found.span:
        return "no blocks looked at"
    first, last = found.span
    return f"block {first:,}" if first == last else f"blocks {first:,} to {last:,}"


def _row(*shown: QWidget) -> QWidget:
    made = QWidget()
    line = parts.line(*shown, margins=(0, 0, 0, 6))
    line.setStretch(len(shown) - 1, 1)
    made.setLayout(line)
    return made


def _line(checks: list[Check]) -> QWidget:
    """Checks with the same outcome and sentence: their name, how they ended, and the sentence below."""
    check, tone = checks[0], _CHECK_TONES[checks[0].outcome]
    name = words.plain(_joined([one.name for one in checks]), 120)
    sign = parts.label(SIGNS[check.outcome], "", tone)
    sign.setFixedWidth(14)
    sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    head = parts.label(name, wrap=True)
    ended = parts.label(check.outcome, "", tone)
    ended.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
    top = parts.line(head, ended)
    top.setStretch(0, 1)
    said = parts.label(words.plain(check.sentence, 400), "" if check.outcome == "failed" else "dim",
                       wrap=True, copy=True)  # fmt: skip
    said.setAccessibleName(f"{name}, {check.outcome}: {check.sentence}")
    made = QWidget()
    made.setLayout(parts.line(sign, parts.column(top, said), margins=(0, 0, 0, 8)))
    return made


def _joined(names: list[str]) -> str:
    """'native coverage', 'token coverage' as 'Native and token coverage'."""
    *_, last = names[-1].rpartition(" ")
    if len(names) > 1 and all(name.endswith(f" {last}") for name in names):
        names = [*(name.removesuffix(f" {last}") for name in names[:-1]), names[-1]]
    text = ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
    return text[:1].upper() + text[1:]
