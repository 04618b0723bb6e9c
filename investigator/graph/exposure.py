"""How much of what came to an account, or went from it, is of which kind, near and far; the terms sum to the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from investigator.data.queries.ledger import Ledger
from investigator.graph.trace.arithmetic import exact
from investigator.graph.trace.book import Book, book
from investigator.graph.trace.follow import trace
from investigator.graph.trace.outcome import Trace
from investigator.graph.trace.question import Convention, Rules, Source
from investigator.progress import Tick, silent

UNLABELLED, ITSELF, BEYOND, BURNT = (
    "unlabelled",
    "the account itself",
    "beyond the depth asked for",
    "burnt",
)
"""What is not of any labelled category: its end has no label, it stayed or came back, it goes on, it is gone."""

TRIED = 20
"""Transfers that are left out one by one, those first that carry most."""


@dataclass(frozen=True)
class Term:
    """`amount` base units of a pot that end (going back: begin) at accounts of a category, `hops` transfers away."""

    pot: int
    category: str
    hops: int
    amount: int
    accounts: tuple[int, ...]

    @property
    def direct(self) -> bool:
        """Whether the account dealt with them itself."""
        return self.hops == 1


@dataclass(frozen=True)
class Exposure:
    """All terms, pot by pot; `totals` is what they sum to. `carried` are the transfers behind them, by id."""

    terms: tuple[Term, ...]
    totals: Mapping[int, int]
    carried: Mapping[int, int]

    def shares(self, pot: int) -> dict[str, float]:
        """The share of each category in a pot, for statistics; they sum to 1."""
        found = defaultdict[str, float](float)
        whole = self.totals.get(pot, 0)
        for term in self.terms:
            if term.pot == pot and whole:
                found[term.category] += term.amount / whole
        return dict(found)


@dataclass(frozen=True)
class Counterfactual:
    """Leaving out `transfer` moves a share `change` (0 to 1) of a pot from some categories to others.

    `category` is the one that changes most: from the share `before` to `after`. `tried` transfers were left out.
    """

    transfer: int
    pot: int
    change: float
    category: str
    before: float
    after: float
    tried: int


def exposure(
    books: Book,
    account: int,
    categories: Mapping[int, str],
    convention: Convention,
    rules: Rules,
    tick: Tick = silent,
) -> Exposure:
    """Where the money of an account went, or by `rules.backward` came from, by category.

    Followed no further are accounts of `categories` (ids) and of `rules.stops`; of poison the terms do not sum, so it
    is no convention for this. Raises `ValueError` for poison.
    """
    if convention == "poison":
        raise ValueError("under poison the same money counts many times: shares do not sum to the whole")
    ends = {number: "labelled" for number in categories if number != account} | dict(rules.stops)
    found = trace(
        books, [Source(accounts=(account,))], replace(rules, stops=ends, conventions=(convention,)), tick
    )
    return _summed(books.ledger, found, account, categories, convention)


def _summed(
    ledger: Ledger, found: Trace, account: int, categories: Mapping[int, str], convention: Convention
) -> Exposure:
    sums = defaultdict[tuple[int, str, int], int](int)
    who = defaultdict[tuple[int, str, int], dict[int, None]](dict)
    for end in found.endpoints:
        amount = end.amounts[convention]
        if not amount:
            continue
        category = _category(end.account, end.reason, account, categories)
        hops = 0 if category == ITSELF else max(end.hops, 1)
        sums[end.pot, category, hops] += amount
        who[end.pot, category, hops][end.account] = None
    terms = [Term(*key, amount, tuple(who[key])) for key, amount in sums.items()]
    terms.sort(key=lambda one: (one.pot, -one.amount, one.category, one.hops))
    totals = defaultdict[int, int](int)
    for term in terms:
        totals[term.pot] += term.amount
    amounts = exact(found.flows.amounts[convention])
    carried = dict(zip(ledger.transfer[found.flows.row].tolist(), amounts, strict=True))
    return Exposure(tuple(terms), dict(totals), carried)


def _category(end: int, reason: str, account: int, categories: Mapping[int, str]) -> str:
    if end == account or reason == "source":
        return ITSELF
    if end in categories:
        return categories[end]
    return {"depth": BEYOND, "burnt": BURNT}.get(reason, UNLABELLED)


def counterfactual(
    books: Book,
    account: int,
    categories: Mapping[int, str],
    convention: Convention,
    rules: Rules,
    base: Exposure,
    tick: Tick = silent,
) -> Counterfactual | None:
    """The transfer whose absence changes the exposure most, of the `TRIED` that carry most; `None` if none does.

    What a sender then lacks, it is taken to have had from elsewhere. Accounts that no carried money touched do not
    matter, and are left out of the books.
    """
    place = {
        int(number): row
        for row, number in enumerate(books.ledger.transfer.tolist())
        if number in base.carried
    }
    totals = {number: base.totals.get(int(books.ledger.pot[row]), 0) for number, row in place.items()}
    heavy = sorted(place, key=lambda one: (-base.carried[one] / max(totals[one], 1), one))[:TRIED]
    near = _near(books.ledger, sorted(place.values()))
    best: Counterfactual | None = None
    for done, number in enumerate(heavy):
        tick(done, len(heavy), "Leaving transfers out, one by one")
        pot = int(books.ledger.pot[place[number]])
        without = book(_without(near, number), tick)
        other = exposure(without, account, categories, convention, rules, tick)
        was, now = base.shares(pot), other.shares(pot)
        moved = {name: now.get(name, 0.0) - was.get(name, 0.0) for name in sorted({*was, *now})}
        gone = -sum(one for one in moved.values() if one < 0)
        change = max(gone, sum(one for one in moved.values() if one > 0))
        if moved and (best is None or change > best.change):
            most = max(moved, key=lambda name: (abs(moved[name]), name))
            best = Counterfactual(
                number, pot, change, most, was.get(most, 0.0), now.get(most, 0.0), len(heavy)
            )
    return best if best is not None and best.change > 0 else None


def _near(ledger: Ledger, rows: Sequence[int]) -> Ledger:
    """The transfers of all accounts that these rows touch."""
    touched = np.zeros(ledger.accounts, np.bool_)
    touched[ledger.src[rows]] = touched[ledger.dst[rows]] = True
    return _kept(ledger, touched[ledger.src] | touched[ledger.dst])


def _without(ledger: Ledger, transfer: int) -> Ledger:
    return _kept(ledger, ledger.transfer != transfer)


def _kept(ledger: Ledger, chosen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Ledger:
    names = ("src", "dst", "pot", "time", "transfer", "tied")
    some = {name: getattr(ledger, name)[chosen] for name in names}
    return replace(ledger, **some, limbs=tuple(limb[chosen] for limb in ledger.limbs))
