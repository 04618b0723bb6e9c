"""Paths between accounts: the earliest, the shortest, the best few, those of one token, and how much could pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from investigator.cases.case import Case
from investigator.data.queries import accounts, amounts, sources, transfers
from investigator.data.queries.hops import Stop, stops
from investigator.data.queries.swaps import swaps
from investigator.data.queries.transfers import TransferRow
from investigator.errors import Trouble
from investigator.graph.columns import Columns
from investigator.graph.expand import Filter
from investigator.graph.paths.best import best
from investigator.graph.paths.closed import closed
from investigator.graph.paths.corridor import Corridor, corridor
from investigator.graph.paths.route import Question, Route
from investigator.graph.paths.shortest import shortest
from investigator.graph.paths.timely import timely
from investigator.graph.paths.tokens import Exchange, Step, token_way
from investigator.graph.paths.value import largest_flow
from investigator.operations.lookup import resolve
from investigator.progress import Tick, silent
from investigator.records import Address


@dataclass(frozen=True)
class PathOptions:
    """Which paths: `count` at most of the best, with `via` on the way in this order, never over `avoid`.

    Addresses are as `resolve` takes them. With `in_time`, no transfer may come before the money it passes on.
    """

    where: Filter = field(default_factory=lambda: Filter(direction="out"))
    via: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    hops: int = 6
    count: int = 5
    in_time: bool = True


@dataclass(frozen=True)
class PathStep:
    """A transfer on a path, or (`kind` swap, wrap, unwrap) what was given for another asset on the way."""

    kind: str
    transfer: TransferRow
    got: TransferRow | None = None


@dataclass(frozen=True)
class FoundPath:
    """`kind` is earliest, shortest in time, shortest, best or token; `accounts` are those passed, in order.

    Unless `in_time`, some transfer on it comes before the money that it would pass on.
    """

    kind: str
    accounts: tuple[Address, ...]
    steps: tuple[PathStep, ...]
    in_time: bool = True


@dataclass(frozen=True)
class AssetFlow:
    """The most of one asset that can have come through, in base units, and the pairs that held it down.

    Times are not looked at: it is an upper bound.
    """

    asset: str
    symbol: str
    decimals: int | None
    value: int
    bottleneck: tuple[tuple[Address, Address, int], ...]


@dataclass(frozen=True)
class NoPath:
    """Why there is none: see `graph.paths.closed.Closed`. `stops` are places where a pull stopped on the way."""

    opens: tuple[tuple[str, int], ...]
    reached: int
    ends: tuple[Address, ...]
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class Paths:
    """What a search found. `left_out` accounts lay on longer ways and were not compared.

    `closed` says why there is no path, or none in the order of time where that was asked for.
    """

    paths: tuple[FoundPath, ...]
    flows: tuple[AssetFlow, ...]
    closed: NoPath | None
    left_out: int


def find_paths(
    case: Case,
    whole: Columns,
    sources_: Sequence[str],
    targets_: Sequence[str],
    options: PathOptions = PathOptions(),
    tick: Tick = silent,
) -> Paths:
    """All that is known of ways between two sets of accounts. Raises `Trouble` for addresses not in the case."""
    start, goal = _numbers(case, sources_), _numbers(case, targets_)
    if np.intersect1d(start, goal).size:
        raise Trouble(
            "An account stands at both ends; name different accounts to find a path between them."
        )
    legs = [start, *(_numbers(case, [one]) for one in options.via), goal]
    if not 1 <= options.hops <= 100:
        raise Trouble("A path has between 1 and 100 transfers; say --hops 6, for example.")
    avoid = frozenset(_numbers(case, options.avoid).tolist())
    question = Question(options.where, avoid, options.hops)
    in_time = options.in_time and options.where.direction != "both"
    routes = _routes(whole, legs, question, in_time, tick)
    area = corridor(whole, start, goal, question, tick)
    tokens: list[FoundPath] = []
    flows: tuple[AssetFlow, ...] = ()
    if area is not None and not options.via:
        ends = set(start.tolist()), set(goal.tolist())
        for route in best(
            area.graph, area.rows, *ends, options.count, direction=options.where.direction, tick=tick
        ):
            routes.setdefault(timed(area, route, question.where.direction), "best")
        if options.where.direction == "out":
            tokens = _tokens(case, area, *ends, options.hops, tick)
            flows = _flows(case, area, *ends, tick)
    found = [_found(case, whole, kind, route, question.where.direction) for route, kind in routes.items()]
    good = any(one.in_time or not in_time for one in found)
    why = None if good else _why(case, whole, start, goal, question, in_time, tick)
    return Paths((*found, *tokens), flows, why, area.left_out if area is not None else 0)


def _numbers(case: Case, texts: Sequence[str]) -> NDArray[np.int32]:
    return np.array(sorted({number for _, number in resolve(case, texts)}), np.int32)


def _routes(
    whole: Columns, legs: list[NDArray[np.int32]], question: Question, in_time: bool, tick: Tick
) -> dict[Route, str]:
    """The earliest and the shortest way over all legs, if there are such."""
    found: dict[Route, str] = {}
    if in_time:
        for earliest in (True, False):
            route = _timely(whole, legs, question, earliest, tick)
            if route is not None:
                found.setdefault(route, "earliest" if earliest else "shortest in time")
    if not in_time or len(legs) == 2:
        parts = [shortest(whole, a, b, question, tick) for a, b in pairwise(legs)]
        if all(parts):
            found.setdefault(_joined([part for part in parts if part is not None]), "shortest")
    return found


def _timely(
    whole: Columns, legs: list[NDArray[np.int32]], question: Question, earliest: bool, tick: Tick
) -> Route | None:
    """Leg by leg, each from where and when the one before arrives: first where more legs follow."""
    order = legs if question.where.direction == "out" else legs[::-1]
    ahead = replace(question, where=replace(question.where, direction="out"))
    parts: list[Route] = []
    start, after = order[0], -1
    for number, goal in enumerate(order[1:], start=2):
        soon = earliest or number < len(order)
        part = timely(whole, start, goal, ahead, after, earliest=soon, tick=tick)
        if part is None:
            return None
        parts.append(part)
        start, after = np.array(part.accounts[-1:], np.int32), part.rows[-1] if part.rows else after
    route = _joined(parts)
    if question.where.direction == "out":
        return route
    return Route(route.accounts[::-1], route.rows[::-1])


def _joined(parts: list[Route]) -> Route:
    route = parts[0]
    for part in parts[1:]:
        route = route.then(part)
    return route


def _found(case: Case, whole: Columns, kind: str, route: Route, direction: str) -> FoundPath:
    names = accounts.addresses(case.store, route.accounts)
    rows = transfers.by_id(case.store, whole.transfer[list(route.rows)].tolist())
    in_time = direction != "both" and list(route.rows) == sorted(route.rows, reverse=direction == "in")
    return FoundPath(kind, tuple(names), tuple(PathStep("transfer", row) for row in rows), in_time)


def timed(area: Corridor, route: Route, direction: str) -> Route:
    """The same accounts by transfers that follow one another in time, where there are such."""
    if direction == "both":
        return route
    accounts = route.accounts if direction == "out" else route.accounts[::-1]
    graph, after, rows = area.graph, -1, list[int]()
    place = np.searchsorted(graph.accounts, accounts).tolist()
    for a, b in pairwise(place):
        later = area.rows[(graph.src == a) & (graph.dst == b) & (area.rows > after)]
        if not later.size:
            return route
        after = int(later[0])
        rows.append(after)
    return Route(route.accounts, tuple(rows if direction == "out" else rows[::-1]))


def _tokens(
    case: Case, area: Corridor, start: set[int], goal: set[int], hops: int, tick: Tick
) -> list[FoundPath]:
    """The way of one asset, or over swaps, where there is one."""
    around = area.graph
    exchanges = [
        Exchange(one.account, one.given, one.got, one.kind)
        for one in swaps(case.store, around.accounts.tolist())
    ]
    way = token_way(around, exchanges, start, goal, hops + 2, tick)
    if way is None:
        return []
    wanted = [int(around.transfer[step.row]) for step in way]
    rows = {row.id: row for row in transfers.by_id(case.store, [*wanted, *_got(way)])}
    steps = tuple(
        PathStep("transfer", rows[given])
        if step.exchange is None
        else PathStep(step.exchange.kind, rows[given], rows[step.exchange.got])
        for step, given in zip(way, wanted, strict=True)
    )
    moved = [step for step in steps if step.kind == "transfer"]
    names = (steps[0].transfer.sender, *(step.transfer.receiver for step in moved))
    return [FoundPath("token", names, steps)]


def _got(way: Sequence[Step]) -> list[int]:
    return [step.exchange.got for step in way if step.exchange is not None]


def _flows(
    case: Case, area: Corridor, start: set[int], goal: set[int], tick: Tick
) -> tuple[AssetFlow, ...]:
    known = {asset.id: asset for asset in sources.assets(case.store)}
    found: list[AssetFlow] = []
    by_asset = amounts.between_pairs(case.store, area.graph.transfer.tolist())
    for done, (asset, pairs) in enumerate(by_asset.items()):
        tick(done, len(by_asset), "Measuring what could pass")
        flow = largest_flow(pairs, start, goal)
        if flow.value:
            ends = sorted({account for pair in flow.bottleneck for account in pair})
            names = dict(zip(ends, accounts.addresses(case.store, ends), strict=True))
            narrow = tuple((names[a], names[b], pairs[a, b]) for a, b in flow.bottleneck)
            about = known[asset]
            found.append(AssetFlow(about.key, about.symbol, about.decimals, flow.value, narrow))
    return tuple(found)


def _why(
    case: Case,
    whole: Columns,
    start: NDArray[np.int32],
    goal: NDArray[np.int32],
    question: Question,
    in_time: bool,
    tick: Tick,
) -> NoPath:
    told = closed(whole, start, goal, question, in_time=in_time, tick=tick)
    ends = accounts.addresses(case.store, told.ends[:20].tolist())
    cut = {stop.address: stop for stop in stops(case.store)}
    return NoPath(
        told.opens,
        told.reached,
        tuple(ends),
        tuple(cut[one] for one in accounts.addresses(case.store, told.ends.tolist()) if one in cut),
    )
