"""An ordinary explanation of what was found, and what a case holds about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["for", "against", "open"]


@dataclass(frozen=True)
class Point:
    """What the case holds about an explanation, of one account or of the whole ('')."""

    verdict: Verdict
    about: str
    sentence: str


@dataclass(frozen=True)
class Explanation:
    """An ordinary explanation, what would settle it, and the points that the case has."""

    name: str
    question: str
    settled_by: str
    points: tuple[Point, ...]

    @property
    def verdict(self) -> Verdict:
        """Spoken for by any point; spoken against if all points are; open otherwise."""
        said = {point.verdict for point in self.points}
        return "for" if "for" in said else "against" if said == {"against"} else "open"


@dataclass(frozen=True)
class Opposed:
    """A subject, by its key or address, and every ordinary explanation of it."""

    subject: str
    title: str
    explanations: tuple[Explanation, ...]
