"""Following money in a case: where it went, or where it came from, under every convention."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from investigator import taxonomy
from investigator.address import ZERO, short
from investigator.cases.case import Case
from investigator.data.queries import accounts, sources
from investigator.data.queries.ledger import among, ledger, of_transaction
from investigator.errors import Trouble
from investigator.graph.trace.book import Book, book
from investigator.graph.trace.course import Moment, course
from investigator.graph.trace.follow import trace
from investigator.graph.trace.outcome import Amounts, Endpoint, Flows, Stop
from investigator.graph.trace.question import CONVENTIONS, MOST_SOURCES, Convention, Rules, Source
from investigator.operations.lookup import labels_of, resolve
from investigator.progress import Tick, silent
from investigator.records import AccountKind, Address, Tier

_HASH = re.compile(r"0[xX][0-9a-fA-F]{64}")
_TRANSFER = re.compile(r"transfer:([0-9]{1,18})")
_ENDS = {AccountKind.SERVICE: "service", AccountKind.MIXER: "mixer", AccountKind.BRIDGE: "bridge"}
BURNT, RETURNED = "burnt", "returned"
_WORDS: Mapping[Convention, str] = {
    "poison": "Poison: once reached, all that an account holds and sends counts.",
    "haircut": "Haircut: each payment takes of tainted and clean in proportion, rounded down to base units.",
    "fifo": "FIFO: what came in first goes out first.",
    "lifo": "LIFO: what came in last goes out first.",
    "libr": "LIBR: what is clean is spent first; the tainted part is at most the lowest balance since.",
}


@dataclass(frozen=True)
class TraceOptions:
    """What to trace; `None` is no limit. Times are on the case's clock; `assets` are numbers of the case.

    Followed no further are accounts of `stop_at`, unless `pass_services` those that the case calls a service,
    mixer or bridge, and always the address to which tokens are burnt. What comes to an account of `returned_to`, or
    to one that the case calls a victim, has been returned (going onwards only).
    """

    backward: bool = False
    after: int | None = None
    before: int | None = None
    assets: tuple[int, ...] = ()
    conventions: tuple[Convention, ...] = CONVENTIONS
    depth: int | None = None
    stop_at: tuple[str, ...] = ()
    pass_services: bool = False
    returned_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Thing:
    """What was traced: an asset, or one collectible of it."""

    key: str
    symbol: str
    decimals: int | None
    token_id: str = ""


@dataclass(frozen=True)
class TracedEnd:
    """An endpoint as people read it; see `graph.trace.outcome.Endpoint`. `label` is what the case calls it."""

    address: Address
    thing: Thing
    label: str
    found: Endpoint


@dataclass(frozen=True)
class TracedStop:
    """Where it was followed no further."""

    address: Address
    thing: Thing
    label: str
    found: Stop


@dataclass(frozen=True)
class Traced:
    """The whole answer. `flows` are rows of `books.ledger`; `things` are its pots, by number.

    `sources` name what was traced, one by one as they were kept apart; `assumptions` state by which rules.
    """

    endpoints: tuple[TracedEnd, ...]
    frontier: tuple[TracedStop, ...]
    flows: Flows
    course: tuple[Moment, ...]
    totals: tuple[tuple[Thing, Amounts], ...]
    reached: int
    things: Mapping[int, Thing]
    sources: tuple[str, ...]
    assumptions: tuple[str, ...]
    conventions: tuple[Convention, ...]


def books(case: Case, tick: Tick = silent) -> Book:
    """The settled books of a case: read once, for any number of traces."""
    tick(0, None, "Reading transfers")
    return book(ledger(case.store), tick)


def trace_money(
    case: Case,
    books: Book,
    start: Sequence[str],
    options: TraceOptions = TraceOptions(),
    tick: Tick = silent,
) -> Traced:
    """Follow money from accounts, transactions (by hash) or transfers (`transfer:17`), or back to them.

    Raises `Trouble` for what the case does not have, and where too much would have to be kept apart.
    """
    if options.returned_to and options.backward:
        raise Trouble("Going back, nothing is returned: leave out --returned-to.")
    if options.depth is not None and options.depth < 1:
        raise Trouble("A trace follows money over at least one transfer; say --depth 1 or more.")
    names, places = _sources(case, start)
    labels, things = _labels(case), things_of(case, books)
    rules = _rules(case, books, options, labels)
    found = trace(books, places, rules, tick)
    tick(0, None, "Naming accounts")
    who = sorted({end.account for end in found.endpoints} | {stop.account for stop in found.frontier})
    called = dict(zip(who, accounts.addresses(case.store, who), strict=True))
    titles = {number: labels.get(address, ("",))[0] for number, address in called.items()}
    return Traced(
        tuple(TracedEnd(called[e.account], things[e.pot], titles[e.account], e) for e in found.endpoints),
        tuple(TracedStop(called[s.account], things[s.pot], titles[s.account], s) for s in found.frontier),
        found.flows,
        course(found, books.ledger, places),
        tuple((things[pot], amounts) for pot, amounts in found.totals.items()),
        found.reached,
        things,
        names,
        _assumptions(books, options, len(start), rules.stops),
        options.conventions,
    )


def _sources(case: Case, texts: Sequence[str]) -> tuple[tuple[str, ...], list[Source]]:
    """Each text a source of its own; all together one where there are more than can be kept apart."""
    wanted = list(dict.fromkeys(text.strip() for text in texts if text.strip()))
    if not wanted:
        raise Trouble("Say where the money was, by --from and an address, transaction or transfer.")
    found = [_source(case, text) for text in wanted]
    if len(found) <= MOST_SOURCES:
        return tuple(wanted), found
    whole = Source(
        tuple(account for one in found for account in one.accounts),
        tuple(number for one in found for number in one.transfers),
    )
    return (f"{len(found)} sources together",), [whole]


def _source(case: Case, text: str) -> Source:
    named = _TRANSFER.fullmatch(text)
    if _HASH.fullmatch(text):
        moved = of_transaction(case.store, bytes.fromhex(text[2:]))
        if not moved:
            raise Trouble(
                f"No transfer of transaction {text} is in this case, or it failed; pull it first."
            )
        return Source(transfers=tuple(moved))
    if named and among(case.store, [int(named[1])]):
        return Source(transfers=(int(named[1]),))
    return Source(accounts=tuple(number for _, number in resolve(case, [text])))


def _labels(case: Case) -> dict[Address, tuple[str, str]]:
    """What each labelled account is called, and the reason to follow money no further there, or ''."""
    tags = sources.tags(case.store)
    found: dict[Address, tuple[str, str]] = {}
    for address in {*tags, *case.facts.labels}:
        claims = labels_of(case.facts, tags, address)
        kinds = [taxonomy.kind(claim.category) for claim in claims if claim.tier is not Tier.LEAD]
        reasons = [_ENDS[kind] for kind in kinds if kind in _ENDS]
        reasons += [
            RETURNED for claim in claims if claim.category == "victim" and claim.tier is not Tier.LEAD
        ]
        if claims:
            found[address] = (claims[0].text, reasons[0] if reasons else "")
    return found


def _stops(
    case: Case, options: TraceOptions, labels: Mapping[Address, tuple[str, str]]
) -> dict[int, str]:  # fmt: skip
    stops: dict[int, str] = {}
    ends = {address: reason for address, (_, reason) in labels.items() if reason}
    for address, number in accounts.find(case.store, ends).items():
        if not (options.backward if ends[address] == RETURNED else options.pass_services):
            stops[number] = ends[address]
    stops |= {
        number: BURNT for number, address in accounts.called(case.store, ZERO) if short(address) == ZERO
    }
    stops |= {number: "asked" for _, number in resolve(case, options.stop_at)}
    stops |= {number: RETURNED for _, number in resolve(case, options.returned_to)}
    return stops


def _rules(
    case: Case, books: Book, options: TraceOptions, labels: Mapping[Address, tuple[str, str]]
) -> Rules:  # fmt: skip
    return Rules(
        options.backward,
        options.after,
        options.before,
        tuple(pot for pot, (asset, _) in enumerate(books.ledger.pots) if asset in options.assets),
        options.depth,
        _stops(case, options, labels),
        options.conventions,
    )


def things_of(case: Case, books: Book) -> dict[int, Thing]:
    """What each pot of the books is."""
    known = {asset.id: asset for asset in sources.assets(case.store)}
    return {
        pot: Thing(known[asset].key, known[asset].symbol, known[asset].decimals, token)
        for pot, (asset, token) in enumerate(books.ledger.pots)
        if asset in known
    }


def _assumptions(
    books: Book, options: TraceOptions, sources: int, stops: Mapping[int, str]
) -> tuple[str, ...]:  # fmt: skip
    told = [_WORDS[name] for name in options.conventions]
    told.append("What an account paid beyond what is seen to come in, it had before: clean, and paid last.")
    if options.backward:
        told.append("Going back, transfers are undone one by one, with the balances that were.")
    if books.reordered:
        told.append(
            f"{books.reordered:,} transfers of moments whose order is not recorded were put after those that pay "
            "for them."
        )
    services = sum(1 for reason in stops.values() if reason in _ENDS.values())
    if options.pass_services:
        told.append(
            "Services, mixers and bridges are passed as if each were one person's account: an assumption."
        )
    elif services:
        told.append(f"{services:,} accounts that the case calls a service, mixer or bridge end the trace.")
    returned = sum(1 for reason in stops.values() if reason == RETURNED)
    if returned:
        told.append(f"What came to {returned:,} accounts of the victims is taken to have been returned.")
    if sources > MOST_SOURCES:
        told.append(f"{sources:,} sources are traced together, as one.")
    return tuple(told)


def spread(texts: Iterable[str]) -> list[str]:
    """Words parted by commas, one by one."""
    return [word for text in texts for word in text.split(",") if word.strip()]
