"""Who says what about an account, source by source, and where they contradict each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from investigator import taxonomy
from investigator.records import Label
from ui import words
from ui.panels import parts

VERDICTS = {True: "illicit", False: "licit"}


class ClaimList(QWidget):
    """The analyst's own labels first. Those at odds are marked ≠; none is resolved by counting."""

    def __init__(self) -> None:
        super().__init__()
        self._body = parts.column()
        self.setLayout(self._body)

    def show_claims(self, own: Sequence[Label], claims: Sequence[Label]) -> None:
        """Show all of them, and say first what does not agree."""
        parts.clear(self._body)
        told = [(claim, "you") for claim in own] + [(claim, "") for claim in claims]
        if not told:
            empty = "Nobody says who this is. Label it, or import labels."
            self._body.addWidget(parts.label(empty, "empty", wrap=True))
        odds = conflict([claim for claim, _ in told])
        if odds:
            self._body.addWidget(parts.label(odds, "", "mid", wrap=True, copy=True))
            self._body.addSpacing(8)
        for claim, who in told:
            self._body.addWidget(_claim(claim, who, at_odds=bool(odds) and _takes_part(claim)))


def conflict(claims: Sequence[Label]) -> str:
    """What does not agree, in a sentence; '' where nothing contradicts."""
    verdicts = {claim.illicit for claim in claims} - {None}
    kinds = dict.fromkeys(claim.category for claim in claims if claim.category != "unknown")
    told = []
    if len(verdicts) > 1:
        sides = [
            f"{words.plural(sum(claim.illicit is one for claim in claims), 'claim')} {VERDICTS[one]}"
            for one in (True, False)
        ]
        told.append(" against ".join(sides))
    if len(kinds) > 1:
        told.append(", ".join(taxonomy.name(one) for one in list(kinds)[:4]))
    return f"These contradict each other: {'; '.join(told)}. Both stand." if told else ""


def _takes_part(claim: Label) -> bool:
    return claim.illicit is not None or claim.category != "unknown"


def _claim(claim: Label, who: str, *, at_odds: bool) -> QWidget:
    made = QWidget()
    sign = "≠ " if at_odds else ""
    head = parts.line(
        parts.label(f"{sign}{words.plain(claim.text, 80)}", wrap=True),
        parts.label(claim.tier.value, "dim"),
    )
    head.setStretch(0, 1)
    source = words.plain(who or claim.source or "no source given", 200)
    verdict = {True: "illicit · ", False: "licit · ", None: ""}[claim.illicit]
    said = f"{verdict}{taxonomy.name(claim.category)} · {source} · confidence {claim.confidence}"
    lines = [parts.label(said, "dim", wrap=True)]
    if who and claim.source and claim.source != "examiner":
        lines.append(parts.label(f"Source: {words.plain(claim.source, 300)}", "dim", wrap=True, copy=True))
    if claim.evidence:
        shown = " ".join(words.broken(word, 34) for word in words.plain(claim.evidence, 300).split(" "))
        lines.append(parts.label(f"Shown by {shown}", "dim", wrap=True, copy=True))
    if claim.note:
        lines.append(parts.label(claim.note[:300], "dim", wrap=True, copy=True))
    made.setLayout(parts.column(head, *lines, 8))
    return made
