"""What a model may learn from a case: verdicts, the labels that they rest on, and where those disagree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from investigator.cases.authorship import Entry, authors
from investigator.cases.case import Case
from investigator.data import ledger
from investigator.data.queries import accounts, lessons, sources
from investigator.data.queries.lessons import TaughtLabel, label_hash
from investigator.records import AccountId, Address, Label

Said = Sequence[tuple[Label, bool]]
"""What is said about one account: labels, each with whether it is the analyst's own."""


@dataclass(frozen=True)
class Conflict:
    """An account about which labels disagree: what each side says, and what a model would learn.

    `claims` tells that the analyst stands against an imported source; `verdict` is `None` where neither side
    is surer, so that nothing is learned.
    """

    account: AccountId
    address: Address
    illicit: tuple[str, ...]
    licit: tuple[str, ...]
    claims: bool
    verdict: bool | None


def training_labels(
    case: Case, *, claims: bool = False, without: Collection[Address] = ()
) -> dict[AccountId, bool]:
    """What a model may learn from: the analyst's own labels that say illicit or ordinary.

    Where an account's labels disagree, the more confident one holds; a tie says nothing. With `claims`,
    imported sources speak for accounts that the analyst has not labelled. Accounts in `without` teach nothing.
    """
    chosen = {
        address: verdict
        for address, labels in _said(case, claims).items()
        if address not in without and (verdict := verdict_of(labels)) is not None
    }
    numbers = accounts.find(case.store, chosen)
    return {number: chosen[address] for address, number in numbers.items()}


def verdict_of(labels: Sequence[Label]) -> bool | None:
    """What the surest labels say; nothing if there are none, or they disagree."""
    illicit = max((label.confidence for label in labels if label.illicit is True), default=-1)
    ordinary = max((label.confidence for label in labels if label.illicit is False), default=-1)
    return None if illicit == ordinary else illicit > ordinary


def _said(case: Case, claims: bool) -> dict[Address, tuple[Label, ...]]:
    said = dict(case.facts.labels)
    if claims:
        said = {address: tuple(some) for address, some in sources.tags(case.store).items()} | said
    return said


def taught_labels(
    case: Case, *, claims: bool = False, without: Collection[Address] = ()
) -> dict[AccountId, TaughtLabel]:
    """`training_labels` with the label that each verdict rests on: who said so, when, how surely, and why.

    `part` is '' yet: who serves for what is decided by time, together with other cases.
    """
    with case.store.reading() as db:
        known = authors(ledger.lines(db))
    origins = _origins(case) if claims else {}
    verdicts = training_labels(case, claims=claims, without=without)
    numbers = list(verdicts)
    found: dict[AccountId, TaughtLabel] = {}
    said = _said(case, claims)
    for number, address in zip(numbers, accounts.addresses(case.store, numbers), strict=True):
        label = _decisive(said[address], verdicts[number])
        own = address in case.facts.labels
        entry = known.get((address, label)) if own else origins.get((address, label))
        found[number] = _taught(number, address, label, own, entry or Entry(0, "", 0))
    return found


def _decisive(labels: Sequence[Label], verdict: bool) -> Label:
    """The first of the surest labels that say so."""
    return max((one for one in labels if one.illicit is verdict), key=lambda one: one.confidence)


def _taught(number: int, address: Address, label: Label, own: bool, entry: Entry) -> TaughtLabel:
    return TaughtLabel(
        account=number,
        illicit=bool(label.illicit),
        part="",
        own=own,
        confidence=label.confidence,
        tier=str(label.tier),
        label=label.text,
        category=label.category,
        source=label.source,
        note=label.note,
        annotator=entry.who,
        entry=entry.seq,
        said_at=entry.at,
        label_hash=label_hash(address, label),
    )


def _origins(case: Case) -> dict[tuple[Address, Label], Entry]:
    """The journal line that brought each imported claim."""
    announced = lessons.claim_entries(case.store)
    brought = lessons.claim_origins(case.store)
    found: dict[tuple[Address, Label], Entry] = {}
    for address, labels in sources.tags(case.store).items():
        for label, acquisition in zip(labels, brought[address], strict=True):
            seq, who, at = announced.get(acquisition, (0, "", 0))
            found.setdefault((address, label), Entry(seq, who, at))
    return found


def conflicts(case: Case) -> list[Conflict]:
    """Accounts about which labels disagree: the analyst's among themselves, or with an imported source."""
    own = case.facts.labels
    tags = sources.tags(case.store)
    found = list(_disagreeing(own, tags))
    numbers = accounts.find(case.store, [one.address for one in found])
    return sorted(
        (replace(one, account=numbers[one.address]) for one in found if one.address in numbers),
        key=lambda one: one.account,
    )


def _disagreeing(
    own: Mapping[Address, Sequence[Label]], tags: Mapping[Address, Sequence[Label]]
) -> Iterator[Conflict]:
    for address in sorted({*own, *tags}):
        mine, theirs = own.get(address, ()), tags.get(address, ())
        sides = {
            side: tuple(
                [f"{one.text} (own, {one.confidence})" for one in mine if one.illicit is side]
                + [
                    f"{one.text} ({one.source or 'imported'}, {one.confidence})"
                    for one in theirs
                    if one.illicit is side
                ]
            )
            for side in (True, False)
        }
        if sides[True] and sides[False]:
            held = {one.illicit for one in mine} - {None}
            verdict = verdict_of(mine or theirs)
            yield Conflict(AccountId(-1), address, sides[True], sides[False], len(held) == 1, verdict)
