"""Named numbers about every account and every transfer of a `Subgraph`, free of units, assets and names.

Amounts are told in the usual amount of their asset (its median in the graph) and times in the usual gap
between an account's transfers, so that a bank in dollars and a chain in wei look alike. Renaming the
accounts permutes the rows and changes nothing else. Transfers to oneself move no value and are left out.
A feature belongs to a time, the graph's last or one that is given, and knows nothing of what comes later.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gnn import feature_kernels as at_account
from gnn import motif_kernels as motifs
from gnn.adjacency import Side, sides
from gnn.feature_names import ACCOUNT_FEATURES, FEATURES_VERSION, TRANSFER_FEATURES, Feature
from gnn.transfer_kernels import ports, previous
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

__all__ = [
    "ACCOUNT_FEATURES",
    "FEATURES_VERSION",
    "TRANSFER_FEATURES",
    "Feature",
    "Scales",
    "account_features",
    "scales",
    "transfer_features",
]

Floats = NDArray[np.float64]

QUICK = 0.1
"""In usual gaps: what counts as at once."""
LARGEST = 1e100
MATCHED = motifs.Band(low=0.85, high=1.001, horizon=20.0, looks=24)
CLOSED = motifs.Band(low=0.7, high=1.001, horizon=60.0, looks=96)
ROUND_TRIP = motifs.Band(low=0.1, high=10.0, horizon=20.0, looks=48)
LONGEST_CYCLE = 8


@dataclass(frozen=True)
class Scales:
    """What the graph finds usual.

    `amount` (m,) is the median amount of each row's asset; `gap` is the median over accounts of the
    median positive gap between one account's transfers, in units of the clock.
    """

    amount: Floats
    gap: float


@dataclass(frozen=True)
class _Flows:
    """The transfers that count, in usual amounts and usual gaps, by account; `kept` are their rows."""

    n: int
    kept: NDArray[np.int64]
    columns: motifs.Columns
    roundness: Floats
    outward: Side
    inward: Side


def scales(graph: Subgraph) -> Scales:
    """The usual amount and the usual gap of `graph`; 1 where there is nothing to measure."""
    amount = _clean(graph.amount)
    codes, of_row = np.unique(graph.asset, return_inverse=True)
    usual = np.ones(codes.size)
    order = np.lexsort((amount, of_row))
    edges = np.searchsorted(of_row[order], np.arange(codes.size + 1))
    for code, (start, stop) in enumerate(pairwise(edges)):
        positive = amount[order[start:stop]]
        positive = positive[positive > 0]
        usual[code] = np.median(positive) if positive.size else 1.0
    return Scales(usual[of_row], _usual_gap(graph))


def _usual_gap(graph: Subgraph) -> float:
    touched = np.concatenate([graph.src, graph.dst])
    when = np.concatenate([graph.time, graph.time])
    order = np.lexsort((when, touched))
    gaps = np.diff(when[order])
    same = (np.diff(touched[order]) == 0) & (gaps > 0)
    if not same.any():
        return 1.0
    owner, gaps = touched[order][1:][same], gaps[same]
    order = np.lexsort((gaps, owner))
    owner, gaps = owner[order], gaps[order]
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    counts = np.diff(starts, append=owner.size)
    return float(np.median(gaps[starts + counts // 2]))


def _clean(amount: Floats) -> Floats:
    """Finite, not negative, and between limits that keep squares and quotients finite too."""
    finite = np.minimum(np.nan_to_num(np.abs(amount), nan=0.0, posinf=0.0), LARGEST)
    return np.where(finite < 1.0 / LARGEST, 0.0, finite)


def _round_amounts(amount: Floats) -> Floats:
    """(m,): 1 where at most two significant digits tell the amount."""
    scale = 10.0 ** np.floor(np.log10(np.where(amount > 0, amount, 1.0)))
    mantissa = amount / scale * 10.0
    return ((amount > 0) & (np.abs(mantissa - np.rint(mantissa)) < 1e-6)).astype(np.float64)


def _flows(graph: Subgraph, usual: Scales | None = None) -> _Flows:
    usual = usual or scales(graph)
    kept = np.flatnonzero(graph.src != graph.dst)
    src, dst, asset = graph.src[kept], graph.dst[kept], graph.asset[kept]
    amount = _clean(graph.amount)[kept]
    when = graph.time[kept].astype(np.float64)
    time = (when - (when[0] if when.size else 0.0)) / usual.gap
    outward, inward = sides(src, dst, graph.order)
    relative = np.minimum(amount / usual.amount[kept], LARGEST)
    table = motifs.columns(src, dst, relative, asset, time, inward)
    return _Flows(graph.order, kept, table, _round_amounts(amount), outward, inward)


def _amount(value: Floats) -> Floats:
    """Log scale that stays at 0 for nothing and still resolves a thousandth of the usual amount."""
    return np.log1p(1000.0 * value)


def _one_side(flows: _Flows, side: Side, degree: NDArray[np.int64]) -> list[Floats]:
    c = flows.columns
    sums = at_account.amounts(side.pointers, side.rows, c.amount, flows.roundness)
    beat = at_account.rhythm(side.pointers, side.rows, c.time, QUICK)
    who = at_account.partners(side.pointers, side.by_partner, side.partner, c.amount, c.time, QUICK)
    near = at_account.neighbourhood(side.pointers, side.by_partner, side.partner, degree)
    equal = at_account.equal_share(side.pointers, side.rows, c.amount)
    return [
        np.log1p(sums[:, 0]),
        np.log1p(who[:, 0]),
        *(_amount(sums[:, k]) for k in (1, 2, 3, 4)),
        np.log1p(sums[:, 5]),
        sums[:, 6],
        equal,
        np.log1p(beat[:, 0]),
        beat[:, 1],
        np.log1p(beat[:, 2]),
        who[:, 1],
        np.log1p(who[:, 2]),
        np.log1p(who[:, 3]),
        near[:, 0],
        near[:, 1],
        near[:, 2],
    ]


def _both_sides(flows: _Flows) -> list[Floats]:
    c, out, into = flows.columns, flows.outward, flows.inward
    mutual = at_account.reciprocity(
        out.pointers, out.by_partner, out.partner, into.pointers, into.by_partner, into.partner
    )
    tank = at_account.passage(out.pointers, out.rows, into.pointers, into.rows, c.amount, c.time)
    relay = at_account.relays(
        out.pointers, out.rows, into.pointers, into.rows, c.amount, MATCHED.low, MATCHED.high
    )
    paid = np.bincount(c.src, c.amount, flows.n)
    got = np.bincount(c.dst, c.amount, flows.n)
    kept = np.divide(got - paid, got + paid, out=np.zeros(flows.n), where=got + paid > 0)
    return [
        mutual,
        tank[:, 0],
        np.log1p(tank[:, 1]),
        np.log1p(tank[:, 2]),
        kept,
        np.log1p(relay[:, 0]),
        np.log1p(relay[:, 1]),
    ]


def _motifs(flows: _Flows, tick: Tick) -> list[Floats]:
    c, n = flows.columns, flows.n
    before, after, up, down = motifs.chains(c, MATCHED)
    tick(3, 6, "Looking for chains")
    out_share = _share(c.amount * (before >= 0), c.amount, c.src, n)
    in_share = _share(c.amount * (after >= 0), c.amount, c.dst, n)
    passed = np.flatnonzero(before >= 0)
    lag = _share(c.time[passed] - c.time[before[passed]], np.ones(passed.size), c.src[passed], n)
    times = np.bincount(c.src[passed], minlength=n)
    chain = np.zeros(n)
    np.maximum.at(chain, c.src, up + down + 1.0)
    np.maximum.at(chain, c.dst, up + down + 1.0)
    closed, shortest = motifs.cycles(c, CLOSED, LONGEST_CYCLE)
    tick(4, 6, "Looking for cycles")
    trips, _ = motifs.cycles(c, ROUND_TRIP, LONGEST_CYCLE - 3)
    tick(5, 6, "Looking for scatter-gather")
    fans = motifs.scatter_gather(c, flows.outward.pointers, flows.outward.rows, MATCHED)
    return [
        out_share,
        in_share,
        np.log1p(times),
        np.log1p(lag),
        np.log1p(chain),
        np.log1p(closed),
        shortest.astype(np.float64),
        np.log1p(trips),
        *(np.log1p(fans[:, k]) for k in range(3)),
    ]


def _share(part: Floats, whole: Floats, account: NDArray[np.int32], n: int) -> Floats:
    above, below = np.bincount(account, part, n), np.bincount(account, whole, n)
    return np.divide(above, below, out=np.zeros(n), where=below > 0)


def account_features(
    graph: Subgraph, tick: Tick = silent, as_of: int | None = None, usual: Scales | None = None
) -> NDArray[np.float32]:
    """(n, k): one row per account, one column per row of `ACCOUNT_FEATURES`; always finite.

    `as_of` a time, what comes after it is not looked at, neither for the counts nor for what is usual.
    `usual` stands in for what `graph` finds usual, where it is a part of another graph.
    """
    tick(0, 6, "Ordering transfers")
    flows = _flows(graph if as_of is None else graph.until(as_of), usual)
    degree = np.bincount(flows.columns.src, minlength=flows.n) + np.bincount(
        flows.columns.dst, minlength=flows.n
    )
    tick(1, 6, "Counting at each account")
    found = _one_side(flows, flows.outward, degree) + _one_side(flows, flows.inward, degree)
    tick(2, 6, "Following money through accounts")
    found += _both_sides(flows) + _motifs(flows, tick)
    tick(6, 6)
    return np.column_stack(found).astype(np.float32)


def transfer_features(
    graph: Subgraph, as_of: int | None = None, usual: Scales | None = None
) -> NDArray[np.float32]:
    """(m, q): one row per transfer, one column per row of `TRANSFER_FEATURES`; always finite.

    `as_of` a time, there are rows for the transfers up to it alone, and nothing later is looked at.
    `usual` is as for `account_features`.

    Ports number a counterparty in order of first contact (Egressy et al., AAAI 2024). A transfer to
    oneself has a row of zeros.
    """
    graph = graph if as_of is None else graph.until(as_of)
    flows = _flows(graph, usual)
    c = flows.columns
    receipt = previous(c.src, c.arrived, flows.inward.pointers, flows.inward.rows)
    _, after, up, down = motifs.chains(c, MATCHED)
    in_port, out_port, nth = ports(c.src, c.dst, flows.outward, flows.inward)
    had = receipt >= 0
    since = np.where(had, c.time - c.time[np.maximum(receipt, 0)], 0.0)
    ratio = np.where(had, c.amount / np.maximum(c.amount[np.maximum(receipt, 0)], 1e-9), 0.0)
    until = np.where(after >= 0, c.time[np.maximum(after, 0)] - c.time, 0.0)
    table = np.zeros((graph.size, len(TRANSFER_FEATURES)), np.float32)
    found = [
        _amount(c.amount),
        flows.roundness,
        had,
        np.log1p(since),
        np.log1p(np.minimum(ratio, 1e6)),
        after >= 0,
        np.log1p(until),
        np.log1p(up),
        np.log1p(down),
        np.log1p(out_port),
        np.log1p(in_port),
        np.log1p(nth),
    ]
    table[flows.kept] = np.column_stack(found)
    return table
