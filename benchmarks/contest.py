"""Every model beside the baselines on the same accounts: one line each, nothing chosen on the test part."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.bound import bound
from benchmarks.memory import forget, peak
from gnn.ablation import shuffled
from gnn.baseline import KINDS, Trees, grow
from gnn.calibration import conformal, isotonic, platt, sigmoid
from gnn.card import Interval
from gnn.card import Measured as Figure
from gnn.dataset import Measured, fitted, measured
from gnn.example import PARTS, Example, Part
from gnn.fitting import fit_net
from gnn.judging import Pool, figures, judged, pool
from gnn.metrics import best_threshold, bootstrap, ece, f1, pr_auc, precision_at
from gnn.model import Model, seen
from gnn.recipe import Recipe
from gnn.training import rows_of, verdict_of

Floats = NDArray[np.float64]
Truth = NDArray[np.int8]

SHIPPED = "shipped, unseen"
SHUFFLED, CHOSEN, BOUND = (
    ", on shuffled edges",
    "chosen on validation",
    "bound: trees told all counterparties' labels",
)
NETS: Mapping[str, dict[str, object]] = {
    "PNA, directed": {},
    "PNA, directed, edge updates": {"edge_updates": True},
    "GIN, directed": {"backbone": "gin"},
    "GraphSAGE": {"backbone": "sage"},
    "GAT": {"backbone": "gat"},
    "SIGN": {"backbone": "sign"},
}


@dataclass(frozen=True)
class Line:
    """One model on one set. `right` is how often the conformal set held the truth, for (illicit, licit)
    accounts, and `promised` how often it was to. Times in seconds; memory is the most that was held while it was
    fitted and scored, the examples with their features included, in MB.
    """

    set: str
    model: str
    illicit: int
    accounts: int
    f1: Interval
    pr_auc: Interval
    at_100: float
    ece: float
    right: tuple[float, float] | None
    promised: tuple[float, float] | None
    epoch: float | None
    scoring: float
    peak_mb: float


def contest(
    name: str,
    examples: Sequence[Example],
    recipe: Recipe,
    nets: Sequence[str] = tuple(NETS),
    *,
    bounded: bool = False,
) -> Iterator[Line]:
    """Trees and forests, nets, the first net on shuffled edges, and the blend of what validation prefers.

    If `bounded`, also trees that are told what no model can know.
    """
    data = measured(examples)
    parts = {part: rows_of(data, part) for part in PARTS}
    normaliser = fitted(data)

    def told(logits: Sequence[Floats], part: Part) -> Floats:
        return np.concatenate([some[one.rows(part)] for some, one in zip(logits, data, strict=True)])

    grown: dict[str, tuple[Trees, list[Floats]]] = {}
    for kind in KINDS:
        forget()
        trees = grow(kind, parts["train"], parts["validation"], recipe)
        began = time.perf_counter()
        logits = [trees.logits(one.x) for one in data]
        took = time.perf_counter() - began
        grown[kind] = (trees, logits)
        yield _line(name, kind, parts, lambda part, some=logits: told(some, part), recipe, None, took)
    if bounded:
        known = bound(data)
        yield _line(name, BOUND, parts, lambda part: told(known, part), recipe, None, 0.0)
    found: dict[str, list[Floats]] = {}
    for title in nets:
        forget()
        asked = replace(recipe, **NETS[title])  # type: ignore[arg-type]
        learned = fit_net(data, normaliser, asked)
        began = time.perf_counter()
        found[title] = [seen(learned.net, None, normaliser, o.graph, o.x, o.e).net for o in data]
        took, epoch = time.perf_counter() - began, learned.seconds / max(1, learned.epochs)
        yield _line(name, title, parts, lambda part, t=title: told(found[t], part), recipe, epoch, took)
    if nets:
        forget()
        mixed = shuffled(data, recipe.seed)
        asked = replace(recipe, **NETS[nets[0]])  # type: ignore[arg-type]
        learned = fit_net(mixed, normaliser, asked)
        began = time.perf_counter()
        logits = [seen(learned.net, None, normaliser, o.graph, o.x, o.e).net for o in mixed]
        took = time.perf_counter() - began
        epoch = learned.seconds / max(1, learned.epochs)
        title = f"{nets[0]}{SHUFFLED}"
        yield _line(name, title, parts, lambda part, some=logits: told(some, part), recipe, epoch, took)
        yield _blend(name, data, parts, told, found, grown, recipe)


def _line(
    name: str,
    title: str,
    parts: Mapping[Part, object],
    of: Callable[[Part], Floats],
    recipe: Recipe,
    epoch: float | None,
    took: float,
) -> Line:
    truth = {part: rows.truth for part, rows in parts.items()}  # type: ignore[attr-defined]
    chooses, test = of("validation"), of("test")
    line = platt(truth["validation"], chooses)
    before, raw = sigmoid(line(chooses)), sigmoid(line(test))
    threshold = best_threshold(truth["validation"], before)
    curve = isotonic(truth["validation"], before)
    given = conformal(truth["validation"], before, recipe.risk)
    illicit, licit = given.sets(raw)
    judge = truth["test"]
    return Line(
        set=name,
        model=title,
        illicit=int(judge.sum()),
        accounts=judge.size,
        f1=bootstrap(judge, raw, lambda t, score: f1(t, score >= threshold)),
        pr_auc=bootstrap(judge, raw, pr_auc),
        at_100=precision_at(judge, raw, 100),
        ece=ece(judge, curve(raw)),
        right=(_mean(illicit[judge == 1]), _mean(licit[judge == 0])),
        promised=(1.0 - given.risk_illicit, 1.0 - given.risk_licit),
        epoch=epoch,
        scoring=took,
        peak_mb=peak(),
    )


def _blend(
    name: str,
    data: Sequence[Measured],
    parts: Mapping[Part, object],
    told: Callable[[Sequence[Floats], Part], Floats],
    nets: Mapping[str, list[Floats]],
    grown: Mapping[str, tuple[Trees, list[Floats]]],
    recipe: Recipe,
) -> Line:
    """What would be shipped: the best net and the best trees on validation, and the choice between them."""
    truth = {part: rows.truth for part, rows in parts.items()}  # type: ignore[attr-defined]
    net = max(nets, key=lambda one: pr_auc(truth["validation"], told(nets[one], "validation")))
    kind = max(grown, key=lambda one: pr_auc(truth["validation"], told(grown[one][1], "validation")))
    pools = {
        part: Pool(truth[part], told(nets[net], part), told(grown[kind][1], part)) for part in PARTS[1:]
    }
    verdict = judged(pools["validation"], recipe)
    (figure,) = [one for one in figures(verdict, pools["test"], name) if one.scores]
    given = verdict.judge.abstention
    share = f"{verdict.judge.share:.0%} {net}" if verdict.judge.share else "no net"
    title = f"{CHOSEN}: {verdict.choice} ({share}, {kind})"
    return of_figure(figure, title, (1.0 - given.risk_illicit, 1.0 - given.risk_licit), 0.0)


def of_figure(figure: Figure, title: str, promised: tuple[float, float], took: float) -> Line:
    """A card's figure as a line."""
    return Line(
        figure.set, title, figure.illicit, figure.accounts, figure.f1, figure.pr_auc,
        figure.precision_at_100, figure.ece, figure.right, promised, None, took, peak(),
    )  # fmt: skip


def at_first_sight(name: str, examples: Sequence[Example], model: Model) -> Iterator[Line]:
    """A model that has seen nothing of these examples, on their test parts."""
    data = measured(examples)
    forget()
    began = time.perf_counter()
    looks = [model.see(one.graph, one.x, one.e) for one in data]
    took = time.perf_counter() - began
    judges = pool(data, looks, "test")
    given = model.judge.abstention
    promised = (1.0 - given.risk_illicit, 1.0 - given.risk_licit)
    for figure in figures(verdict_of(model), judges, name):
        kept = " (what scores)" if figure.scores else ""
        yield of_figure(figure, f"{SHIPPED}: {figure.choice}{kept}", promised, took)


def _mean(some: NDArray[np.bool_]) -> float:
    return float(some.mean()) if some.size else 0.0
