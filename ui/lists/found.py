"""What an analysis found, as a list and as something to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from investigator import operations
from investigator.cases.facts import Facts
from investigator.data.queries.sources import AssetRow
from investigator.graph.expand import Filter
from investigator.progress import Tick
from investigator.records import Address, Clock, Label
from ui import words
from ui.panels.entries import Entry
from ui.panels.result_model import Cell, Results

LISTED = 40
"""Accounts or transfers that are listed beside one result; of more, the first ones and how many there are."""


@dataclass(frozen=True)
class Drawn:
    """What to put on the chart, by numbers of the case; the accounts at the ends of `transfers` come with them.

    `left_out` transfers belong to it as well, and were too many to be read.
    """

    accounts: tuple[int, ...] = ()
    transfers: tuple[int, ...] = ()
    left_out: int = 0


@dataclass(frozen=True)
class Found:
    """`draw` tells what to draw for some lines of `results`; `why` says in the journal what was drawn."""

    results: Results
    why: str
    draw: Callable[[Sequence[int], Tick], Drawn]


@dataclass(frozen=True)
class Names:
    """What accounts are called, by the labels of all sources."""

    facts: Facts = field(default_factory=Facts)
    claims: Mapping[Address, list[Label]] = field(default_factory=dict)

    def of(self, address: Address) -> str:
        """What an account is called; '' for nothing."""
        labels = operations.labels_of(self.facts, dict(self._tags(address)), address)
        return labels[0].text if labels else ""

    def short(self, address: Address) -> str:
        """Its name, or its address shortened."""
        return words.plain(self.of(address), 40) or words.shorten(address)

    def cell(self, address: Address, more: int = 0) -> Cell:
        """An account in a table, and how many more there are of the kind."""
        name = self.of(address)
        shown = words.plain(name, 40) or words.shorten(address)
        tip = f"{name}\n{words.whole(address)}".strip()
        return Cell(
            f"{shown} + {more:,}" if more else shown, tip, whole=words.whole(address), mono=not name
        )

    def entry(self, key: object, address: Address, detail: str = "") -> Entry:
        """An account in a list."""
        name, whole = self.of(address), words.whole(address)
        shown = words.plain(name, 40) or words.shorten(address)
        return Entry(
            key, shown, detail, mono=not name, tip=f"{name}\n{whole}\n{detail}".strip(), whole=whole
        )

    def _tags(self, address: Address) -> Iterable[tuple[Address, list[Label]]]:
        if address in self.claims:
            yield address, self.claims[address]


def limits(where: Filter, assets: Sequence[AssetRow], clock: Clock) -> str:
    """What a filter lets through, in a sentence; '' if everything. Its direction is not looked at."""
    symbols = [one.symbol for one in assets if one.id in where.assets]
    told = [f"of {', '.join(symbols)}"] if where.assets else []
    told += [f"from {words.when(where.after, clock)} on"] if where.after is not None else []
    told += [f"until {words.when(where.before, clock)}"] if where.before is not None else []
    told += [f"of at least {where.min_amount:,g}"] if where.min_amount is not None else []
    told += [f"of at most {where.max_amount:,g}"] if where.max_amount is not None else []
    return f"Only transfers {', '.join(told)} count, as the query says." if told else ""


def count(number: int) -> Cell:
    """A number of things."""
    return Cell(f"{number:,}", whole=str(number), order=number)


def moment(time: int, clock: Clock) -> Cell:
    """A time."""
    return Cell(words.when(time, clock), words.when_tip(time, clock), order=time)


TIMES = {Clock.UTC: ("Time (UTC)", "2026-03-02 04:00:00"), Clock.STEP: ("Step", "step 10,000"),
         Clock.BLOCK: ("Block", "block 19,426,587")}  # fmt: skip
"""The head of a column of times, and the widest that must fit into it."""
