"""A model's card as a page: who scores and why, figures beside the baselines, reliability, time, cost, limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from gnn.card import FEW_GRAPHS
from ui import words
from ui.panels import parts
from ui.panels.reliability import Bar, Reliability
from ui.theme import Theme

HEADS = ("", "F1", "PR-AUC", "P@100", "cal. error")
STEP_HEADS = ("last active", "accounts", "illicit", "F1", "PR-AUC")


def figures(card: Mapping[str, Any], theme: Theme) -> list[QWidget]:
    """What the card of a trained model holds, from top to bottom; parts that it lacks are left out."""
    made = [*_choice(card), *_measured(card), *_reliability(card, theme), *_ablation(card), *_steps(card)]
    made += [*_labels(card), *_search(card), *_cost(card), *_against(card)]
    return made


def head(text: str) -> QWidget:
    """The title of a part of the card."""
    made = parts.section(text)
    made.setWordWrap(True)
    made.setContentsMargins(0, 16, 0, 4)
    return made


def _choice(card: Mapping[str, Any]) -> list[QWidget]:
    if not card.get("why"):
        return []
    return [head("Who scores, and why"), parts.label(words.plain(str(card["why"])), wrap=True, copy=True)]


def _between(one: Mapping[str, Any]) -> str:
    return f"{one['value']:.3f}  {one['low']:.2f}–{one['high']:.2f}"


def _measured(card: Mapping[str, Any]) -> list[QWidget]:
    """A table for each set: every choice and baseline, the one that scores marked."""
    made: list[QWidget] = []
    rows = list(card.get("measured", ()))
    for name in dict.fromkeys(row["set"] for row in rows):
        some = [row for row in rows if row["set"] == name]
        told = (
            f"{some[0]['illicit']:,} illicit of {some[0]['accounts']:,} accounts; 95 % bootstrap intervals"
        )
        cells = [
            (
                ("▸ " if row["scores"] else "") + words.plain(row["choice"], 40),
                _between(row["f1"]),
                _between(row["pr_auc"]),
                f"{row['precision_at_100']:.2f}",
                f"{row['ece']:.3f}",
            )
            for row in some
        ]
        made += [head(f"How well it does: {words.plain(name, 80)}"), parts.label(told, "dim", wrap=True)]
        made.append(_table(HEADS, cells))
        made += [parts.label(text, "dim", wrap=True) for row in some if (text := _covered(card, row))]
    return made


def _covered(card: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """How often the conformal set held the truth, against what it promised."""
    if not row.get("right"):
        return ""
    illicit, licit = row["right"]
    promised = card.get("promised")
    aim = f" (promised {promised[0]:.0%} and {promised[1]:.0%})" if promised else ""
    answered = f"; it answered for {row['answered']:.0%}" if row.get("answered") is not None else ""
    return f"Its sets held the truth for {illicit:.0%} of illicit and {licit:.0%} of licit accounts{aim}{answered}."


def _reliability(card: Mapping[str, Any], theme: Theme) -> list[QWidget]:
    bars = [
        Bar(one["said"], one["found"]["value"], one["found"]["low"], one["found"]["high"], one["accounts"])
        for one in card.get("reliability", ())
    ]
    if not bars:
        return []
    drawn = Reliability()
    drawn.set_theme(theme)
    drawn.show_bars(bars)
    return [head("Reliability on the test part"), drawn]


def _ablation(card: Mapping[str, Any]) -> list[QWidget]:
    told = dict(card.get("ablations", {}))
    if not told:
        return []
    return [
        head("Edges drawn by lot"),
        *(parts.fact(words.plain(k, 60), f"{v:.3f}") for k, v in told.items()),
    ]


def _steps(card: Mapping[str, Any]) -> list[QWidget]:
    cells = [
        (
            f"{one['start']:,} – {one['end']:,}",
            f"{one['accounts']:,}",
            f"{one['illicit']:,}",
            _between(one["f1"]),
            _between(one["pr_auc"]),
        )
        for one in card.get("steps", ())
    ]
    return [head(f"Over time, {_clock(card)}"), _table(STEP_HEADS, cells)] if cells else []


def _clock(card: Mapping[str, Any]) -> str:
    many = len(card.get("data", ())) > FEW_GRAPHS
    return "in per cent of each graph's own" if many else "by the clock of the case"


def _labels(card: Mapping[str, Any]) -> list[QWidget]:
    spans = [
        (f"{one['start']:,} – {one['end']:,}", f"{one['illicit']:,} illicit · {one['licit']:,} licit")
        for one in card.get("over_time", ())
    ]
    split = [
        (part, f"{count.get('illicit', 0):,} illicit · {count.get('licit', 0):,} licit")
        for part, count in dict(card.get("split", {})).items()
    ]
    made = [head("Labels by part"), *(parts.fact(*one) for one in split)] if split else []
    return made + (
        [head(f"Labels over time, {_clock(card)}"), *(parts.fact(*one) for one in spans)] if spans else []
    )


def _search(card: Mapping[str, Any]) -> list[QWidget]:
    tries = list(card.get("search", ()))
    if not tries:
        return []
    best = max(tries, key=lambda one: one["pr_auc"])
    settings = ", ".join(f"{name} {value:.3g}" for name, value in best["settings"].items())
    told = f"{words.plural(len(tries), 'setting')} tried; best on validation (PR-AUC {best['pr_auc']:.3f}): {settings}"
    return [head("Settings"), parts.label(words.plain(told), wrap=True, copy=True)]


def _cost(card: Mapping[str, Any]) -> list[QWidget]:
    cost = dict(card.get("cost") or {})
    if not cost.get("seconds"):
        return []
    told = f"{cost['seconds']:,.0f} s, {words.plural(int(cost['epochs']), 'epoch')} of {cost['seconds_per_epoch']:.2f} s"
    memory = f", {cost['peak_mb']:,.0f} MB at most" if cost.get("peak_mb") else ""
    return [
        head("What training took"),
        parts.label(f"{told}{memory}, on {words.plain(cost['device'], 20)}", wrap=True),
    ]


def _against(card: Mapping[str, Any]) -> list[QWidget]:
    text = str(card.get("against") or "")
    return (
        [head("Beside the model before it"), parts.label(words.plain(text), wrap=True, copy=True)]
        if text
        else []
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> QWidget:
    """Words to the left, figures to the right."""
    made, grid = QWidget(), QGridLayout()
    grid.setContentsMargins(0, 4, 0, 4)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    for at, line in enumerate((heads, *rows)):
        for column, text in enumerate(line):
            cell = parts.label(text, "dim" if at == 0 else "", copy=at > 0)
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            grid.addWidget(cell, at, column, side)
    grid.setColumnStretch(0, 1)
    made.setLayout(grid)
    made.setAccessibleName("; ".join(" ".join(line) for line in rows))
    return made
