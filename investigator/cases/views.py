"""What further charts of a case hold, and the ways of looking at one that an analyst keeps by name."""

from __future__ import annotations

from dataclasses import dataclass

from investigator.records import AccountNo


@dataclass(frozen=True)
class Chart:
    """A further chart of the case: its name, and the accounts on it by id, ascending."""

    name: str
    accounts: tuple[AccountNo, ...] = ()


@dataclass(frozen=True)
class Lens:
    """How a chart is looked at.

    `query` is in the language of the query field, `layout` and `coloring` are names of the window's choices.
    The middle (`x`, `y`) and the width `across` are in hundredths of a world unit; an `across` of 0 shows
    everything.
    """

    query: str = ""
    layout: str = ""
    coloring: str = ""
    x: int = 0
    y: int = 0
    across: int = 0


@dataclass(frozen=True)
class SavedView:
    """What was on a chart, by account id, ascending, and how it was looked at."""

    accounts: tuple[AccountNo, ...]
    lens: Lens
