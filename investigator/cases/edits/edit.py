"""What an edit is: a change of the facts that knows how to take itself back."""

from __future__ import annotations

from enum import Flag, auto
from typing import Protocol

import msgspec

from investigator.cases.facts import Facts


class Changed(Flag):
    """What an edit touched, so that each panel refreshes only when it must."""

    NOTHING = 0
    CASE = auto()
    LABELS = auto()
    NOTES = auto()
    MEMBERS = auto()
    PLACES = auto()
    FINDINGS = auto()
    EVIDENCE = auto()
    SCORES = auto()
    VIEWS = auto()
    FILTERS = auto()


class Edit(Protocol):
    """A change of the facts."""

    @property
    def changes(self) -> Changed:
        """What it touches."""

    @property
    def summary(self) -> str:
        """What it does, in a few words for the history."""

    def apply(self, facts: Facts) -> Edit:
        """Change the facts, and return the edit that restores them."""


class Tagged(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frozen edit that is told from others by its tag in the journal."""
