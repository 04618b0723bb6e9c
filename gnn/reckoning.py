"""What a card tells besides the figures: what was learned from, how good it is over time, how far to trust it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gnn.card import FEW_GRAPHS, Bin, Interval, Lesson, Span, Step
from gnn.dataset import Measured
from gnn.example import Example, Part
from gnn.judging import Pool, Verdict
from gnn.metrics import bootstrap, f1, pr_auc
from gnn.splitting import last_seen
from investigator.graph.subgraph import Subgraph

Floats = NDArray[np.float64]
Truth = NDArray[np.int8]

STEPS = 8
"""Into how many steps of time a set is cut at most."""
BINS = 10


def lessons(examples: Sequence[Example], data: Sequence[Measured]) -> tuple[Lesson, ...]:
    """Each graph with its labels and features, by their hashes."""
    found = []
    for number, example in enumerate(examples):
        features = hashlib.sha256()
        for one in data:
            if one.example == number:
                features.update(np.ascontiguousarray(one.x).tobytes())
                features.update(np.ascontiguousarray(one.e).tobytes())
        found.append(
            Lesson(
                name=example.name,
                graph=example.graph.digest(),
                labels=labels_hash(example),
                features=features.hexdigest(),
                illicit=int((example.labels == 1).sum()),
                licit=int((example.labels == 0).sum()),
            )
        )
    return tuple(found)


def labels_hash(example: Example) -> str:
    """SHA-256 over the known labels, a line 'account number TAB 1 or 0' each, by number."""
    known = np.flatnonzero(example.labels >= 0)
    pairs = zip(example.graph.accounts[known].tolist(), example.labels[known].tolist(), strict=True)
    return hashlib.sha256("".join(f"{account}\t{label}\n" for account, label in pairs).encode()).hexdigest()


def over_time(examples: Sequence[Example]) -> tuple[Span, ...]:
    """Labels of each class by the time at which the account was last active."""
    many = len(examples) > FEW_GRAPHS
    when = np.concatenate([_last_active(one.graph, of_its_own=many) for one in examples])
    truth = np.concatenate([one.labels for one in examples])
    known = (truth >= 0) & (when > np.iinfo(np.int64).min)
    return tuple(
        Span(start, end, int((truth[rows] == 1).sum()), int((truth[rows] == 0).sum()))
        for start, end, rows in _cut(when, np.flatnonzero(known))
    )


def _last_active(graph: Subgraph, *, of_its_own: bool) -> NDArray[np.int64]:
    """(n,) the time of each account's last transfer: by the graph's clock, or in per cent `of_its_own` time, for
    graphs that have no clock in common. The smallest integer for one without any.
    """
    when = last_seen(graph)
    if not of_its_own or not graph.size:
        return when
    start = int(graph.time.min())
    span = max(1, int(graph.time.max()) - start)
    return np.where(when < start, when, (np.maximum(when, start) - start) * 100 // span)


def _cut(when: NDArray[np.int64], rows: NDArray[np.int64]) -> list[tuple[int, int, NDArray[np.int64]]]:
    """Rows in steps of time: each time by itself while there are few, else equally many rows a step."""
    if not rows.size:
        return []
    times = np.unique(when[rows])
    ends = times
    if times.size > STEPS:
        ends = np.unique(np.quantile(when[rows], np.linspace(0, 1, STEPS + 1)[1:], method="higher"))
    place = np.searchsorted(ends, when[rows])
    made = [(rows[place == number], int(end)) for number, end in enumerate(ends)]
    return [(int(when[some].min()), end, some) for some, end in made if some.size]


def steps(
    verdict: Verdict, data: Sequence[Measured], pools: Sequence[Pool], part: Part
) -> tuple[Step, ...]:
    """How what scores does on `part`, step by step of time; `pools` belong to `data`, one each."""
    told = [(one, pool) for one, pool in zip(data, pools, strict=True) if pool.truth.size]
    if not told:
        return ()
    many = len({one.example for one in data}) > FEW_GRAPHS
    when = np.concatenate([_last_active(one.graph, of_its_own=many)[one.rows(part)] for one, _ in told])
    truth = np.concatenate([pool.truth for _, pool in told])
    raw = np.concatenate([verdict.judge.raw(pool.net, pool.trees) for _, pool in told])
    found = []
    for start, end, rows in _cut(when, np.arange(truth.size)):
        some, score = truth[rows], raw[rows]
        found.append(
            Step(
                set=part,
                start=start,
                end=end,
                accounts=rows.size,
                illicit=int(some.sum()),
                pr_auc=bootstrap(some, score, pr_auc),
                f1=bootstrap(some, score, lambda t, s: f1(t, s >= verdict.threshold)),
            )
        )
    return tuple(found)


def reliability(truth: Truth, probability: Floats) -> tuple[Bin, ...]:
    """Bars of equal width in probability, those with any account in them."""
    place = np.minimum((probability * BINS).astype(np.int64), BINS - 1)
    return tuple(
        Bin(float(probability[rows].mean()), wilson(int(truth[rows].sum()), rows.size), rows.size)
        for number in range(BINS)
        if (rows := np.flatnonzero(place == number)).size
    )


def wilson(hits: int, of: int) -> Interval:
    """A share with its 95 % score interval (Wilson, JASA 1927). `of` is positive."""
    z, share = 1.959964, hits / of
    centre = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * float(np.sqrt(share * (1 - share) / of + z * z / (4 * of * of)))
    return Interval(share, max(0.0, min(centre - half, share)), min(1.0, max(centre + half, share)))


def peak_mb() -> float:
    """The most memory that this process has held, in MB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(one for one in status.read_text("ascii").splitlines() if one.startswith("VmHWM"))
        return round(int(line.split()[1]) / 1024, 1)
    try:
        import resource  # which Windows does not have
    except ImportError:
        return 0.0
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 1)
