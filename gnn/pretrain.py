"""Make the model that comes with the program: `python -m gnn.pretrain`.

It learns from synthetic worlds, is chosen on worlds of another make and measured on worlds of a third; with
`--amlsim FOLDER` also on AMLSim's two published worlds, of which it has seen nothing. Takes half an hour or so.
With `--again` the numbers stay as they are, and only what the card tells is measured and written anew.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray

from gnn import signing
from gnn.card import Measured as Figure
from gnn.dataset import Measured, measured
from gnn.example import PARTS, Example, Part
from gnn.grouping import cluster_scores, pooled
from gnn.judging import figures, pool
from gnn.metrics import best_threshold, bootstrap, ece, f1, pr_auc, precision_at
from gnn.model import Model, assembled
from gnn.recipe import Recipe
from gnn.reckoning import over_time, steps
from gnn.sets.amlsim import amlsim
from gnn.shelf import SHIPPED, Shelf
from gnn.training import train, verdict_of
from gnn.trust import PUBLISHERS
from gnn.worlds import WorldRecipe, make_world
from investigator.progress import Tick

WORLDS: Mapping[Part, int] = {"train": 128, "validation": 24, "test": 24}
SEEDS: Mapping[Part, int] = {"train": 11, "validation": 12, "test": 13}
RECIPE = Recipe(
    name="worlds", hidden=64, epochs=12, patience=6, trees=600, purpose="Scores a case at first sight."
)
MADE_OF = (
    "{train} synthetic worlds (public chains and banks) with planted fan-ins, fan-outs, scatter-gathers,"
    " gather-scatters, cycles, bipartite flows, stacks, peel chains and random walks; chosen on {validation}"
    " and measured on {test} worlds of other makes (other rates, time spans, speeds, degrees, amounts)"
)
LIMITS = (
    "It has seen synthetic money only, never a real case. Its probabilities belong to worlds in which 1 to 2 %"
    " of the accounts take part in laundering.",
    "It knows shapes of flows. It does not know names, sanctions, contracts' code or anything off the record.",
    "Cluster scores estimate the share of members that take part in such a shape.",
    "It has learned nothing of address poisoning or of wash trading; the pattern detectors look for those.",
    "Abstention promises 90 % where cases are like the worlds it was fitted on. On worlds of another make its sets"
    " held the truth for 88 % of illicit and 83 % of licit accounts, on AMLSim's for 63 to 67 % of illicit ones.",
    "On AMLSim's two worlds no network beats boosted trees on account features by ten points of F1 where both"
    " learn there (0.76 to 0.82 from one world to the other for all of them; 0.86 against 0.82 by time), and"
    " shuffled edges lose next to nothing. Tried: PNA, GIN, GAT, GraphSAGE and averaged neighbourhoods, edge"
    " updates, and blends with trees and forests. Even trees that are told the true label of every counterparty"
    " come to 0.82 from one world to the other: no message along transfers can bring more. The three tenths of"
    " the fraud accounts that are missed look like ordinary ones: trees that learn from them alone tell them from"
    " those with a PR-AUC of 0.03 to 0.05, where chance has 0.015.",
)


def worlds(counts: Mapping[Part, int] = WORLDS) -> list[Example]:
    """The worlds of all three splits, as examples."""
    made = []
    for part in PARTS:
        rng = np.random.default_rng(SEEDS[part])
        for number in range(counts[part]):
            world = make_world(WorldRecipe.draw(rng, part))
            groups = world.pattern.astype(np.int32)
            made.append(Example(world.graph, world.illicit, groups, part, f"{part} world {number}"))
    return made


def on_other_data(model: Model, example: Example) -> tuple[Figure, ...]:
    """How the model does on an example that it has seen nothing of."""
    data = measured([example])
    looks = [model.see(one.graph, one.x, one.e) for one in data]
    return figures(verdict_of(model), pool(data, looks, "test"), example.name)


def on_clusters(model: Model, data: Sequence[Measured]) -> tuple[Figure, ...]:
    """Sets of which at least half is illicit against sets with none: the cluster head, and the mean score."""
    looks = [model.see(one.graph, one.x, one.e) for one in data]
    found = {part: pooled(data, looks, model.judge, part, 7) for part in ("validation", "test")}
    made = []
    for choice in ("cluster head", "mean score"):
        scores = {
            part: cluster_scores(model.clusters, some.table) if choice == "cluster head" else some.mean
            for part, some in found.items()
        }
        kept = {part: (some.share >= 0.5) | (some.share == 0) for part, some in found.items()}
        truth = {part: (found[part].share[kept[part]] >= 0.5).astype(np.int8) for part in found}
        level = best_threshold(truth["validation"], scores["validation"][kept["validation"]])
        score, sets = scores["test"][kept["test"]], truth["test"]
        made.append(
            Figure(
                set="clusters of the test worlds: planted against background",
                choice=choice,
                scores=choice == "cluster head",
                accounts=sets.size,
                illicit=int(sets.sum()),
                pr_auc=bootstrap(sets, score, pr_auc),
                f1=bootstrap(sets, score - level, _f1_from_zero),
                precision_at_100=precision_at(sets, score, 100),
                ece=ece(sets, score),
                answered=None,
                right=None,
            )
        )
    return tuple(made)


def _f1_from_zero(truth: NDArray[np.int8], score: NDArray[np.float64]) -> float:
    return f1(truth, score >= 0.0)


def pretrain(
    amlsims: Sequence[Path], tick: Tick, recipe: Recipe = RECIPE, counts: Mapping[Part, int] = WORLDS
) -> Model:
    """Train, measure and write the card."""
    began = time.monotonic()
    examples = worlds(counts)
    model = described(train(examples, recipe, tick), examples, amlsims, counts)
    card = msgspec.structs.replace(model.card, seconds=round(time.monotonic() - began, 1))
    return replace(model, card=card)


def described(
    model: Model, examples: Sequence[Example], amlsims: Sequence[Path], counts: Mapping[Part, int]
) -> Model:
    """The same model; its card tells what it was made of, how it does on clusters and others' worlds, its limits."""
    data = measured([example for example in examples if example.part != "train"])
    figured = [one for one in model.card.measured if one.set == "test"]
    figured += on_clusters(model, data)
    for folder in amlsims:
        unseen = amlsim(folder, part="test")
        figured += on_other_data(model, replace(unseen, name=f"AMLSim {unseen.name}, zero-shot"))
    card = msgspec.structs.replace(
        model.card,
        trained_on=MADE_OF.format(**{str(part): count for part, count in counts.items()}),
        measured=tuple(figured),
        limits=LIMITS,
    )
    return replace(model, card=card)


def again(model: Model, amlsims: Sequence[Path], tick: Tick, counts: Mapping[Part, int] = WORLDS) -> Model:
    """A model of `pretrain` whose card is measured and written anew; its numbers stay as they are."""
    tick(0, 3, "Making the worlds anew")
    examples = worlds(counts)
    tick(1, 3, "Measuring over time")
    data = measured([example for example in examples if example.part == "test"])
    looks = [model.see(one.graph, one.x, one.e) for one in data]
    pools = [pool([one], [look], "test") for one, look in zip(data, looks, strict=True)]
    verdict = verdict_of(model)
    told = [
        one for one in model.card.measured if one.set == "test" and one.choice not in verdict.thresholds
    ]
    card = msgspec.structs.replace(
        model.card,
        measured=(*figures(verdict, pool(data, looks, "test"), "test"), *told),
        over_time=over_time(examples),
        steps=steps(verdict, data, pools, "test"),
    )
    tick(2, 3, "Measuring on clusters and on other worlds")
    return described(replace(model, card=card), examples, amlsims, counts)


def publish(path: Path, key: Path, who: str = "Investigator") -> None:
    """Sign the model in `path`, and name the key beside it as that of its publisher: the only one."""
    if not key.exists():
        signing.new_key(key)
    secret = signing.read_key(key)
    signing.sign(path, secret, who)
    names = json.dumps({signing.public(secret): who}, indent=2)
    (path.parent / PUBLISHERS).write_text(names + "\n", encoding="utf-8")


def _on_stderr(done: int, total: int | None = None, note: str = "") -> None:
    print(f"\r{note}: {done}/{total}   ", end="", file=sys.stderr)  # noqa: T201


def main() -> None:
    """Put the model into the package, in place of the one that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--amlsim", type=Path, action="append", default=[], help="folder of an AMLSim world"
    )
    parser.add_argument("--out", type=Path, default=SHIPPED, help="where to put the model")
    parser.add_argument(
        "--key", type=Path, help="file of the publisher's secret key, made if it is not there"
    )
    parser.add_argument("--again", action="store_true", help="write the card of the model there anew")
    given = parser.parse_args()
    torch.set_num_threads(2)
    if given.again:
        shelf = Shelf(given.out, given.out)
        model = again(assembled(shelf.load(shelf.shipped())), given.amlsim, _on_stderr)
    else:
        model = pretrain(given.amlsim, _on_stderr)
    path = Shelf(given.out).save(model.package(), given.out)
    if given.key:
        publish(path, given.key)
    print(path)  # noqa: T201


if __name__ == "__main__":
    main()
