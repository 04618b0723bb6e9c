"""The completeness certificate of an account, check by check."""

from __future__ import annotations

import re
from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from investigator.cases.balancing import Check, Outcome
from investigator.cases.completeness import Certificate
from ui import words
from ui.language import say
from ui.panels import parts

OUTCOMES = {"complete": "complete", "unproven": "not proved complete", "failed": "incomplete"}
TONES = {"complete": "verified", "unproven": "mid", "failed": "high"}
SIGNS = {"passed": "✓", "failed": "✗", "not possible": "–"}
_CHECK_TONES = {"passed": "verified", "failed": "high", "not possible": "dim"}
_WORST_FIRST: tuple[Outcome, ...] = ("failed", "not possible", "passed")
_CONTRACT = re.compile("0x[0-9a-f]{40}")
SHOWN = 16
"""How many checks are shown at once: an account may hold hundreds of tokens, each with a check."""


class ProofList(QWidget):
    """What it comes to, over which blocks, and each check: passed, failed, or not possible here and why.

    Where there are many, what failed comes first and the rest is shown on demand. It ends with air, so that it
    takes no room while nothing is shown.
    """

    def __init__(self) -> None:
        super().__init__()
        self._left: list[Check] = []
        self._head, self._lines = QWidget(), QWidget()
        for part in (self._head, self._lines):
            part.setLayout(parts.column())
        self.more = parts.button(say("Show more"), self._show_more)
        self.more.setProperty("link", True)
        self.setLayout(
            parts.column(self._head, self._lines, parts.line(self.more, 0), margins=(0, 0, 0, 12))
        )

    def show_certificate(self, found: Certificate | None) -> None:
        """Show a certificate, or nothing."""
        head, lines = self._head.layout(), self._lines.layout()
        assert head
        assert lines
        parts.clear(head)
        parts.clear(lines)
        self.setVisible(found is not None)
        if found is None:
            return
        pill = parts.pill(OUTCOMES[found.outcome], TONES[found.outcome])
        head.addWidget(_row(pill, parts.label(span(found), "dim", wrap=True)))
        self._left = list(found.checks)
        if len(self._left) > SHOWN:
            self._left.sort(key=lambda check: _WORST_FIRST.index(check.outcome))
        self._show_more()

    def _show_more(self) -> None:
        lines = self._lines.layout()
        assert lines
        now, self._left = self._left[:SHOWN], self._left[SHOWN:]
        for check in now:
            lines.addWidget(_line(check))
        counts = Counter(check.outcome for check in self._left)
        told = ", ".join(f"{counts[one]:,} {one}" for one in _WORST_FIRST if counts[one])
        self.more.setText(f"Show more ({told})")
        self.more.setVisible(bool(self._left))


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


def _line(check: Check) -> QWidget:
    """A check's name, how it ended, and its sentence below."""
    tone, name = _CHECK_TONES[check.outcome], words.plain(check.name[:1].upper() + check.name[1:], 120)
    sentence = words.plain(check.sentence, 400)
    sign = parts.label(SIGNS[check.outcome], "", tone)
    sign.setFixedWidth(14)
    sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    ended = parts.label(check.outcome, "", tone)
    ended.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
    top = parts.line(parts.label(_fitting(name, 20), wrap=True), ended)
    top.setStretch(0, 1)
    role = "" if check.outcome == "failed" else "dim"
    said = parts.label(_fitting(sentence, 32), role, wrap=True, copy=True)
    said.setAccessibleName(f"{name}, {check.outcome}: {sentence}")
    if _CONTRACT.search(sentence):
        said.setToolTip(words.tip(sentence))
    made = QWidget()
    made.setLayout(parts.line(sign, parts.column(top, said), margins=(0, 0, 0, 8)))
    return made


def _fitting(text: str, room: int) -> str:
    """A sentence with its addresses shortened, and no word longer than `room` characters: Qt would cut it."""
    short = _CONTRACT.sub(lambda found: f"{found[0][:6]}…{found[0][-4:]}", text)
    return " ".join(words.broken(word, room) for word in short.split(" "))
