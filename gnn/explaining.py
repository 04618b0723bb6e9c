"""Why one account scores as it does, and how far that can be relied on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from gnn.carriers import weights
from gnn.explain import contributions
from gnn.explanation import Carrier, Explanation, Fidelity, Surroundings
from gnn.features import account_features, scales, transfer_features
from gnn.fidelity import LogOdds, fidelity, on_features
from gnn.kin import nearest
from gnn.model import Model, Seen
from gnn.occlusion import Near, near, on_transfers
from gnn.reasons import Named, named_reasons
from investigator.errors import Trouble
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent
from investigator.records import Clock, Reason

MOST, ENOUGH = 12, 0.9
"""Transfers named at most, and the share of all weight at which no more are."""


def looked(graph: Subgraph, model: Model, tick: Tick = silent) -> Seen:
    """What the model makes of the whole graph: the slow part, the same for every account."""

    def measuring(done: int, total: int | None = None, note: str = "") -> None:
        tick(60 * done // total if total else 0, 100, note)

    x = account_features(graph, measuring)
    tick(60, 100, "Measuring transfers")
    e = transfer_features(graph)
    tick(75, 100, "Running the network")
    return model.see(graph, x, e)


def explain(
    graph: Subgraph,
    model: Model,
    account: int,
    labels: Mapping[int, bool],
    clock: Clock = Clock.UTC,
    tick: Tick = silent,
    look: Seen | None = None,
) -> Explanation:
    """Explain the score of an account, by its case-wide id, beside accounts with `labels` (illicit or not).

    `look` is what `looked` made of the same graph. The same question gets the same answer. Raises `Trouble`
    for an account that is not in the graph.
    """
    row = int(np.searchsorted(graph.accounts, account))
    if row >= graph.order or graph.accounts[row] != account:
        raise Trouble("The account is not among those that were scored; choose another.")
    look = look or looked(graph, model, tick)
    usual = scales(graph)
    carried = contributions(model, look, np.array([row]))[0]
    named = named_reasons(look.x[row], carried, graph, row, clock, usual)
    tick(80, 100, "Weighing features")
    of_features = _feature_fidelity(model, look, row, named)
    local = near(graph, row, usual)
    ask = on_transfers(model, local, lambda *_: tick(85, 100, "Weighing transfers"))
    carriers, of_transfers = _carriers(local, ask)
    tick(97, 100, "Looking for labelled accounts like it")
    raw = model.judge.raw(look.net[row : row + 1], look.trees[row : row + 1])
    declines = bool(model.judge.abstention(raw)[0]) or _alone(graph, row)
    reasons = tuple(one.reason for one in named)
    suspicious = bool(raw[0] >= model.card.threshold)
    both = model.judge.curve(np.array([raw[0], model.card.threshold]))
    return Explanation(
        account=int(account),
        model=model.card.id,
        model_hash=model.card.model_sha256,
        input_hash=graph.digest(),
        score=float(raw[0]),
        calibrated=float(both[0]),
        abstained=declines,
        summary=summary(suspicious, declines, float(both[0]), float(both[1]), reasons),
        reasons=reasons,
        feature_fidelity=of_features,
        carriers=carriers,
        transfer_fidelity=of_transfers,
        surroundings=_surroundings(local, of_transfers, float(raw[0])),
        kin=nearest(graph, model, look, row, labels),
    )


def _alone(graph: Subgraph, row: int) -> bool:
    ends = (graph.src == row) != (graph.dst == row)
    return not bool(ends.any())


def _feature_fidelity(model: Model, look: Seen, row: int, named: Sequence[Named]) -> Fidelity:
    mask = np.zeros(look.x.shape[1], np.bool_)
    mask[[place for one in named for place in one.features]] = True
    if not mask.any():
        mask[0] = True
    return fidelity("features", on_features(model, look, row), mask)


def _carriers(local: Near, ask: LogOdds) -> tuple[tuple[Carrier, ...], Fidelity | None]:
    """The strongest transfers, until they hold enough of all weight, and whether they carry the score."""
    weight = weights(local, ask)
    total = float(np.abs(weight).sum())
    if not total:
        return (), None
    order = np.argsort(-np.abs(weight), kind="stable")
    held = np.cumsum(np.abs(weight)[order]) / total
    order = order[: min(MOST, int(np.searchsorted(held, ENOUGH)) + 1)]
    named = np.zeros(weight.size, np.bool_)
    named[order] = True
    found = [Carrier(int(local.graph.transfer[i]), float(weight[i]), int(local.hop[i])) for i in order]
    return tuple(found), fidelity("transfers", ask, named)


def _surroundings(local: Near, measured: Fidelity | None, score: float) -> Surroundings:
    hops = int(local.hop.max(initial=-1)) + 1
    here = score if measured is None else measured.score
    return Surroundings(hops, local.graph.order, local.graph.size, here, local.complete)


def summary(
    suspicious: bool, abstained: bool, score: float, level: float, reasons: Sequence[Reason]
) -> str:
    """One sentence: what the model says, and the two strongest reasons for it.

    `score` and the `level` from which on the model calls an account suspicious are calibrated.
    """
    said = "Suspicious" if suspicious else "Not suspicious"
    if abstained:
        said = "The model declines to say"
    told = [(reason.weight > 0) == suspicious for reason in reasons]
    texts = [reason.text.removeprefix("ordinary: ") for reason in reasons]
    for_it = [text for text, speaks in zip(texts, told, strict=True) if speaks][:2]
    against = [text for text, speaks in zip(texts, told, strict=True) if not speaks][:1]
    line = f"suspicious from {level:.2f} on"
    if f"{score:.2f}" == f"{level:.2f}":  # calibration gives neighbours the same figure
        line = f"just {'over' if suspicious else 'under'} the line"
    text = f"{said} (score {score:.2f}, {line})" + (": " + "; ".join(for_it) if for_it else "")
    other = "; on the other side: " if for_it else ", although: "
    return text + "".join(other + one for one in against) + "."
