"""What an audit of labels found, as it travels between processes. Free of torch and of all that is slow to load."""

from __future__ import annotations

import msgspec

WORSE = "The new model is worse than the one in use and was not kept"
"""How the sentence begins that refuses a model; after it come both figures."""


class Suspect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A label, and how well it fits what the other labels teach.

    `example` is the number of the graph, `account` the case-wide number; `address` is '' where nobody told it.
    `probability` is that of the label that was given, both classes taken for equally many; `likely` marks one
    that is probably wrong.
    """

    example: int
    account: int
    illicit: bool
    probability: float
    likely: bool
    why: str
    address: str = ""


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A labelled account among twins; `part` is what it serves for, '' for nothing."""

    example: int
    account: int
    illicit: bool
    part: str
    address: str = ""


class Twin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Labelled accounts that are one and the same to a model: one address in several cases, or equal features.

    `kind` is `same address` or `same features`; `members` are the first of `size`. `across` tells that some
    are learned from while others judge, `torn` that their labels differ.
    """

    kind: str
    members: tuple[Member, ...]
    size: int
    across: bool
    torn: bool


class Clash(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An account of a case about which labels disagree; see `operations.teaching.Conflict`."""

    example: int
    account: int
    address: str
    illicit: tuple[str, ...]
    licit: tuple[str, ...]
    claims: bool
    verdict: bool | None


class Audit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was found: `suspects` ranks all labelled accounts, the least fitting label first.

    `balance` counts labels: by part and class, such as `{"train": {"illicit": 3, "licit": 9}}`. `warnings` are
    sentences. `clashes` come from the cases; graphs alone do not know of them.
    """

    suspects: tuple[Suspect, ...]
    twins: tuple[Twin, ...]
    balance: dict[str, dict[str, int]]
    warnings: tuple[str, ...]
    clashes: tuple[Clash, ...] = ()

    @property
    def likely(self) -> int:
        """How many labels are probably wrong."""
        return sum(one.likely for one in self.suspects)
