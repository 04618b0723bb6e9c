"""Which way money goes: accounts in numbered columns from where it starts to where it ends."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from investigator.graph.pairs import pairs, strength
from investigator.graph.subgraph import Subgraph

Order = Literal["hop", "time"]
_Step = tuple[int, int, int]
"""An account, from which other one it was reached, and when."""


@dataclass(frozen=True)
class Layers:
    """For each of n accounts its column, whether it lies on the way, and its neighbour towards the seeds.

    `number` (n,): seeds 0, where money goes on 1, 2, …, where it comes from -1, -2, …; 0 off the way.
    `on_way` (n,). `parent` (n,): position of the account from which it was reached, -1 for seeds and off
    the way. `rank` (n,): the place in the order of reaching.
    """

    number: NDArray[np.int32]
    on_way: NDArray[np.bool_]
    parent: NDArray[np.int32]
    rank: NDArray[np.int32]


@dataclass(frozen=True)
class _Link:
    """All that passed from one account to another: how much, and when, ascending."""

    src: int
    dst: int
    worth: float
    times: NDArray[np.int64]


def layers(graph: Subgraph, seeds: NDArray[np.int32], by: Order = "hop", most: int = 12) -> Layers:
    """Put accounts into columns, following the most money first and never back in time.

    `seeds` are case-wide ids; without any that is in the graph, those who only pay are the seeds. `hop` counts
    transfers from the seeds; `time` fills columns in the order of arrival, `most` accounts in each, whoever
    pays always left of whom it reached.
    """
    links = _links(graph)
    start = _start(graph, seeds, links)
    onward = _follow(links, start, set(start), backward=False)
    origin = _follow(links, start, {*start, *(account for account, *_ in onward)}, backward=True)
    number, rank = np.zeros(graph.order, np.int32), np.zeros(graph.order, np.int32)
    parent = np.full(graph.order, -1, np.int32)
    on_way = np.zeros(graph.order, np.bool_)
    on_way[start] = True
    for sign, found in ((1, onward), (-1, origin)):
        column, held = 1, 0
        for at, (account, source, _) in enumerate(found if by == "hop" else _in_time(found, sign)):
            on_way[account], parent[account], rank[account] = True, source, at + 1
            if by == "hop":
                number[account] = number[source] + sign
                continue
            if held >= most or sign * number[source] >= column:
                column, held = column + 1, 0
            number[account] = sign * column
            held += 1
    return Layers(number, on_way, parent, rank)


def _in_time(steps: list[_Step], sign: int) -> list[_Step]:
    """In the order of time, or against it, but nobody before the account that they were reached from."""
    waiting: dict[int, list[_Step]] = {}
    placed = {source for _, source, _ in steps} - {account for account, *_ in steps}
    ordered: list[_Step] = []
    for step in sorted(steps, key=lambda step: (sign * step[2], step[0])):
        ready = [step]
        while ready:
            account, source, when = ready.pop(0)
            if source not in placed:
                waiting.setdefault(source, []).append((account, source, when))
                continue
            placed.add(account)
            ordered.append((account, source, when))
            ready = waiting.pop(account, []) + ready
    return ordered


def _links(graph: Subgraph) -> list[_Link]:
    if not graph.size:
        return []
    edges = pairs(graph)
    worth = strength(edges) * (edges.amount > 0)
    order = np.lexsort((graph.time, graph.dst, graph.src))
    key = graph.src[order].astype(np.int64) * graph.order + graph.dst[order]
    groups, first = np.unique(key, return_index=True)
    place = np.searchsorted(groups, edges.src.astype(np.int64) * graph.order + edges.dst)
    total = np.bincount(place, weights=worth, minlength=groups.size)
    times = np.split(graph.time[order], first[1:])
    return [
        _Link(int(group) // graph.order, int(group) % graph.order, float(value), when)
        for group, value, when in zip(groups, total, times, strict=True)
        if value > 0 and int(group) // graph.order != int(group) % graph.order
    ]


def _start(graph: Subgraph, seeds: NDArray[np.int32], links: list[_Link]) -> list[int]:
    inside = np.flatnonzero(np.isin(graph.accounts, seeds)).tolist()
    if inside:
        return [int(place) for place in inside]
    paid = {link.dst for link in links}
    return sorted({link.src for link in links} - paid) or ([links[0].src] if links else [])


def _follow(links: list[_Link], start: list[int], taken: set[int], backward: bool) -> list[_Step]:
    """Reach accounts over the strongest link first: (account, from where, when), in that order.

    Forward, an account passes on only from the time it was reached; backward, only until then.
    """
    around: dict[int, list[_Link]] = {}
    for link in links:
        around.setdefault(link.dst if backward else link.src, []).append(link)
    limits = np.iinfo(np.int64)
    since = dict.fromkeys(start, int(limits.max if backward else limits.min))
    heap: list[tuple[float, int, int, int]] = []
    taken = set(taken)
    found: list[_Step] = []

    def offer(account: int) -> None:
        for link in around.get(account, ()):
            other = link.src if backward else link.dst
            at = (
                int(np.searchsorted(link.times, since[account], "right" if backward else "left")) - backward
            )
            if other not in taken and 0 <= at < link.times.size:
                heapq.heappush(heap, (-link.worth, int(link.times[at]), other, account))

    for account in start:
        offer(account)
    while heap:
        _, when, account, source = heapq.heappop(heap)
        if account not in taken:
            taken.add(account)
            since[account] = when
            found.append((account, source, when))
            offer(account)
    return found
