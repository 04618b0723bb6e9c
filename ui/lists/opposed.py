"""What an opposing expert would say, as a list: each ordinary explanation, and what the case holds about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from investigator.cases.explanation import Explanation, Opposed, Verdict
from ui import words
from ui.lists.found import LISTED, Drawn, Found
from ui.panels.entries import Entry
from ui.panels.result_model import Cell, Column, Line, Results

SAID: Mapping[Verdict, str] = {"for": "spoken for", "open": "open", "against": "spoken against"}
ORDER = {"for": 0, "open": 1, "against": 2}


def opposed_list(found: Sequence[Opposed], drawn: Mapping[str, Drawn]) -> Found:
    """Subject by subject, what is spoken for first; `drawn` is what each subject rests on, by its key."""
    rows = [
        (one, other)
        for one in found
        for other in sorted(one.explanations, key=lambda other: ORDER[other.verdict])
    ]
    counts = Counter(other.verdict for _, other in rows)
    told = ", ".join(f"{counts[verdict]:,} {name}" for verdict, name in SAID.items() if counts[verdict])
    results = Results(
        title="What an opposing expert would say",
        tier="",
        columns=(
            Column("About", "0x0000…0000 xx"),
            Column("Explanation", "service or exchange xxxx"),
            Column("The case", "spoken against", "What the case already holds about it"),
            Column("Question", least=220),
            Column("Would settle it", "the records of the service, on request xxxx"),
        ),
        lines=tuple(_line(one, other) for one, other in rows),
        stated=(
            f"Ordinary explanations: {told}." if told else "",
            "One that is open or spoken for has to be excluded before a finding stands.",
        ),
        empty="There is nothing to be said against.",
        noun="explanation",
    )

    def draw(chosen: Sequence[int]) -> Drawn:
        some = [drawn[subject] for subject in dict.fromkeys(rows[at][0].subject for at in chosen)]
        return Drawn(
            tuple(dict.fromkeys(account for one in some for account in one.accounts)),
            tuple(dict.fromkeys(number for one in some for number in one.transfers)),
        )

    return Found(results, "what a finding rests on", lambda chosen, _tick: draw(chosen))


def _line(one: Opposed, other: Explanation) -> Line:
    about = words.shorten(one.subject)
    tip = one.title if one.title == one.subject else f"{one.subject}\n{one.title}"
    points = [
        Entry(at, point.sentence, SAID[point.verdict], tip=f"{point.about}\n{point.sentence}".strip(),
              whole=point.sentence)
        for at, point in enumerate(other.points[:LISTED])
    ]  # fmt: skip
    return Line(
        cells=(
            Cell(about, tip, whole=one.subject),
            Cell(other.name),
            Cell(SAID[other.verdict], order=ORDER[other.verdict], tone="dim" if other.verdict == "against" else ""),
            Cell(other.question),
            Cell(other.settled_by),
        ),
        told=(
            f"{other.name[:1].upper()}{other.name[1:]}, {SAID[other.verdict]}. {other.question}",
            *(_spoken(point.about, SAID[point.verdict], point.sentence) for point in other.points[:LISTED]),
            f"Would settle it: {other.settled_by}.",
        ),
        steps=tuple(points) if len(other.points) > LISTED else (),
    )  # fmt: skip


def _spoken(about: str, said: str, sentence: str) -> str:
    where = f"{words.shorten(about)}, " if about else ""
    return f"{where}{said}: {sentence}"
