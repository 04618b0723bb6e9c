"""Everything an analyst can do to a case. Each edit knows how to take itself back.

An edit is validated when it is built; `apply` is total. Each one turns into one JSON object of the
journal and back, by its type's tag.
"""

from __future__ import annotations

from investigator.cases.bounds import bounded
from investigator.cases.edits.charting import Place, Show
from investigator.cases.edits.edit import Changed, Edit, Tagged
from investigator.cases.edits.grouping import SetGroup
from investigator.cases.edits.keeping import SetFilter, SetList
from investigator.cases.edits.marking import Draw, SetBookmark, SetColours
from investigator.cases.edits.naming import SetSeeds, SetTitle
from investigator.cases.edits.restating import Restate, restating
from investigator.cases.edits.saying import SetApart, SetLabels, SetNote
from investigator.cases.edits.stating import Basket, SetExhibits, SetFinding
from investigator.cases.edits.viewing import SetChart, SetView
from investigator.cases.facts import Facts


class Together(Tagged, frozen=True, tag="together"):
    """Several edits that undo as one."""

    edits: tuple[AnyEdit, ...]
    what: str = ""

    def __post_init__(self) -> None:
        bounded(self.what)

    @property
    def changes(self) -> Changed:
        total = Changed.NOTHING
        for edit in self.edits:
            total |= edit.changes
        return total

    @property
    def summary(self) -> str:
        return self.what or "; ".join(edit.summary for edit in self.edits[:3])

    def apply(self, facts: Facts) -> Together:
        return Together(tuple(reversed([edit.apply(facts) for edit in self.edits])), self.what)


AnyEdit = (
    SetTitle
    | SetLabels
    | SetNote
    | SetSeeds
    | Show
    | Place
    | SetExhibits
    | SetFinding
    | SetApart
    | Basket
    | SetColours
    | SetBookmark
    | Draw
    | SetChart
    | SetView
    | SetFilter
    | SetList
    | Restate
    | SetGroup
    | Together
)

__all__ = [
    "AnyEdit",
    "Basket",
    "Changed",
    "Draw",
    "Edit",
    "Place",
    "Restate",
    "SetApart",
    "SetBookmark",
    "SetChart",
    "SetColours",
    "SetExhibits",
    "SetFilter",
    "SetFinding",
    "SetGroup",
    "SetLabels",
    "SetList",
    "SetNote",
    "SetSeeds",
    "SetTitle",
    "SetView",
    "Show",
    "Together",
    "restating",
]
