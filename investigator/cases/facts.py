"""What a case holds at this moment: the journal replayed."""

from __future__ import annotations

from dataclasses import dataclass, field

from investigator.records import Address, Label, Tier


@dataclass(frozen=True)
class Finding:
    """A sentence that the examiner stands for, its tier, and what it rests on.

    `transfers` are row ids of the case file; `accounts` are canonical addresses.
    """

    title: str
    text: str
    tier: Tier
    accounts: tuple[Address, ...] = ()
    transfers: tuple[int, ...] = ()


@dataclass
class Facts:
    """All that the analyst has said and laid out.

    `shown` are the accounts on the chart; `places` are positions given by hand, in hundredths of a
    world unit; `exhibits` are transfers in the order in which they were added; `apart` are pairs of accounts,
    each in order, that are not one entity whatever links them.
    """

    title: str = ""
    question: str = ""
    labels: dict[Address, tuple[Label, ...]] = field(default_factory=dict)
    notes: dict[Address, str] = field(default_factory=dict)
    seeds: tuple[Address, ...] = ()
    shown: frozenset[int] = frozenset()
    places: dict[int, tuple[int, int]] = field(default_factory=dict)
    exhibits: tuple[int, ...] = ()
    findings: dict[str, Finding] = field(default_factory=dict)
    apart: frozenset[tuple[Address, Address]] = frozenset()
