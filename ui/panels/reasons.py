"""Why a score is what it is: sentences, each with a bar as long as its share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from investigator.drawing import HIGH, MID
from investigator.records import Reason
from ui.panels import parts


def risk_tone(score: float) -> str:
    """The tone of a score, the same steps as on the chart."""
    return "high" if score >= HIGH else "mid" if score >= MID else "low"


class Reasons(QWidget):
    """What speaks for suspicion in the colour of the score, what explains it away in slate and said so."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[Reason, ...], float] = (), 1.0
        self._column = parts.column()
        self.setLayout(self._column)

    def show_reasons(self, reasons: Sequence[Reason], score: float = 1.0) -> None:
        """Show these, the bars in proportion to the strongest."""
        before, self._shown = self._shown, (tuple(reasons), score)
        if self._shown == before:
            return
        with parts.filling(self):
            self._fill(reasons, score)

    def _fill(self, reasons: Sequence[Reason], score: float) -> None:
        parts.clear(self._column)
        strongest = max((abs(reason.weight) for reason in reasons), default=0.0) or 1.0
        for reason in reasons:
            ordinary = reason.weight < 0
            plain = reason.text.removeprefix("ordinary: ")  # the model says so too; once is enough
            text = f"Ordinary explanation: {plain}" if ordinary else plain[:1].upper() + plain[1:]
            share = abs(reason.weight) / strongest
            tone = "low" if ordinary else risk_tone(score)
            said = parts.label(text, wrap=True)
            said.setToolTip(f"{reason.weight:+.2f} of the score")
            for part in (said, parts.bar(share, tone, f"{share:.0%} as strong as the strongest reason")):
                self._column.addWidget(part)
                self._column.addSpacing(4)
            self._column.addSpacing(4)
