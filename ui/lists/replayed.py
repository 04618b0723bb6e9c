"""A case worked out again, as a list: what came out the same, and what did not."""

from __future__ import annotations

from collections.abc import Sequence

from gnn.replay import DIFFERS, OPEN, Compared
from ui import words
from ui.lists.found import Drawn, Found
from ui.panels.result_model import Cell, Column, Line, Results

_ORDER = {DIFFERS: 0, OPEN: 1}


def replay_list(found: Sequence[Compared]) -> Found:
    """What differs first. There is nothing to draw."""
    wrong = sum(one.outcome == DIFFERS for one in found)
    left = sum(one.outcome == OPEN for one in found)
    results = Results(
        title="Worked out again: " + (f"{wrong:,} differ" if wrong else "all the same"),
        tier="structural",
        columns=(
            Column("Line", "100,000", "The line of the journal that speaks of it", right=True),
            Column("What", least=220),
            Column("Outcome", "not compared"),
            Column("Detail", least=220),
        ),
        lines=tuple(
            Line(
                cells=(
                    Cell(f"{one.line:,}" if one.line else "", order=one.line),
                    Cell(words.plain(one.what, 200)),
                    Cell(one.outcome, order=_ORDER.get(one.outcome, 2)),
                    Cell(words.plain(one.detail, 300)),
                ),
                told=(
                    f"{words.plain(one.what, 200)}: {one.outcome}. {words.plain(one.detail, 300)}".strip(),
                    f"Written by {one.tool}." if one.tool else "",
                ),
            )
            for one in sorted(found, key=lambda one: (_ORDER.get(one.outcome, 2), one.line))
        ),
        stated=(
            "A second case was built from evidence and journal alone, without a network, and thrown away.",
            f"{words.plural(left, 'result')} could not be compared."
            if left
            else "Everything could be compared.",
        ),
        empty="There is nothing to work out again.",
        noun="result",
    )
    return Found(results, "replay", lambda _chosen, _tick: Drawn())
