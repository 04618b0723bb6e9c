"""What the analyst marks for themselves: colours, bookmarks, and drawings on the chart."""

from __future__ import annotations

from typing import ClassVar

from investigator import colours
from investigator.cases.bounds import bounded, numbers
from investigator.cases.edits.edit import Changed, Tagged
from investigator.cases.facts import Facts, Shape
from investigator.records import Address

MANY = 100_000
"""Accounts that one edit may colour."""


class SetColours(Tagged, frozen=True, tag="colours"):
    """Give accounts colours by name, or none with ''."""

    colours: dict[Address, str]
    changes: ClassVar[Changed] = Changed.NOTES

    def __post_init__(self) -> None:
        if len(self.colours) > MANY:
            raise ValueError("too many accounts at once")
        bounded(*self.colours)
        for name in set(self.colours.values()):
            colours.known(name)

    @property
    def summary(self) -> str:
        names = set(self.colours.values())
        count = len(self.colours)
        who = next(iter(self.colours)) if count == 1 else f"{count:,} accounts"
        if names == {""}:
            return f"Take the colour of {who} away"
        return f"Colour {who} {names.pop() if len(names) == 1 else 'as before'}"

    def apply(self, facts: Facts) -> SetColours:
        before = {address: facts.colours.pop(address, "") for address in self.colours}
        facts.colours.update({address: name for address, name in self.colours.items() if name})
        return SetColours(before)


class SetBookmark(Tagged, frozen=True, tag="bookmark"):
    """Bookmark an account under a name, which may be '', or no longer with `None`."""

    address: Address
    name: str | None
    changes: ClassVar[Changed] = Changed.NOTES

    def __post_init__(self) -> None:
        bounded(self.address, self.name or "")

    @property
    def summary(self) -> str:
        if self.name is None:
            return f"Remove the bookmark of {self.address}"
        return f"Bookmark {self.address}{f' as {self.name}' if self.name else ''}"

    def apply(self, facts: Facts) -> SetBookmark:
        before = SetBookmark(self.address, facts.bookmarks.pop(self.address, None))
        if self.name is not None:
            facts.bookmarks[self.address] = self.name
        return before


class Draw(Tagged, frozen=True, tag="draw"):
    """Draw a shape on the chart under a key, change the one of this key, or remove it with `None`."""

    key: str
    shape: Shape | None
    changes: ClassVar[Changed] = Changed.PLACES

    def __post_init__(self) -> None:
        bounded(self.key)
        if self.shape:
            bounded(self.shape.text)
            colours.known(self.shape.colour)
            corners = (self.shape.x0, self.shape.y0, self.shape.x1, self.shape.y1)
            numbers(31, *map(abs, corners))

    @property
    def summary(self) -> str:
        if self.shape is None:
            return f"Remove drawing {self.key}"
        said = f" {self.shape.text[:40]!r}" if self.shape.text else ""
        return f"Draw {self.shape.figure} {self.key}{said}"

    def apply(self, facts: Facts) -> Draw:
        before = Draw(self.key, facts.shapes.pop(self.key, None))
        if self.shape:
            facts.shapes[self.key] = self.shape
        return before
