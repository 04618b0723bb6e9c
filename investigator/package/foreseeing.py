"""What a package would hold and what it would withhold, before it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from investigator.cases.facts import Facts
from investigator.cases.statements import differences
from investigator.data import grafts, ledger, packing
from investigator.data.connection import Db
from investigator.data.evidence import EVIDENCE
from investigator.data.store import Store
from investigator.package.marking import is_above
from investigator.package.redacting import OPEN_VERBS, Reading, Redaction
from investigator.package.writing import ALL, Part
from investigator.progress import Tick, silent
from investigator.report.document import plural

_KINDS = {"labels": "label", "notes": "note", "findings": "finding", "basket": "exhibit"}
"""What fields of the facts are counted as; all others are marks."""


@dataclass(frozen=True)
class Foreseen:
    """`facts` are how many labels, notes, findings, exhibits, marks and hypotheses' names the receiver does not see.

    Of the journal's `lines` and the `rows` of evidence, `withheld` and `left_out` are in the package by their hashes
    alone; `hidden` of the rows because of what they say. `named` lines are marked, but go out, since rows and keys
    are checked against them. `scores` says whether scores and models go out, `answers` whether raw answers do.
    """

    facts: Mapping[str, int]
    lines: int
    withheld: int
    named: int
    rows: int
    left_out: int
    hidden: int
    scores: bool
    answers: bool

    @property
    def sentences(self) -> list[str]:
        """The same in words: what is withheld, how that is seen, what stays behind, and what goes out though marked."""
        kinds = [plural(count, kind) for kind, count in self.facts.items()]
        nothing = "Nothing that stands now" if self.withheld or self.hidden else "Nothing"
        said = [f"Withheld: {_listed(kinds)}." if kinds else f"{nothing} is withheld."]
        parts = [f"{self.withheld:,} of {plural(self.lines, 'journal line')}"] * bool(self.withheld)
        parts += [f"{self.left_out:,} of {plural(self.rows, 'evidence row')}"] * bool(self.left_out)
        said += [f"By their hashes alone go {' and '.join(parts)}."] * bool(parts)
        behind = ["scores", "models"] * (not self.scores) + ["figures of reports"] * bool(self.withheld)
        behind += ["raw answers"] * (not self.answers)
        said += [f"{_listed(behind).capitalize()} stay behind."] * bool(behind)
        if self.named:
            told = f"{plural(self.named, 'journal line')} marked higher"
            said.append(f"{told} must go out: rows or keys are checked against what they announce.")
        return said


def foresee(store: Store, facts: Facts, part: Part, tick: Tick = silent) -> Foreseen:
    """Count what a package of this part would withhold; `facts` are those of the case as it stands."""
    with store.reading() as db:
        tick(0, len(EVIDENCE) + 1, "Reading the journal")
        seen, lines, withheld, named = _journal(db, facts, part.level)
        rows = left_out = hidden = 0
        for done, table in enumerate(EVIDENCE, start=1):
            tick(done, len(EVIDENCE) + 1, f"Counting {table.name.replace('_', ' ')} rows")
            secret = {
                number
                for number, text in (packing.perhaps_marked(db, table.name) if part.level else ())
                if is_above(text, part.level)
            }
            count = packing.count(db, table.name)
            kept = set[int]() if part.kept is None else part.kept.get(table.name, set())
            rows, hidden = rows + count, hidden + len(secret)
            left_out += len(secret) if part.kept is None else count - len(kept - secret)
    whole = part.part == ALL and not hidden
    return Foreseen(seen, lines, withheld, named, rows, left_out, hidden, whole and not withheld, whole)


def _journal(db: Db, facts: Facts, level: str) -> tuple[Mapping[str, int], int, int, int]:
    """What of the facts the receiver does not see, all lines, those withheld, and marked ones that go out."""
    lines = list(ledger.lines(db))
    taken = [line for some in grafts.stretches(db).values() for line in some]
    every = [*lines, *taken]
    if not level:
        return {}, len(every), 0, 0
    redaction, reading = Redaction(level, every), Reading()
    withheld = sum(map(redaction.hides, every))
    named = sum(line.verb in OPEN_VERBS and is_above(line.body, level) for line in every)
    if not withheld:
        return {}, len(every), 0, named
    for line in lines:
        reading.line(redaction.told(line))
    seen = _unseen(facts, reading.history.facts) | {"hypothesis name": len(redaction.names)}
    return {kind: count for kind, count in seen.items() if count}, len(every), withheld, named


def _unseen(facts: Facts, theirs: Facts) -> dict[str, int]:
    """What is in `facts` and not in what the receiver sees, by kind."""
    found = Counter[str]()
    for one in differences(theirs, facts):
        if one.field == "labels":
            found["label"] += len(set(one.right or ()) - set(one.left or ()))
        elif one.right:
            found[_KINDS.get(one.field, "mark")] += 1
    return dict(found)


def _listed(some: list[str]) -> str:
    return f"{', '.join(some[:-1])} and {some[-1]}" if len(some) > 1 else "".join(some)
