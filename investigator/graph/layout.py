"""A layout by forces: accounts push each other away, ties pull them together; parts lie side by side."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from investigator.graph import barnes_hut, starts
from investigator.graph.discs import part_discs
from investigator.graph.forces import Frame, masses, pulls, simulate
from investigator.graph.islands import Island, assembled, centred, islands
from investigator.graph.leiden import groups
from investigator.graph.pairs import Ties, ties
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

GAP, LINK = 48.0, 90.0
"""World units: the least distance between two accounts, and a usual one between two that are tied."""

Places = NDArray[np.float32]
Floats = NDArray[np.float64]
OnFrame = Callable[[Places], None]

_GROUPED = 150  # accounts from which a part is begun by its communities
_ACROSS = (
    0.01,
    0.05,
)  # how much a tie between many and between few communities pulls: they stand out as islands
_APART = 1.15  # how much wider than its accounts a community's disc is at first
_DENSE = 0.6  # of the gap, between nearest neighbours before those too near are parted
_ALIKE = 12  # accounts up to which parts of one form are drawn alike
_PARTING = 3_000_000  # accounts times rounds, at most, in which those too near are parted


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
    parts = islands(graph.order, links)
    drawn = [centred(starts.disc(part.members.size) * GAP) for part in parts]
    if on_frame is not None:
        on_frame(assembled(graph.order, parts, drawn, 1.5 * GAP))
    if graph.order >= _GROUPED:
        group = groups(links, graph.order, float(np.clip(graph.order / 2500, 2, 20)), seed, tick)
    runs = _runs(graph, parts)
    alike: dict[tuple[int, bytes, bytes], Floats] = {}
    done = 0
    for at, part in enumerate(parts):

        def frame(places: Floats, at: int = at, large: bool = part.members.size * 20 > graph.order) -> None:
            if on_frame is not None and large:
                drawn[at] = _finished(places, 0)
                on_frame(assembled(graph.order, parts, drawn, 1.5 * GAP))

        share = _share(tick, done, part.members.size, graph.order)
        form = part.members.size, part.links.low.tobytes(), part.links.high.tobytes()
        found = alike.get(form)
        drawn[at] = _drawn(part, group, seed, iterations, share, frame) if found is None else found.copy()
        if part.members.size <= _ALIKE:
            alike[form] = drawn[at].copy()
        _turn(drawn[at], *runs[at])
        done += part.members.size
    return assembled(graph.order, parts, drawn, 1.5 * GAP)


def _share(tick: Tick, before: int, size: int, everybody: int) -> Tick:
    """Progress of a part as progress of the whole."""

    def paced(done: int, total: int | None = None, note: str = "") -> None:
        tick(before + size * done // (total or 1), everybody, note)

    return paced


def _drawn(
    part: Island, group: NDArray[np.int32], seed: int, iterations: int | None, tick: Tick, frame: Frame
) -> Floats:
    """The places of one part by itself, around (0, 0)."""
    size = part.members.size
    if size < 3:
        return np.stack([np.arange(size) * LINK - (size - 1) * LINK / 2, np.zeros(size)], axis=1)
    own = _groups(part, group)
    across = float(np.clip(2 / (int(own.max()) + 1), *_ACROSS))
    looser = np.where(own[part.links.low] == own[part.links.high], 1.0, across)
    weight = pulls(part.links) * looser
    places = _begun(part, own, seed)
    places = simulate(part.links, places, iterations or _rounds(size), tick, frame, weight=weight)
    return _finished(places, max(20, min(200, _PARTING // size)))


def _rounds(size: int) -> int:
    """Enough iterations for a size, within seconds for a hundred thousand."""
    return int(np.clip(6_000 / np.sqrt(size), 60, 400))


def _groups(part: Island, group: NDArray[np.int32]) -> NDArray[np.int32]:
    """The community of each member, from 0; small parts are one."""
    if part.members.size < _GROUPED:
        return np.zeros(part.members.size, np.int32)
    _, own = np.unique(group[part.members], return_inverse=True)
    return own.ravel().astype(np.int32)


def _begun(part: Island, own: NDArray[np.int32], seed: int) -> Floats:
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
        middle = part_discs(middle * float(np.quantile(touching, 0.9)), radius * _APART)
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
    return centred(np.stack([x, y], axis=1))


def _runs(graph: Subgraph, parts: list[Island]) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """The senders and receivers of each part's transfers, as positions in the part."""
    which, place = np.empty(graph.order, np.int64), np.empty(graph.order, np.int64)
    for number, part in enumerate(parts):
        which[part.members], place[part.members] = number, np.arange(part.members.size)
    order = np.argsort(which[graph.src], kind="stable")
    cuts = np.searchsorted(which[graph.src][order], np.arange(1, len(parts)))
    rows = np.split(order, cuts)
    return [(place[graph.src[some]], place[graph.dst[some]]) for some in rows]


def _turn(places: Floats, src: NDArray[np.int64], dst: NDArray[np.int64]) -> None:
    """Turn a part so that it lies along x and money runs to the right on the whole."""
    if len(places) < 2:
        return
    if len(places) > 2:
        _, axes = np.linalg.eigh(places.T @ places)
        long = axes[:, 1]
        places[:] = places @ np.array([[long[0], -long[1]], [long[1], long[0]]])
    places[:] = centred(places)
    if (places[dst, 0] - places[src, 0]).sum() < 0:
        places *= -1.0


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
