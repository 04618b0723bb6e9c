"""Which accounts to label next: those whose label would tell most. Free of torch.

What an account is worth is uncertainty times exposure times diversity, each in [0, 1]. One is picked at a
time, and the next must differ from it: farthest-point selection (Gonzalez, 1985; Sener and Savarese, ICLR
2018) weighed by the first two. Equal scores and labels make an equal list.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent
from investigator.records import Scores

Floats = NDArray[np.float64]

CONSIDERED = 2000
"""Accounts of the highest uncertainty times exposure that are looked at for diversity."""
SUSPICIOUS = 0.5
"""Calibrated score from which on a counterparty counts as suspicious."""
CHUNK = 4096
"""Labelled accounts that are compared at a time."""
TWIN = 1e-9
"""Squared distance below which two accounts are the same to a model."""
ABSTAINING = 0.5
"""How far towards full uncertainty an account is moved on which the model abstains."""


@dataclass(frozen=True)
class Ground:
    """What a worklist is made from, computed once for each run of scores: all (n,), by row of `graph.accounts`.

    `flow` is the share of accounts with less money through them; `near` the share of counterparties that are
    suspicious, `partners` how many there are; `place` (n, d) is where each account lies among the others.
    """

    scores: Scores
    uncertainty: Floats
    flow: Floats
    near: Floats
    suspicious: NDArray[np.int64]
    partners: NDArray[np.int64]
    place: Floats


@dataclass(frozen=True)
class Pick:
    """An account to label: its case-wide number, row in the scores, and what it would be worth and why.

    The factors lie in [0, 1] and `worth` is their product at the time it was picked; `why` is one sentence.
    """

    account: int
    row: int
    score: float
    uncertainty: float
    exposure: float
    diversity: float
    worth: float
    why: str


def ground(graph: Subgraph, scores: Scores, tick: Tick = silent) -> Ground:
    """Prepare worklists of a scored graph; `scores` are of all its accounts. Takes about as long as features do.

    Raises `ValueError` for scores of another graph's accounts.
    """
    if not np.array_equal(graph.accounts, scores.accounts):
        raise ValueError("The scores are not those of this graph's accounts.")
    # numba's kernels take a second to load, which the command line need not wait for
    from gnn.features import account_features

    x = account_features(graph, tick).astype(np.float64)
    suspicious, partners = _partners(graph, scores)
    return Ground(
        scores,
        _uncertainty(scores),
        _flow(graph),
        np.divide(suspicious, partners, out=np.zeros(graph.order), where=partners > 0),
        suspicious,
        partners,
        _placed(x),
    )


def worklist(
    made: Ground,
    labelled: Mapping[int, bool | None] | Collection[int],
    limit: int = 20,
    skipped: Collection[int] = (),
) -> list[Pick]:
    """The accounts to label next, the most telling first: `limit` at most.

    `labelled` and `skipped` are case-wide account numbers that are not offered; the list keeps its distance
    from those that are labelled. Quick enough to be made anew with every label.
    """
    numbers = made.scores.accounts
    known = np.isin(numbers, np.fromiter(labelled, np.int64))
    offered = ~known & ~np.isin(numbers, np.fromiter(skipped, np.int64))
    exposure = 1.0 - (1.0 - made.flow) * (1.0 - made.near)
    base = np.where(offered & (made.partners > 0), made.uncertainty * exposure, 0.0)
    order = np.lexsort((numbers, -base))[:CONSIDERED]
    rows = order[base[order] > 0]
    distance = _nearest(made.place, rows, np.flatnonzero(known))
    picks: list[Pick] = []
    while rows.size and len(picks) < limit:
        far = _diversity(distance)
        worth = base[rows] * far
        best = int(np.argmax(worth))
        row = int(rows[best])
        picks.append(_pick(made, row, float(exposure[row]), float(far[best]), bool(picks or known.any())))
        distance = np.minimum(distance, np.linalg.norm(made.place[rows] - made.place[row], axis=1))
        rest = np.arange(rows.size) != best
        rows, distance = rows[rest], distance[rest]
    return picks


def _uncertainty(scores: Scores) -> Floats:
    """Entropy of the calibrated probability in bits; abstention counts towards it."""
    p = np.clip(scores.calibrated, 1e-12, 1.0 - 1e-12)
    entropy = -(p * np.log2(p) + (1.0 - p) * np.log2(1.0 - p))
    return np.where(scores.abstained, entropy + ABSTAINING * (1.0 - entropy), entropy)


def _flow(graph: Subgraph) -> Floats:
    """(n,) share of accounts through which less money passes, in medians of each asset; half of oneself
    counts, so that nobody has none.
    """
    through = np.zeros(graph.order)
    moved = graph.src != graph.dst
    amount = np.nan_to_num(np.abs(graph.amount), nan=0.0, posinf=0.0)
    for asset in np.unique(graph.asset[moved]):
        rows = moved & (graph.asset == asset)
        usual = float(np.median(amount[rows])) or 1.0
        for ends in (graph.src, graph.dst):
            through += np.bincount(ends[rows], amount[rows] / usual, graph.order)
    ranked = np.sort(through)
    below = np.searchsorted(ranked, through, side="left")
    return (below + 0.5) / max(1, graph.order)


def _partners(graph: Subgraph, scores: Scores) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(n,) suspicious counterparties, and all of them, each counted once."""
    moved = graph.src != graph.dst
    ends = np.concatenate(
        [np.stack([graph.src[moved], graph.dst[moved]]), np.stack([graph.dst[moved], graph.src[moved]])], 1
    ).astype(np.int64)
    pairs = np.unique(ends[0] * max(1, graph.order) + ends[1])
    mine, other = pairs // max(1, graph.order), pairs % max(1, graph.order)
    high = (scores.calibrated >= SUSPICIOUS)[other]
    return np.bincount(mine[high], minlength=graph.order), np.bincount(mine, minlength=graph.order)


def _placed(x: Floats) -> Floats:
    """(n, d) features in robust spreads, cut off so that no single one decides."""
    if not len(x):
        return x
    middle = np.median(x, axis=0)
    spread = np.std(x, axis=0) + 1e-3
    placed: Floats = np.clip((x - middle) / spread, -4.0, 4.0) / np.sqrt(x.shape[1])
    return placed


def _nearest(place: Floats, rows: NDArray[np.int64], others: NDArray[np.int64]) -> Floats:
    """(r,) distance from each row to the nearest of the others; infinite without any."""
    if not others.size or not rows.size:
        return np.full(rows.size, np.inf)
    mine, theirs = place[rows], place[others]
    nearest = np.full(rows.size, np.inf)
    for some in np.array_split(theirs, -(-len(theirs) // CHUNK)):
        square = (mine**2).sum(axis=1)[:, None] + (some**2).sum(axis=1) - 2.0 * (mine @ some.T)
        nearest = np.minimum(nearest, square.min(axis=1))
    return np.sqrt(np.where(nearest < TWIN, 0.0, nearest))


def _diversity(distance: Floats) -> Floats:
    """(r,) in [0, 1]: half at the median distance of what is on offer, 0 for a twin of something known."""
    if np.isinf(distance).all():
        return np.ones(distance.size)
    usual = float(np.median(distance)) or 1e-9
    return distance / (distance + usual)


def _pick(made: Ground, row: int, exposure: float, diversity: float, compared: bool) -> Pick:
    uncertainty, score = float(made.uncertainty[row]), float(made.scores.calibrated[row])
    said = ["the model abstains" if made.scores.abstained[row] else f"the model is unsure ({score:.2f})"]
    if made.suspicious[row]:
        many = int(made.partners[row])
        said.append(
            f"{int(made.suspicious[row])} of {many} counterpart{'ies' if many != 1 else 'y'} suspicious"
        )
    if made.flow[row] >= 0.5:
        said.append(f"more money through it than through {int(100 * made.flow[row])} % of accounts")
    if compared and diversity >= 0.5:
        said.append("unlike what is labelled or listed so far")
    return Pick(
        account=int(made.scores.accounts[row]),
        row=row,
        score=score,
        uncertainty=uncertainty,
        exposure=exposure,
        diversity=diversity,
        worth=uncertainty * exposure * diversity,
        why="; ".join(said),
    )
