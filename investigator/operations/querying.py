"""What a query means in a case: a condition on its transfers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from investigator import taxonomy
from investigator.cases.case import Case
from investigator.data.queries import accounts, graph, select, sources
from investigator.data.queries.conditions import (
    Amounts,
    Assets,
    Blocks,
    Condition,
    Either,
    Ends,
    Every,
    Fact,
    Hash,
    Kinds,
    Not,
    Rows,
    Side,
    Times,
)
from investigator.errors import Trouble
from investigator.graph.columns import Columns
from investigator.graph.expand import reach
from investigator.operations.lookup import columns as columns_of
from investigator.operations.valuing import worth_between
from investigator.query.numbers import Range
from investigator.query.parse import Query, Term
from investigator.query.vocabulary import TRANSFER_KINDS
from investigator.records import Address, Clock, Label

MOST_HOPS = 100
_HEX = re.compile(r"(?:0x)?([0-9a-f]{4,64})")
_WHOLE = re.compile(r"0x[0-9a-f]{40}")


@dataclass(frozen=True)
class Given:
    """A case at rest, and what was read of it already; what is missing is read when a query needs it.

    `origins` are the accounts that hops count from; without any they count from the seeds.
    """

    case: Case
    held_columns: Columns | None = None
    held_claims: Mapping[Address, list[Label]] | None = None
    origins: tuple[int, ...] = field(default=())

    @cached_property
    def columns(self) -> Columns:
        """The case as columns."""
        return columns_of(self.case) if self.held_columns is None else self.held_columns

    @cached_property
    def labels(self) -> dict[Address, list[Label]]:
        """All claims about accounts, the analyst's own first."""
        claims = sources.tags(self.case.store) if self.held_claims is None else self.held_claims
        own = self.case.facts.labels
        return {one: [*own.get(one, ()), *claims.get(one, ())] for one in {*own, *claims}}

    @cached_property
    def clock(self) -> Clock | None:
        """What times mean."""
        return graph.clock(self.case.store)

    @cached_property
    def starts(self) -> NDArray[np.int32]:
        """Where hops count from. Raises `Trouble` where there is nothing."""
        found = set(self.origins) or set(accounts.find(self.case.store, self.case.facts.seeds).values())
        if not found:
            raise Trouble("hops count from selected accounts or from the seeds, and there are neither.")
        return np.array(sorted(found), np.int32)


def meant(given: Given, query: Query) -> Condition:
    """The transfers that a query lets through. Raises `Trouble` for what the case does not have."""
    if not query.alternatives:
        return Every()
    ways = [Every(tuple(_term(given, term) for term in terms)) for terms in query.alternatives]
    return ways[0] if len(ways) == 1 else Either(tuple(ways))


def _term(given: Given, term: Term) -> Condition:
    if term.bare:
        _checked(given, term.texts[0])
    found = _MEANINGS[term.key](given, term)
    return Not(found) if term.negated else found


def _checked(given: Given, word: str) -> None:
    """A word with a colon is an account's own name, or a key that does not exist."""
    name, colon, _ = word.partition(":")
    known = {"eip155", "bip122"}
    if colon and re.fullmatch(r"[a-z]+", name) and name not in known | select.namespaces(given.case.store):
        raise Trouble(f"{word[:40]} has no known key, and no account's name begins with {name[:20]}:.")


def _asset(given: Given, term: Term) -> Condition:
    found = list[int]()
    for text in term.texts:
        some = select.assets_called(given.case.store, text)
        if not some:
            known = ", ".join(asset.symbol for asset in sources.assets(given.case.store)[:6]) or "none yet"
            raise Trouble(f"There is no asset {text[:40].upper()} in this case; it has {known}.")
        found += some
    return Assets(tuple(found))


def _value(given: Given, term: Term) -> Condition:
    places = select.decimals(given.case.store)
    return Either(tuple(Amounts({d: _ends(one, 10**d) for d in places}) for one in term.ranges))


def _ends(one: Range, unit: int = 1) -> tuple[int, int | None]:
    """The whole numbers of a range, in units of 1/unit; where it has none, the first is above the last."""
    low = 0 if one.low is None else floor(one.low * unit) + 1 if one.low_open else ceil(one.low * unit)
    if one.high is None:
        return low, None
    high = ceil(one.high * unit) - 1 if one.high_open else floor(one.high * unit)
    return (low, high) if high >= low else (1, 0)


def _worth(given: Given, term: Term) -> Condition:
    return Rows(worth_between(given.case.store, given.columns, term.ranges))


def _time(given: Given, term: Term) -> Condition:
    blocks = given.clock is Clock.BLOCK
    return Either(tuple(Times(span.after, span.before, blocks) for span in term.spans))


def _block(_given: Given, term: Term) -> Condition:
    ends = (_ends(one) for one in term.ranges)
    return Either(tuple(Blocks(low, high) for low, high in ends))


def _kind(_given: Given, term: Term) -> Condition:
    return Kinds(tuple(int(TRANSFER_KINDS[text]) for text in term.texts))


def _hash(_given: Given, term: Term) -> Condition:
    return Either(tuple(Hash(text.removeprefix("0x")) for text in term.texts))


def _hops(given: Given, term: Term) -> Condition:
    ends = [_ends(one) for one in term.ranges]
    most = max(low if high is None else high for low, high in ends)
    if most > MOST_HOPS:
        raise Trouble(f"hops are counted up to {MOST_HOPS}.")
    found = reach(given.columns, given.starts, max(0, most))

    def within(hops: int) -> Condition:
        return Ends(np.sort(found.accounts[found.hop <= hops]).astype(np.int64), "both")

    def between(low: int, high: int | None) -> Condition:
        return Every(
            ((within(high),) if high is not None else ()) + ((Not(within(low - 1)),) if low else ())
        )

    return Either(tuple(between(*pair) for pair in ends))


def _risk(given: Given, term: Term) -> Condition:
    numbers, scores = select.scored(given.case.store)
    fits = np.array([any(one.has(score) for one in term.ranges) for score in scores.tolist()], np.bool_)
    return Ends(numbers[fits] if fits.size else numbers)


def _side(side: Side, *, named: bool) -> Callable[[Given, Term], Condition]:
    def meaning(given: Given, term: Term) -> Condition:
        called = _called(given, term.texts) if named else []
        return Ends(np.union1d(_addressed(given, term.texts), _numbers(given, called)), side)

    return meaning


def _addressed(given: Given, texts: Iterable[str]) -> NDArray[np.int64]:
    whole = [text for text in texts if _WHOLE.fullmatch(text)]
    found = [select.accounts_ending(given.case.store, whole)] if whole else []
    found += [select.accounts_with(given.case.store, text) for text in texts if not _WHOLE.fullmatch(text)]
    return np.unique(np.concatenate(found))


def _numbers(given: Given, addresses: Iterable[Address]) -> NDArray[np.int64]:
    return np.array(sorted(accounts.find(given.case.store, addresses).values()), np.int64)


def _called(given: Given, texts: Iterable[str]) -> list[Address]:
    """Accounts that have a label of these words."""
    return [
        one
        for one, labels in given.labels.items()
        if any(text in label.text.casefold() for label in labels for text in texts)
    ]


def _label(given: Given, term: Term) -> Condition:
    said = [
        one for one, labels in given.labels.items() if any(_says(label, term.texts) for label in labels)
    ]
    return Ends(_numbers(given, said))


def _says(label: Label, texts: Iterable[str]) -> bool:
    kind = taxonomy.kind(label.category)
    kinds = {kind.name.casefold()} if kind else set[str]()
    words = (label.text.casefold(), label.category, taxonomy.name(label.category))
    return any(text in kinds or any(text in word for word in words) for text in texts)


def _noted(given: Given, texts: Iterable[str]) -> list[Address]:
    notes = given.case.facts.notes.items()
    return [one for one, note in notes if any(text in note.casefold() for text in texts)]


def _note(given: Given, term: Term) -> Condition:
    return Ends(_numbers(given, _noted(given, term.texts)))


def _list(given: Given, term: Term) -> Condition:
    kept = {name.casefold(): some for name, some in given.case.facts.lists.items()}
    lost = next((text for text in term.texts if text not in kept), None)
    if lost is not None:
        known = ", ".join(given.case.facts.lists) or "none yet"
        raise Trouble(f"There is no list {lost[:40]} in this case; it has {known}.")
    return Ends(_numbers(given, [one for text in term.texts for one in kept[text]]))


def _text(given: Given, term: Term) -> Condition:
    """Anything that is text: of one word after another, one must be found."""
    named = [*_called(given, term.texts), *_noted(given, term.texts)]
    ends = Ends(np.union1d(_addressed(given, term.texts), _numbers(given, named)))
    assets = [one for text in term.texts for one in select.assets_called(given.case.store, text, part=True)]
    hashes = [Hash(match[1]) for text in term.texts if (match := _HEX.fullmatch(text))]
    return Either((ends, Assets(tuple(assets)), *hashes))


def _is(given: Given, term: Term) -> Condition:
    return Either(tuple(_state(given, text) for text in term.texts))


def _state(given: Given, text: str) -> Condition:
    facts, store = given.case.facts, given.case.store
    match text:
        case "failed" | "replaced" | "self":
            return Fact(text)
        case "suspect":
            return select.suspect_assets(store)
        case "exhibit":
            return Rows(np.array(facts.exhibits, np.int64))
        case "contract":
            return Ends(np.array(sorted(accounts.contracts(store)), np.int64))
        case _:
            some = {"seed": facts.seeds, "labelled": given.labels, "noted": facts.notes}[text]
            return Ends(_numbers(given, some))


_MEANINGS: dict[str, Callable[[Given, Term], Condition]] = {
    "asset": _asset,
    "value": _value,
    "worth": _worth,
    "time": _time,
    "from": _side("from", named=True),
    "to": _side("to", named=True),
    "address": _side("either", named=False),
    "label": _label,
    "note": _note,
    "list": _list,
    "hops": _hops,
    "risk": _risk,
    "tx": _hash,
    "block": _block,
    "kind": _kind,
    "is": _is,
    "text": _text,
}
