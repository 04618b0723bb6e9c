"""What an opposing expert would say about each finding."""

from __future__ import annotations

from investigator.cases.explanation import Explanation
from investigator.report.caveats import alternatives
from investigator.report.document import AnyBlock, Cell, Para, Section, Table
from investigator.report.gather import Gathered

POINTS = 4
"""Points of one explanation that are printed; the rest is in the case."""

_VERDICTS = {"for": "spoken for", "against": "spoken against", "open": "open"}
_INTRO = (
    "For each finding, the ordinary explanations that have to be excluded, what this case holds about them, and what "
    "would settle each. Spoken for: something in the case suggests it. Spoken against: all that the case has speaks "
    "against it. Open: the case does not tell."
)


def opposed(found: Gathered) -> Section:
    """The general alternatives, and those of each finding with what the case holds."""
    general = alternatives()
    if not found.opposed:
        return general
    tables: list[AnyBlock] = [
        Table(
            ("Explanation", "Verdict", "What the case holds", "What would settle it"),
            tuple(
                (Cell(one.name), Cell(_VERDICTS[one.verdict]), Cell(_told(one)), Cell(one.settled_by))
                for one in subject.explanations
            ),
            (0.14, 0.11, 0.45, 0.3),
            f"F{number}: {subject.title}",
        )
        for number, subject in enumerate(found.opposed, start=1)
    ]
    return Section(general.title, (*general.blocks, Para(_INTRO), *tables))


def _told(one: Explanation) -> str:
    """Points that say the same of several accounts stand together."""
    about = dict[str, list[str]]()
    for point in one.points:
        about.setdefault(point.sentence, []).append(point.about)
    points = [
        f"{names[0]}{f' and {len(names) - 1:,} more' if names[1:] else ''}: {sentence}"
        if names[0]
        else sentence
        for sentence, names in about.items()
    ]
    more = [f"and {len(points) - POINTS:,} more"] if len(points) > POINTS else []
    return "\n".join([*points[:POINTS], *more])
