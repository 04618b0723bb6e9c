"""Risk exposure of an account: from which labelled categories its money comes, and to which it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from investigator import taxonomy
from investigator.address import ZERO, short
from investigator.cases.case import Case
from investigator.data.queries import accounts, sources, transfers
from investigator.errors import Trouble
from investigator.graph.exposure import BURNT, Counterfactual, Exposure, counterfactual, exposure
from investigator.graph.trace.book import Book
from investigator.graph.trace.question import Convention, Rules
from investigator.operations.lookup import labels_of, resolve
from investigator.operations.tracing import Thing, things_of
from investigator.progress import Tick, silent
from investigator.records import Address, Tier

Side = Literal["in", "out"]

MIXED = "several categories"
"""Of an account that sources put into categories that do not agree, and the analyst into none."""


@dataclass(frozen=True)
class ExposureOptions:
    """By which convention, of which assets (numbers of the case; none: all), and at most how many transfers away.

    Without `tries`, no transfers are left out to see what would change.
    """

    convention: Convention = "haircut"
    assets: tuple[int, ...] = ()
    depth: int | None = None
    tries: bool = True


@dataclass(frozen=True)
class ExposedTerm:
    """`amount` base units of an asset, `share` of all of it, from or to accounts of a category, `hops` away."""

    thing: Thing
    category: str
    illicit: bool | None
    hops: int
    amount: int
    share: float
    accounts: tuple[Address, ...]


@dataclass(frozen=True)
class Exposed:
    """The exposure on one side of an account; amounts of one asset sum to its total."""

    address: Address
    side: Side
    convention: Convention
    terms: tuple[ExposedTerm, ...]
    totals: tuple[tuple[Thing, int], ...]
    most: Counterfactual | None
    tx_hash: str
    things: dict[int, Thing]


def exposures(
    case: Case,
    books: Book,
    address: str,
    sides: Sequence[Side] = ("in", "out"),
    options: ExposureOptions = ExposureOptions(),
    tick: Tick = silent,
) -> list[Exposed]:
    """The exposure of an account on each side. Raises `Trouble` for poison, or an account that is not in the case."""
    if options.convention == "poison":
        raise Trouble("Under poison the same money counts many times: choose haircut, fifo, lifo or libr.")
    if options.depth is not None and options.depth < 1:
        raise Trouble("Exposure looks over at least one transfer; say --depth 1 or more.")
    ((name, number),) = resolve(case, [address])
    categories = _categories(case)
    burnt: dict[int, str] = {
        one: BURNT for one, text in accounts.called(case.store, ZERO) if short(text) == ZERO
    }
    pots = tuple(pot for pot, (asset, _) in enumerate(books.ledger.pots) if asset in options.assets)
    things = things_of(case, books)
    found = []
    for side in sides:
        rules = Rules(backward=side == "in", assets=pots, depth=options.depth, stops=burnt)
        base = exposure(books, number, categories, options.convention, rules, tick)
        most = (
            counterfactual(books, number, categories, options.convention, rules, base, tick)
            if options.tries
            else None
        )
        found.append(_named(case, name, side, options.convention, base, most, things))
    return found


def _categories(case: Case) -> dict[int, str]:
    """What each labelled account is: the analyst's word first, then what sources agree on; leads count for nothing."""
    tags = sources.tags(case.store)
    told: dict[Address, str] = {}
    for address in {*tags, *case.facts.labels}:
        own = [
            label.category for label in case.facts.labels.get(address, ()) if label.tier is not Tier.LEAD
        ]
        every = [
            label.category for label in labels_of(case.facts, tags, address) if label.tier is not Tier.LEAD
        ]
        said = [category for category in (own or every) if category != "unknown"]
        if said:
            told[address] = said[0] if own or len(set(said)) == 1 else MIXED
    return {number: told[address] for address, number in accounts.find(case.store, told).items()}


def _named(
    case: Case, name: Address, side: Side, convention: Convention, base: Exposure,
    most: Counterfactual | None, things: dict[int, Thing],
) -> Exposed:  # fmt: skip
    ids = sorted({number for term in base.terms for number in term.accounts})
    called = dict(zip(ids, accounts.addresses(case.store, ids), strict=True))
    terms = tuple(
        ExposedTerm(
            things[term.pot], term.category, taxonomy.illicit(term.category), term.hops, term.amount,
            term.amount / base.totals[term.pot], tuple(called[number] for number in term.accounts),
        )
        for term in base.terms
    )  # fmt: skip
    totals = tuple((things[pot], total) for pot, total in sorted(base.totals.items()))
    row = next(iter(transfers.by_id(case.store, [most.transfer])), None) if most else None
    return Exposed(name, side, convention, terms, totals, most, row.tx_hash if row else "", things)


def as_json(found: Exposed) -> dict[str, Any]:
    """An exposure for machines: amounts are base units in text."""
    return {
        **{"address": short(found.address), "side": found.side, "convention": found.convention},
        "assets": [
            {
                **{"asset": thing.key, "symbol": thing.symbol, "total": str(total)},
                "terms": [_term(term) for term in found.terms if term.thing == thing],
            }
            for thing, total in found.totals
        ],
        "counterfactual": _most(found),
    }


def _term(term: ExposedTerm) -> dict[str, Any]:
    return {
        **{"category": term.category, "illicit": term.illicit, "hops": term.hops, "direct": term.hops == 1},
        **{"amount": str(term.amount), "share": round(term.share, 9)},
        "accounts": [short(address) for address in term.accounts],
    }


def _most(found: Exposed) -> dict[str, Any] | None:
    most = found.most
    if most is None:
        return None
    return {
        **{"transfer": most.transfer, "tx": found.tx_hash, "asset": found.things[most.pot].key},
        **{"change": round(most.change, 9), "category": most.category, "tried": most.tried},
        **{"before": round(most.before, 9), "after": round(most.after, 9)},
    }
