"""The labelled accounts that look most like one to the model: cases to compare a score with."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from gnn.explanation import Kin
from gnn.feature_names import ACCOUNT_FEATURES
from gnn.model import Model, Seen
from investigator.graph.subgraph import Subgraph

Floats = NDArray[np.float64]

NEAREST = 3
UNUSUAL = 1.0
"""In standard deviations of training: from here on a feature is worth comparing."""
ALIKE, UNLIKE = 0.5, 1.5
"""In the same: how far two accounts may be apart to be alike, and must be to be unlike."""
NAMED = 3
_SIDE = (
    (("transfers", "partners", "concentration", "repeats"), "how many it {verb}"),
    (("sum", "mean", "largest", "smallest", "spread"), "the amounts {noun}"),
    (("round", "equal"), "round or repeated amounts {noun}"),
    (("gap", "burstiness", "flurry", "repeats_at_once"), "the rhythm of what it {noun}"),
    (("partner_degree", "partner_degree_most", "partner_fresh"), "what its {other} are like"),
)
_PLAIN = (
    (("passed_on", "holding", "balance"), "how much it passed on and when"),
    (("matched_out", "matched_in", "matched_times", "matched_lag", "chain"), "chains of equal amounts"),
    (("cycles", "cycle_length", "round_trips"), "cycles"),
    (("scatters", "gathers", "relays", "gathered", "split"), "splitting and gathering"),
    (("reciprocity",), "dealings both ways"),
    (("lifetime",), "how long it was active"),
)


def nearest(
    graph: Subgraph, model: Model, look: Seen, row: int, labels: Mapping[int, bool], k: int = NEAREST
) -> tuple[Kin, ...]:
    """The k accounts nearest to the one at `row` among the labelled, by case-wide id; the nearest first.

    Near is what the net's embedding has near where the net scores, else what the features have, every
    direction by its spread over the graph. Of equally near ones the smaller id comes first.
    """
    ids = np.array(sorted(labels), np.int64)
    rows = np.searchsorted(graph.accounts, ids)
    here = (rows < graph.order) & (graph.accounts[np.minimum(rows, graph.order - 1)] == ids) & (rows != row)
    rows, ids = rows[here], ids[here]
    if not rows.size:
        return ()
    away = _distances(model, look, row)
    others = np.delete(away, row)
    chosen = np.lexsort((ids, away[rows]))[:k]
    return tuple(
        Kin(
            int(ids[i]),
            labels[int(ids[i])],
            float((others > away[rows[i]]).mean()),
            _words(look.scaled[row].numpy(), look.scaled[int(rows[i])].numpy()),
        )
        for i in chosen
    )


def _distances(model: Model, look: Seen, row: int) -> Floats:
    """(n,) from the account at `row`."""
    table = (look.embedding if model.judge.share > 0 else look.scaled).numpy().astype(np.float64)
    spread = table.std(axis=0)
    used = spread > 0
    return np.asarray(np.sqrt((((table - table[row])[:, used] / spread[used]) ** 2).sum(axis=1)))


def _words(one: NDArray[np.float32], other: NDArray[np.float32]) -> str:
    """What is unusual about both, and what about one of them alone."""
    apart = np.abs(one - other)
    both = np.minimum(np.abs(one), np.abs(other)) * (np.sign(one) == np.sign(other))
    alike = _topics_of(np.where(apart <= ALIKE, both, 0.0), UNUSUAL)
    unlike = [topic for topic in _topics_of(apart, UNLIKE) if topic not in alike]
    said = [f"alike in {', '.join(alike[:NAMED]) or 'nothing unusual'}"]
    return "; ".join([*said, f"unlike in {', '.join(unlike[:NAMED])}"] if unlike else said)


def _topics_of(strength: NDArray[np.floating], least: float) -> list[str]:
    order = np.argsort(-strength, kind="stable")
    return list(dict.fromkeys(TOPICS[ACCOUNT_FEATURES[i].name] for i in order if strength[i] >= least))


def _topics() -> Mapping[str, str]:
    """What each feature is about, in few words."""
    found = {name: text for names, text in _PLAIN for name in names}
    for verb, other, whom in (("sent", "receivers", "paid"), ("received", "senders", "was paid by")):
        for names, text in _SIDE:
            told = text.format(verb=whom, noun=verb, other=other)
            found |= {f"{verb}_{name}": told for name in names}
    return MappingProxyType(found)


TOPICS = _topics()
