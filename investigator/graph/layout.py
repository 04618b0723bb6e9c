"""A layout by forces: accounts push each other away, ties pull them together; parts lie side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from investigator.graph import barnes_hut, starts
from investigator.graph.cluster import communities
from investigator.graph.forces import Frame, masses, pulls, simulate
from investigator.graph.pack import pack
from investigator.graph.pairs import Ties, ties
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

GAP, LINK = 48.0, 90.0
"""World units: the least distance between two accounts, and a usual one between two that are tied."""

Places = NDArray[np.float32]
Floats = NDArray[np.float64]
OnFrame = Callable[[Places], None]

_GROUPED = 150  # accounts from which a part is begun by its communities
_ACROSS = 0.05  # how much a tie between communities pulls, so that they stand out as islands
_DENSE = 0.6  # of the gap, between nearest neighbours before those too near are parted


@dataclass(frozen=True)
class _Part:
    """A connected part: positions of its accounts in the graph, and the ties among them, renumbered."""

    members: NDArray[np.int64]
    links: Ties


def force(
    graph: Subgraph,
    seed: int = 0,
    start: Places | None = None,
    pinned: NDArray[np.bool_] | None = None,
    iterations: int | None = None,
    tick: Tick = silent,
    on_frame: OnFrame | None = None,
) -> Places:
    """World coordinates of each account, shape (n, 2), x to the right and y down.

    ForceAtlas2 (Jacomy et al., 2014) with Barnes-Hut, begun from communities and distances, turned so that
    money runs to the right on the whole. Same graph and seed, same places; no two accounts share one.

    With `start` (n, 2), NaN for newcomers, the drawing goes on from there: newcomers settle near those they
    deal with first, then all move that are not `pinned` (n,). `on_frame` gets the places now and then.
    Raises `ValueError` for shapes that do not fit, or pins without a start.
    """
    n = graph.order
    if start is None:
        if pinned is not None and pinned.any():
            raise ValueError("an account can be pinned only where it stands")
        return _fresh(graph, seed, iterations, tick, on_frame) if n else np.empty((0, 2), np.float32)
    held = np.zeros(n, np.bool_) if pinned is None else np.asarray(pinned, np.bool_)
    if start.shape != (n, 2) or held.shape != (n,):
        raise ValueError(f"places and pins of {n} accounts are wanted")
    if np.isnan(start[held]).any():
        raise ValueError("an account can be pinned only where it stands")
    return _onwards(graph, start, held, iterations, tick, on_frame)


def _fresh(
    graph: Subgraph, seed: int, iterations: int | None, tick: Tick, on_frame: OnFrame | None
) -> Places:
    links = ties(graph)
    group = np.zeros(graph.order, np.int32)
    if graph.order >= _GROUPED:
        group = communities(graph, seed, resolution=2.0)
    parts = _parts(graph.order, links)
    drawn = [_centred(starts.disc(part.members.size) * GAP) for part in parts]
    done = 0
    for at, part in enumerate(parts):

        def frame(places: Floats, at: int = at) -> None:
            if on_frame is not None:
                drawn[at] = _finished(places, 0)
                on_frame(_assembled(graph.order, parts, drawn))

        share = _share(tick, done, part.members.size, graph.order)
        drawn[at] = _drawn(part, group, seed, iterations, share, frame)
        _turn(graph, part, drawn[at])
        done += part.members.size
    return _assembled(graph.order, parts, drawn)


def _share(tick: Tick, before: int, size: int, everybody: int) -> Tick:
    """Progress of a part as progress of the whole."""

    def paced(done: int, total: int | None = None, note: str = "") -> None:
        tick(before + size * done // (total or 1), everybody, note)

    return paced


def _drawn(
    part: _Part, group: NDArray[np.int32], seed: int, iterations: int | None, tick: Tick, frame: Frame
) -> Floats:
    """The places of one part by itself, around (0, 0)."""
    size = part.members.size
    if size < 3:
        return np.stack([np.arange(size) * LINK - (size - 1) * LINK / 2, np.zeros(size)], axis=1)
    own = _groups(part, group)
    looser = np.where(own[part.links.low] == own[part.links.high], 1.0, _ACROSS)
    weight = pulls(part.links) * looser
    places = _begun(part, own, seed)
    places = simulate(part.links, places, iterations or _rounds(size), tick, frame, weight=weight)
    return _finished(places, 200)


def _parts(order: int, links: Ties) -> list[_Part]:
    """Connected parts, the largest first, then by their first account."""
    matrix = coo_array((np.ones(links.low.size), (links.low, links.high)), shape=(order, order))
    count, label = connected_components(matrix, directed=False)
    size = np.bincount(label, minlength=count)
    by_part = np.argsort(label, kind="stable")
    begin = np.concatenate([[0], np.cumsum(size)])
    place = np.empty(order, np.int32)
    place[by_part] = np.arange(order) - np.repeat(begin[:-1], size)
    tie_order = np.argsort(label[links.low], kind="stable")
    tie_begin = np.searchsorted(label[links.low][tie_order], np.arange(count + 1))
    found = []
    for part in np.lexsort((by_part[begin[:-1]], -size)):
        rows = tie_order[tie_begin[part] : tie_begin[part + 1]]
        own = Ties(place[links.low[rows]], place[links.high[rows]], links.weight[rows])
        found.append(_Part(by_part[begin[part] : begin[part + 1]], own))
    return found


def _rounds(size: int) -> int:
    """Enough iterations for a size, within seconds for a hundred thousand."""
    return int(np.clip(6_000 / np.sqrt(size), 60, 400))


def _groups(part: _Part, group: NDArray[np.int32]) -> NDArray[np.int32]:
    """The community of each member, from 0; small parts are one."""
    if part.members.size < _GROUPED:
        return np.zeros(part.members.size, np.int32)
    _, own = np.unique(group[part.members], return_inverse=True)
    return own.ravel().astype(np.int32)


def _begun(part: _Part, own: NDArray[np.int32], seed: int) -> Floats:
    """Several communities: as discs, placed by the ties between them. One: by distances."""
    if own.max() == 0:
        return starts.spread(part.links, own.size, seed) * 4
    size = np.bincount(own).astype(np.float64)
    between = starts.quotient(part.links, own)
    middle = starts.spread(between, size.size, seed) * 10
    middle = simulate(between, middle, 300, mass=size)
    radius = np.sqrt(size)
    if size.size > 1:
        a, b = middle[between.low], middle[between.high]
        touching = (radius[between.low] + radius[between.high]) / np.maximum(np.hypot(*(a - b).T), 1e-9)
        middle = middle * float(np.quantile(touching, 0.9))
    places = np.empty((own.size, 2))
    for number in range(size.size):
        inside = np.flatnonzero(own == number)
        places[inside] = middle[number] + starts.disc(inside.size)
    return places * 4


def _finished(places: Floats, rounds: int) -> Floats:
    """Scaled so that neighbours are a good gap apart, centred, and (given rounds) nowhere overlapping."""
    if len(places) > 1:
        near = np.asarray(cKDTree(places).query(places, k=2)[0])
        typical = float(np.median(near[:, 1]))
        places = places * (_DENSE * GAP / max(typical, 1e-6))
    x, y = places[:, 0].copy(), places[:, 1].copy()
    if rounds:
        barnes_hut.part(x, y, np.zeros(x.size, np.bool_), GAP, rounds)
    return _centred(np.stack([x, y], axis=1))


def _centred(places: Floats) -> Floats:
    middle: Floats = places - (places.min(axis=0) + places.max(axis=0)) / 2
    return middle


def _turn(graph: Subgraph, part: _Part, places: Floats) -> None:
    """Turn a part so that it lies along x and money runs to the right on the whole."""
    if part.members.size < 2:
        return
    if part.members.size > 2:
        _, axes = np.linalg.eigh(places.T @ places)
        long = axes[:, 1]
        places[:] = places @ np.array([[long[0], -long[1]], [long[1], long[0]]])
    places[:] = _centred(places)
    inside = np.full(graph.order, -1, np.int64)
    inside[part.members] = np.arange(part.members.size)
    rows = inside[graph.src] >= 0
    run = places[inside[graph.dst[rows]], 0] - places[inside[graph.src[rows]], 0]
    if run.sum() < 0:
        places *= -1.0


def _assembled(order: int, parts: list[_Part], drawn: list[Floats]) -> Places:
    sizes = np.array([np.ptp(places, axis=0) for places in drawn])
    centres = pack(sizes, 1.5 * GAP)
    together = np.empty((order, 2))
    for part, places, centre in zip(parts, drawn, centres, strict=True):
        together[part.members] = places + centre
    return _centred(together).astype(np.float32)


def _onwards(
    graph: Subgraph,
    start: Places,
    held: NDArray[np.bool_],
    iterations: int | None,
    tick: Tick,
    on_frame: OnFrame | None,
) -> Places:
    """Newcomers first, then everybody free, at the scale that the drawing already has."""
    links = ties(graph)
    places = starts.beside(start.astype(np.float64), links, LINK)
    rounds = iterations or 60
    mass, weight = masses(links, graph.order), pulls(links)
    known = ~np.isnan(start[:, 0])
    alone = np.bincount(np.concatenate([links.low, links.high]), minlength=graph.order) == 0

    def frame(now: Floats) -> None:
        if on_frame is not None:
            on_frame(now.astype(np.float32))

    strength = _balance(links, places, known, mass, weight)
    for fixed, turns in ((known | held | alone, rounds), (held | alone, rounds // 3)):
        if turns and not fixed.all():
            places = simulate(links, places, turns, tick, frame, mass, weight, fixed, strength, 0.0)
    x, y = places[:, 0].copy(), places[:, 1].copy()
    barnes_hut.part(x, y, held, GAP, 200)
    placed = np.stack([x, y], axis=1).astype(np.float32)
    placed[held] = start[held]
    return placed


def _balance(links: Ties, places: Floats, known: NDArray[np.bool_], mass: Floats, weight: Floats) -> float:
    """The repulsion under which the drawing so far would neither grow nor shrink.

    In balance, what ties pull (weight * distance^2) equals what all pairs push (repulsion * mass * mass).
    """
    old = known[links.low] & known[links.high]
    if not old.any():
        return LINK**2 * float(weight.sum()) / max(_product(mass), 1.0)
    far = np.sum((places[links.low] - places[links.high])[old] ** 2, axis=1)
    return float(np.sum(weight[old] * far)) / max(_product(mass[known]), 1.0)


def _product(mass: Floats) -> float:
    """The sum of mass * mass over all pairs."""
    return float(mass.sum() ** 2 - (mass**2).sum()) / 2
