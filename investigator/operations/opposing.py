"""What an opposing expert would say about the findings and accounts of a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from investigator.address import short
from investigator.cases.case import Case
from investigator.cases.explanation import Opposed
from investigator.cases.opposing import oppose
from investigator.errors import Trouble
from investigator.operations.lookup import resolve
from investigator.progress import Tick, silent


def oppose_case(case: Case, subjects: Sequence[str] = (), tick: Tick = silent) -> list[Opposed]:
    """The ordinary explanations of findings (by key) and accounts, or of all findings.

    Raises `Trouble` for what is neither, or where there is no finding.
    """
    facts, found = case.facts, list[Opposed]()
    keys = {key.lower(): key for key in facts.findings}
    if not subjects and not keys:
        raise Trouble("No finding is stated in this case; name an account, or state a finding first.")
    for done, text in enumerate(subjects or facts.findings):
        tick(done, len(subjects) or len(keys), "Looking for ordinary explanations")
        key = keys.get(text.strip().lower())
        if key is not None:
            one = facts.findings[key]
            found.append(oppose(case.store, facts, key, one.title, one.accounts, one.transfers))
        else:
            ((address, _),) = resolve(case, [text])
            found.append(oppose(case.store, facts, short(address), short(address), [address], []))
    return found


def as_json(found: Sequence[Opposed]) -> list[dict[str, Any]]:
    """For machines."""
    return [
        {
            **{"subject": one.subject, "title": one.title},
            "explanations": [
                {
                    **{"explanation": other.name, "verdict": other.verdict, "question": other.question},
                    "settled_by": other.settled_by,
                    "points": [
                        {"verdict": point.verdict, "about": point.about, "sentence": point.sentence}
                        for point in other.points
                    ],
                }
                for other in one.explanations
            ],
        }
        for one in found
    ]
