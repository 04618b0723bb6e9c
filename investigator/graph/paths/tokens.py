"""Ways on which the money keeps its asset, or changes it where it was swapped or wrapped."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

State = tuple[int, int]
"""An account (its place in the graph) and the asset that it holds."""


@dataclass(frozen=True)
class Exchange:
    """In one transaction `account` gave the transfer `given` and got the transfer `got` of another asset.

    All are case-wide: an account id and two transfer ids.
    """

    account: int
    given: int
    got: int
    kind: str = "swap"


@dataclass(frozen=True)
class Step:
    """A transfer (`exchange` is none), or a change of the asset at one account."""

    row: int
    exchange: Exchange | None = None


@dataclass(frozen=True)
class _Arrival:
    state: State
    row: int
    step: Step | None
    before: _Arrival | None


def token_way(
    graph: Subgraph,
    exchanges: Iterable[Exchange],
    sources: set[int],
    targets: set[int],
    hops: int = 8,
    tick: Tick = silent,
) -> tuple[Step, ...] | None:
    """A way of fewest steps from sources to targets that respects time and keeps to one asset between swaps.

    `graph` is small (a corridor) and its rows stand in the order of the chain; steps name its rows, and for an
    exchange the row of what was given. A swap counts as a step. `None` if there is none of at most `hops`.
    """
    place = {int(account): i for i, account in enumerate(graph.accounts)}
    out = _outgoing(graph)
    swapped = _swapped(graph, exchanges, place)
    goal = {place[one] for one in targets if one in place}
    seen: dict[State, int] = {}
    level = [
        _Arrival((place[one], asset), -1, None, None)
        for one in sorted(sources & place.keys())
        for asset in sorted({asset for account, asset in out if account == place[one]})
    ]
    for hop in range(hops):
        tick(hop, hops, "Following the token")
        later: dict[State, _Arrival] = {}
        for arrival in level:
            for found in _onwards(graph, arrival, out, swapped):
                held = min(
                    seen.get(found.state, found.row + 1), _row(later.get(found.state), found.row + 1)
                )
                if found.row < held:
                    later[found.state] = found
        done = [one for one in later.values() if one.state[0] in goal]
        if done:
            return _steps(min(done, key=lambda one: (one.row, one.state)))
        seen |= {state: one.row for state, one in later.items()}
        level = [later[state] for state in sorted(later)]
    return None


def _row(arrival: _Arrival | None, default: int) -> int:
    return default if arrival is None else arrival.row


def _outgoing(graph: Subgraph) -> dict[State, list[int]]:
    """Rows that leave each account, by asset, ascending."""
    out: dict[State, list[int]] = defaultdict(list)
    for row, (src, asset) in enumerate(zip(graph.src.tolist(), graph.asset.tolist(), strict=True)):
        out[src, asset].append(row)
    return out


def _swapped(
    graph: Subgraph, exchanges: Iterable[Exchange], place: dict[int, int]
) -> dict[State, list[tuple[int, int, int, Exchange]]]:
    """By account and asset given: the row given, the row got, the asset got; ascending."""
    rows = {int(transfer): row for row, transfer in enumerate(graph.transfer)}
    found: dict[State, list[tuple[int, int, int, Exchange]]] = defaultdict(list)
    for one in exchanges:
        if one.account in place and one.given in rows and one.got in rows:
            given, got = rows[one.given], rows[one.got]
            state = place[one.account], int(graph.asset[given])
            found[state].append((given, got, int(graph.asset[got]), one))
    for entries in found.values():
        entries.sort(key=lambda entry: entry[:3])
    return found


def _onwards(
    graph: Subgraph,
    arrival: _Arrival,
    out: dict[State, list[int]],
    swapped: dict[State, list[tuple[int, int, int, Exchange]]],
) -> Iterable[_Arrival]:
    account, asset = arrival.state
    rows = out.get(arrival.state, [])
    for row in rows[bisect_right(rows, arrival.row) :]:
        yield _Arrival((int(graph.dst[row]), asset), row, Step(row), arrival)
    for given, got, other, exchange in swapped.get(arrival.state, []):
        if given > arrival.row:
            yield _Arrival((account, other), max(given, got), Step(given, exchange), arrival)


def _steps(arrival: _Arrival | None) -> tuple[Step, ...]:
    steps: list[Step] = []
    while arrival is not None and arrival.step is not None:
        steps.insert(0, arrival.step)
        arrival = arrival.before
    return tuple(steps)
