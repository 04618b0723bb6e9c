"""What cases teach together: their labels on their graphs, who serves for what, and who may judge. Free of torch."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gnn.card import Card
from gnn.example import PARTS, Example
from gnn.shelf import Shelf
from gnn.splitting import snapshots
from investigator import operations
from investigator.cases.case import Case
from investigator.data.queries import accounts, lessons
from investigator.data.queries.lessons import TaughtLabel
from investigator.errors import Trouble
from investigator.progress import Tick, silent
from investigator.records import AccountId, Address


@dataclass(frozen=True)
class Gathered:
    """What one case teaches: its graph with labels, and the label behind each verdict, by account number.

    `addresses` are those of the labelled accounts.
    """

    case: Case
    example: Example
    labels: dict[AccountId, TaughtLabel]
    addresses: dict[AccountId, Address]

    def count(self, value: int) -> int:
        """How many accounts are labelled 1 (illicit) or 0."""
        return int((self.example.labels == value).sum())


def gather(
    cases: Sequence[Case], *, claims: bool = False, without: Collection[str] = (), tick: Tick = silent
) -> list[Gathered]:
    """The labels of cases as examples; `claims` and `without` are as for `training_labels`.

    An account in `without` counts in every case that knows it. Raises `Trouble` for one that no case knows.
    """
    left_out = _left_out(cases, without)
    return [_gathered(case, claims, some, tick) for case, some in zip(cases, left_out, strict=True)]


def _gathered(case: Case, claims: bool, without: set[Address], tick: Tick) -> Gathered:
    graph = operations.columns(case, tick).whole()
    taught = operations.taught_labels(case, claims=claims, without=without)
    labels = np.full(graph.order, -1, np.int8)
    for account, one in taught.items():
        labels[account] = one.illicit
    names = dict(zip(taught, accounts.addresses(case.store, taught), strict=True))
    return Gathered(case, Example(graph, labels, name=title(case)), taught, names)


def title(case: Case) -> str:
    """What a case is called: by its title, its file, or nothing."""
    path = case.store.path
    return case.facts.title or (path.stem if path else "case")


def _left_out(cases: Sequence[Case], texts: Collection[str]) -> list[set[Address]]:
    found: list[set[Address]] = [set() for _ in cases]
    for text in texts:
        trouble: Trouble | None = None
        known = False
        for case, some in zip(cases, found, strict=True):
            try:
                some.add(operations.resolve(case, [text])[0][0])
                known = True
            except Trouble as unknown:
                trouble = unknown
        if trouble and not known:
            raise trouble
    return found


def served(lessons_of: Sequence[Gathered]) -> list[Gathered]:
    """The same with the part of each label filled in: by time, all cases together, as training does."""
    examples = [one.example for one in lessons_of]
    looks = snapshots(examples, [example.labels for example in examples])
    found = []
    for one, some in zip(lessons_of, looks, strict=True):
        part = np.max([look.part for look in some], axis=0)
        labels = {
            account: replace(label, part=PARTS[part[account]] if part[account] >= 0 else "")
            for account, label in one.labels.items()
        }
        found.append(replace(one, labels=labels))
    return found


def identities(lessons_of: Sequence[Gathered]) -> list[NDArray[np.int64]]:
    """For each example (n,): equal numbers for equal addresses among the labelled accounts, -1 elsewhere."""
    numbers: dict[Address, int] = {}
    found = []
    for one in lessons_of:
        who = np.full(one.example.graph.order, -1, np.int64)
        for account, address in one.addresses.items():
            who[account] = numbers.setdefault(address, len(numbers))
        found.append(who)
    return found


def judges(lessons_of: Sequence[Gathered], models: Sequence[Card], shelf: Shelf) -> list[NDArray[np.bool_]]:
    """For each example (n,): the accounts that the analyst labelled and that none of these models learned from.

    What one was fine-tuned from counts as learned by it, and an address that any of the cases learns from, or
    that taught one of the models, judges in none; one in several cases judges in the first. Where a model knew this very graph and nobody kept with
    which labels, nobody judges.
    """
    line = {card.model_sha256: card for model in models for card in _line(model, shelf)}
    known: set[Address] = set()
    blind = [False] * len(lessons_of)
    for place, one in enumerate(lessons_of):
        known |= {one.addresses[a] for a, label in one.labels.items() if label.part != "test"}
        for card in line.values():
            rows = lessons.lessons(one.case.store, card.model_sha256)
            kept = {(row.graph, row.labels) for row in rows}
            graph = one.example.graph.digest()
            blind[place] |= any(
                lesson.graph == graph and (lesson.graph, lesson.labels) not in kept
                for lesson in card.lessons
            )
            taught = [
                label.account
                for row in rows
                for label in lessons.labels_of(one.case.store, row.id)
                if label.part != "test"
            ]
            known |= set(accounts.addresses(one.case.store, taught))
    found = []
    for one, hidden in zip(lessons_of, blind, strict=True):
        mask = np.zeros(one.example.graph.order, np.bool_)
        if not hidden:
            own = {a: one.addresses[a] for a, label in one.labels.items() if label.own}
            fresh = {account: address for account, address in own.items() if address not in known}
            mask[list(fresh)] = True
            known |= set(fresh.values())
        found.append(mask)
    return found


def _line(model: Card, shelf: Shelf) -> list[Card]:
    """A model and those that it was fine-tuned from, as far as they are at hand."""
    line: list[Card] = []
    card: Card | None = model
    while card is not None and all(one.id != card.id for one in line):
        line.append(card)
        try:
            card = shelf.load(card.started_from).card if card.started_from else None
        except Trouble:
            card = None
    return line
