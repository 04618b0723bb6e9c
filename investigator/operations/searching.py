"""Looking things up by part of an address, a name, a note or a transaction's hash."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from investigator.cases.case import Case
from investigator.data.queries import accounts, prices, select, sources
from investigator.operations.lookup import labels_of
from investigator.query.complete import Offers
from investigator.records import AccountId, Address, Clock, Label

_HASH = re.compile(r"(?:0x)?([0-9a-f]{4,64})")
_OFFERED = 200


@dataclass(frozen=True)
class Hit:
    """An account that was found: by its address, by its name, or by the words `said` in its note."""

    number: AccountId
    address: Address
    name: str = ""
    said: str = ""


@dataclass(frozen=True)
class Hits:
    """What was found: accounts, those on the chart first, and transactions with their transfers."""

    accounts: tuple[Hit, ...] = ()
    transactions: tuple[tuple[str, tuple[int, ...]], ...] = ()


def search(case: Case, claims: dict[Address, list[Label]], text: str, limit: int = 8) -> Hits:
    """Accounts by part of their address, of a label or of their note, and transactions by how their hash begins."""
    wanted, facts = text.casefold().strip('"'), case.facts
    begins = _HASH.fullmatch(wanted)
    moved = select.transactions_with(case.store, begins[1], 4) if begins and len(begins[1]) >= 6 else []
    names = {
        one: labels[0].text for one in {*facts.labels, *claims} if (labels := labels_of(facts, claims, one))
    }
    named = [
        one
        for one in names
        if any(wanted in label.text.casefold() for label in labels_of(facts, claims, one))
    ]
    noted = {one: note for one, note in facts.notes.items() if wanted in note.casefold()}
    numbers = accounts.find(case.store, dict.fromkeys((*named, *noted)))
    hits = {
        one: Hit(number, one, names.get(one, ""), _around(noted[one], wanted) if one in noted else "")
        for one, number in numbers.items()
    }
    for number, address in accounts.matching(case.store, wanted, limit):
        hits.setdefault(address, Hit(number, address, names.get(address, "")))
    ordered = sorted(
        hits.values(),
        key=lambda hit: (
            not hit.name and not hit.said, hit.number not in facts.shown, hit.address not in facts.labels
        ),
    )  # fmt: skip
    return Hits(tuple(ordered[:limit]), tuple(moved))


def _around(note: str, wanted: str, room: int = 24) -> str:
    """The words of a note around what was looked for."""
    at = note.casefold().find(wanted)
    start, end = max(0, at - room), at + len(wanted) + room
    return f"{'…' if start else ''}{note[start:end]}{'…' if end < len(note) else ''}"


def offers(case: Case, claims: Mapping[Address, list[Label]], clock: Clock | None) -> Offers:
    """What completion offers in this case."""
    said = Counter(label.text for labels in claims.values() for label in labels)
    said.update(label.text for labels in case.facts.labels.values() for label in labels)
    counts = sources.counts(case.store)
    years = list[str]()
    if clock is Clock.UTC and counts.first_time is not None and counts.last_time is not None:
        years = _months(counts.first_time, counts.last_time)
    return Offers(
        assets=tuple(dict.fromkeys(one.symbol for one in sources.assets(case.store)))[:_OFFERED],
        labels=tuple(text for text, _ in said.most_common(_OFFERED)),
        lists=tuple(case.facts.lists),
        years=tuple(years),
        fiats=tuple(prices.fiats(case.store)),
    )


def _months(first: int, last: int) -> list[str]:
    """The months of a span, the last first, or its years where those are too many."""
    if not 0 <= first <= last < 2**37:
        return []
    begin, end = (datetime.fromtimestamp(time, UTC) for time in (first, last))
    months = (end.year - begin.year) * 12 + end.month - begin.month
    if months > 24:
        return [str(year) for year in range(end.year, begin.year - 1, -1)][:24]
    places = [end.year * 12 + end.month - 1 - back for back in range(months + 1)]
    return [f"{place // 12}-{place % 12 + 1:02}" for place in places]
