"""`make bench-models`: every model beside the baselines on data that none of them chose by.

(a) AMLSim: train on one world and test on the other, both ways, and both together with time as the split.
(b) The Elliptic topology: train on steps 1-34, the last five to choose by, test on steps 35-42.
(c) Synthetic worlds of a make that was not trained on.
(d) The labels of the sample case.

With the published files of Elliptic, AMLworld or Elliptic2 at hand, their own protocols beside the published figures.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path

import msgspec
import numpy as np
import torch

from benchmarks.contest import Line, at_first_sight, contest
from benchmarks.published import Files, tables
from benchmarks.target import by_its_card, target
from gnn.example import Example
from gnn.model import Model, assembled
from gnn.pretrain import worlds
from gnn.recipe import Recipe
from gnn.sets.amlsim import amlsim
from gnn.sets.elliptic import topology
from gnn.shelf import Shelf
from investigator import operations
from investigator.cases.case import Case
from investigator.sample import sample_case

AIMED = "ac"
"""The parts whose tables have something to reach."""
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def shipped() -> Model:
    """The model that comes with the program."""
    shelf = Shelf(Path("nowhere"))
    return assembled(shelf.load(shelf.shipped()))


def part_a(quick: bool) -> Iterator[Line]:
    """AMLSim's two worlds."""
    folders = [DATA / "amlsim" / name for name in ("20K_cycle200", "20K_fanin200")]
    both = [amlsim(folder) for folder in folders]
    recipe = Recipe(epochs=6 if quick else 30, patience=8, ablation=False)
    model = shipped()
    for train, test in (both, both[::-1]):
        put = np.random.default_rng(0).choice(2, train.graph.order, p=(0.8, 0.2)).astype(np.int8)
        pair = [replace(train, part=None, split=put), replace(test, part="test")]
        name = f"AMLSim {train.name} to {test.name}"
        yield from contest(name, pair, recipe, bounded=True)
        yield from at_first_sight(name, pair[1:], model)
    together = [replace(one, part=None) for one in both]
    yield from contest("AMLSim both, split by time", together, recipe, bounded=True)


def part_b(quick: bool) -> Iterator[Line]:
    """The Elliptic graph without its published features."""
    recipe = Recipe(epochs=3 if quick else 20, patience=6, weight_of_illicit=2.0, whole=0, ablation=False)
    yield from contest("Elliptic topology, steps 35-42", [topology(DATA / "elliptic_topology")], recipe)


def part_c(quick: bool) -> Iterator[Line]:
    """Held-out worlds."""
    examples = worlds({"train": 8 if quick else 24, "validation": 4 if quick else 8, "test": 8})
    recipe = Recipe(epochs=4 if quick else 10, patience=6, trees=600, ablation=False)
    name = "synthetic worlds of unseen makes"
    yield from contest(name, examples, recipe)
    yield from at_first_sight(name, [one for one in examples if one.part == "test"], shipped())


def part_d(quick: bool) -> Iterator[Line]:
    """The sample case: what its analyst labelled."""
    with tempfile.TemporaryDirectory() as folder:
        path = sample_case(Path(folder) / "sample.case", "benchmark")
        with Case.open(path, "benchmark") as case:
            graph = operations.columns(case).whole()
            labels = np.full(graph.order, -1, np.int8)
            for account, illicit in operations.training_labels(case, claims=True).items():
                labels[account] = illicit
    name = "labels of the sample case"
    yield from at_first_sight(f"{name}, all", [Example(graph, labels, part="test")], shipped())
    recipe = Recipe(epochs=20, ablation=False)
    yield from contest(f"{name}, the latest", [Example(graph, labels)], recipe, ("PNA, directed", "SIGN"))


PARTS: dict[str, Callable[[bool], Iterator[Line]]] = {"a": part_a, "b": part_b, "c": part_c, "d": part_d}


def shown(line: Line) -> str:
    """A row of the table."""
    right = "" if line.right is None else f"{line.right[0]:.2f} / {line.right[1]:.2f}"
    promised = "" if line.promised is None else f"{line.promised[0]:.2f} / {line.promised[1]:.2f}"
    epoch = "" if line.epoch is None else f"{line.epoch:.2f}"
    return (
        f"  {line.model:58.58} {line.f1.value:.3f} [{line.f1.low:.3f}, {line.f1.high:.3f}]"
        f"  {line.pr_auc.value:.3f} [{line.pr_auc.low:.3f}, {line.pr_auc.high:.3f}]  {line.at_100:5.2f}"
        f"  {line.ece:.4f}  {right:>11}  {promised:>11}  {epoch:>7}  {line.scoring:7.2f}  {line.peak_mb:6.0f}"
    )


HEAD = (
    f"  {'model':58} {'F1 of illicit':>20}  {'PR-AUC':>20}  {'P@100':>5}  {'ECE':>6}  {'covered':>11}"
    f"  {'promised':>11}  {'s/epoch':>7}  {'scoring':>7}  {'MB':>6}"
)


def told(part: str, name: str, lines: Iterable[Line]) -> list[Line]:
    """Print the table of one set as it comes, and below it what it comes to."""
    kept: list[Line] = []
    for line in lines:
        if not kept:
            print(f"\n({part}) {name}: {line.illicit:,} illicit of {line.accounts:,}\n{HEAD}")
        kept.append(line)
        print(shown(line), flush=True)
    if part in AIMED:
        for text in (*target(kept), *(by_its_card(shipped().card) if part == "c" else ())):
            print(f"    {text}", flush=True)
    return kept


def plain(line: Line) -> dict[str, object]:
    """A row as JSON has it."""
    return asdict(line) | {name: msgspec.to_builtins(getattr(line, name)) for name in ("f1", "pr_auc")}


def main() -> None:
    """Print the table as it comes; with `--out`, keep it as JSON too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=sorted(PARTS), action="append", default=[])
    parser.add_argument("--quick", action="store_true", help="a small budget, to see that it runs")
    parser.add_argument(
        "--threads",
        type=int,
        default=1,
        help="of the nets (default: 1; more stand in each other's way on a busy machine)",
    )
    parser.add_argument("--out", type=Path, help="keep the table as JSON")
    parser.add_argument("--elliptic", type=Path, help="folder of Elliptic's files as Kaggle has them")
    parser.add_argument("--amlworld", type=Path, help="a file such as HI-Small_Trans.csv")
    parser.add_argument("--elliptic2", type=Path, help="folder of Elliptic2's files")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    files = Files(given.elliptic, given.amlworld, given.elliptic2)
    if files != Files(None, None, None):
        for text in tables(files, given.quick):
            print(text, flush=True)
        return
    found, began = [], time.monotonic()
    for part in given.only or sorted(PARTS):
        if part in "ab" and not DATA.is_dir():
            print(f"\n({part}) the data is not at hand: {DATA}")
            continue
        for name, lines in groupby(PARTS[part](given.quick), lambda line: line.set):
            found += told(part, name, lines)
    print(f"\n{time.monotonic() - began:.0f} s", file=sys.stderr)
    if given.out:
        given.out.write_text(json.dumps([plain(line) for line in found], indent=1), "utf-8")


if __name__ == "__main__":
    main()
