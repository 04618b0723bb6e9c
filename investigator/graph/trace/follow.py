"""Follow money from its sources under every convention at once, each transfer in its turn.

The conventions, for a holding (what an account has of one asset) that has a tainted and a clean part:

- **poison**: whatever touches taint is taint. An account once reached is tainted as a whole, and so is all that
  it sends from then on (Möser, Böhme, Breuker, 'Towards risk scoring of Bitcoin transactions', 2014).
- **haircut**: each payment takes of both in proportion, rounded down to base units; the remainder stays with the
  sender, so that the shares always sum to what came in (ibid.; in equity *pari passu*, in proportion).
- **FIFO**: what came in first goes out first (Clayton's Case, Devaynes v Noble (1816) 1 Mer 572).
- **LIFO**: what came in last goes out first.
- **LIBR**: the lowest intermediate balance rule. What is clean is spent first, so the tainted part is what it was, or
  the lowest balance since, whichever is less; what comes in later does not replenish it (Roscoe v Winder
  [1915] 1 Ch 62; Re Hallett's Estate (1880) 13 Ch D 696). Several sources share a loss in proportion.

A sender who pays more than was seen to come in had it before: that is clean, and, as it is paid at once,
comes last. Going back, every transfer is undone in reverse order with the balances that were: by FIFO and
LIFO the same units are matched as going onwards; by haircut what a transfer brought is its share of what its
receiver then held; by LIBR no more came by it than the rest of that holding cannot account for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from investigator.graph.trace.arithmetic import Vector, exact, joined
from investigator.graph.trace.book import Book, Section
from investigator.graph.trace.excerpt import Excerpt, excerpt
from investigator.graph.trace.outcome import Amounts, Endpoint, Flows, Stop, Trace, holds
from investigator.graph.trace.question import MOST_SOURCES, Convention, Rules, Source
from investigator.graph.trace.run import Outcome, run
from investigator.progress import Tick, silent

_CALM = 10_000  # endpoints between ticks


def trace(
    book: Book,
    sources: Sequence[Source],
    rules: Rules = Rules(),  # noqa: B008 - frozen
    tick: Tick = silent,
) -> Trace:
    """Where money from the sources went or, going back, where the money of the sources came from.

    `rules.assets` are pots of the ledger. Raises `ValueError` for no source or more than 64 of them, and
    `Trouble` where they cannot be kept apart in memory.
    """
    if not 1 <= len(sources) <= MOST_SOURCES:
        raise ValueError(f"a trace has 1 to {MOST_SOURCES} sources")
    placed = [_placed(book, source) for source in sources]
    endpoints: list[Endpoint] = []
    frontier: list[Stop] = []
    flows: list[tuple[Section, Excerpt, Outcome]] = []
    for section in book.sections:
        part = excerpt(section, placed, rules, tick)
        if part is None:
            continue
        outcome = run(part, len(sources), rules.conventions, rules.backward, tick)
        found, stops = _ends(section, part, outcome, rules, len(sources), tick)
        endpoints += found
        frontier += stops
        flows.append((section, part, outcome))
    keys = []
    for at, end in enumerate(endpoints):
        _calm(at, len(endpoints), tick)
        keys.append(_rank(end))
    endpoints = [endpoints[at] for at in sorted(range(len(keys)), key=keys.__getitem__)]
    tick(0, None, "Summing up")
    frontier.sort(key=lambda stop: (stop.account, stop.pot))
    return Trace(
        tuple(endpoints),
        _flows(flows, rules),
        tuple(frontier),
        sum(int(part.holding.size) for _, part, _ in flows),
        _totals(endpoints, rules.conventions, tick),
        rules.backward,
    )


def _calm(done: int, total: int, tick: Tick) -> None:
    """A tick for every so many endpoints."""
    if done % _CALM == 0:
        tick(done, total, "Summing up")


def _placed(book: Book, source: Source) -> Source:
    """A source whose transfers are given by rows of the ledger."""
    if not source.transfers:
        return source
    rows = np.flatnonzero(np.isin(book.ledger.transfer, source.transfers))
    return replace(source, transfers=tuple(rows.tolist()))


def _rank(one: Endpoint) -> tuple[int, int, int, int]:
    """Where most conventions agree first, then as the books number them."""
    return ("all", "some", "one", "none").index(one.holds), one.pot, -max(one.amounts.values()), one.account


def _ends(
    section: Section, part: Excerpt, outcome: Outcome, rules: Rules, sources: int, tick: Tick
) -> tuple[list[Endpoint], list[Stop]]:
    h = int(part.holding.size)
    some = outcome.mask.reshape(3, h).any(axis=0)
    chosen = np.flatnonzero(some)
    ends = {}
    for name in rules.conventions:
        tick(0, int(chosen.size), "Summing up")
        ends[name] = _picked(outcome.ends[name], chosen, h)
    account, pot = section.account[part.holding[chosen]], section.pot[part.holding[chosen]]
    endpoints: list[Endpoint] = []
    stops: list[Stop] = []
    for i, number in enumerate(chosen.tolist()):
        _calm(i, int(chosen.size), tick)
        amounts: dict[Convention, int] = {
            name: held[i] + stopped[i] + outside[i] for name, (held, stopped, outside) in ends.items()
        }
        if not any(amounts.values()):
            continue
        who, what = int(account[i]), int(pot[i])
        halted: Amounts = {name: stopped[i] for name, (_, stopped, _) in ends.items()}
        reason = rules.stops.get(who, "depth") if any(halted.values()) else ""
        if reason:
            stops.append(Stop(who, what, halted, reason))
        reason = "source" if part.who[0][number] >= 0 else reason
        shares = _by_source(outcome, number, h, sources, amounts) if sources > 1 else ()
        hops = int(part.hops[number])
        endpoints.append(Endpoint(who, what, amounts, holds(amounts), reason, hops, shares))
    return endpoints, stops


def _picked(
    ends: Vector, chosen: np.ndarray[tuple[int], np.dtype[np.intp]], h: int
) -> tuple[list[int], ...]:
    return tuple(exact(ends[kind * h : (kind + 1) * h][chosen]) for kind in range(3))


def _by_source(outcome: Outcome, number: int, h: int, sources: int, whole: Amounts) -> tuple[Amounts, ...]:
    places = [kind * h + number for kind in range(3)]
    mask = int(np.bitwise_or.reduce(outcome.mask[places]))
    found: list[Amounts] = []
    for source in range(sources):
        some: dict[Convention, int] = {}
        for name in whole:
            if name == "poison":
                some[name] = whole[name] if mask >> source & 1 else 0
            else:
                at = [place * sources + source for place in places]
                some[name] = sum(exact(outcome.parts[name][at]))
        found.append(some)
    return tuple(found)


def _flows(parts: Iterable[tuple[Section, Excerpt, Outcome]], rules: Rules) -> Flows:
    rows: list[np.ndarray[tuple[int], np.dtype[np.int32]]] = [np.empty(0, np.int32)]
    amounts: dict[Convention, list[Vector]] = {name: [] for name in rules.conventions}
    for section, part, outcome in parts:
        poison = outcome.carried["poison"]
        carried = poison.any(axis=1) if poison.ndim == 2 else poison != 0
        at = np.flatnonzero(carried.astype(np.bool_))
        rows.append(section.row[part.row[at]])
        for name, vectors in amounts.items():
            vectors.append(outcome.carried[name][at])
    row = np.concatenate(rows)
    order = np.argsort(row, kind="stable") if len(rows) > 2 else np.arange(row.size)
    if rules.backward and len(rows) > 2:
        order = order[::-1]
    return Flows(row[order], {name: joined(vectors)[order] for name, vectors in amounts.items()})


def _totals(
    endpoints: Sequence[Endpoint], conventions: Iterable[Convention], tick: Tick
) -> dict[int, Amounts]:
    summed: dict[int, dict[Convention, int]] = {}
    for at, one in enumerate(endpoints):
        _calm(at, len(endpoints), tick)
        total = summed.setdefault(one.pot, dict.fromkeys(conventions, 0))
        for name, amount in one.amounts.items():
            total[name] += amount
    return {pot: summed[pot] for pot in sorted(summed)}
