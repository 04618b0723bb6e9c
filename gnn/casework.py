"""Models at work on cases: score one, train from the labels of some, and tell what is on the shelf.

Free of torch: what learns runs in the worker's process, and the case file's lock stays here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from gnn.card import Card
from gnn.client import Worker
from gnn.example import Example
from gnn.recipe import Recipe
from gnn.shelf import SHIPPED, SUFFIX, Shelf
from investigator import operations
from investigator.cases.case import Case
from investigator.data.queries import accounts, results, sources
from investigator.data.queries import graph as graph_queries
from investigator.errors import Trouble
from investigator.graph.cluster import communities
from investigator.graph.columns import Columns
from investigator.progress import Tick, silent
from investigator.records import Clock, ClusterScore, Label, Scores

LEAST_MEMBERS = 3
"""Accounts from which on a community is scored as a cluster."""
MANY = 200
"""Labels of each kind from which on a model is trained anew unless one is named to start from."""


def score_case(
    case: Case, columns: Columns, worker: Worker, model: str = "", tick: Tick = silent
) -> tuple[int, Scores, list[ClusterScore]]:
    """Score all accounts and communities of a case and keep what is said: the run's number, and both.

    `model` is the folder of a model; without, the shipped one scores. Raises `Trouble` if it cannot.
    """
    tick(0, None, "Looking for communities")
    graph = columns.whole()
    clock = graph_queries.clock(case.store) or Clock.UTC
    scores, clusters = worker.score(graph, _clusters(communities(graph)), model, clock, tick)
    tick(0, None, "Keeping the scores")
    return results.keep_scores(case.store, scores, clusters), scores, clusters


def _clusters(community: NDArray[np.int32]) -> NDArray[np.int32]:
    """The communities that are large enough, others -1. The largest have the lowest numbers already."""
    large = np.bincount(community) >= LEAST_MEMBERS
    return np.where(large[community], community, -1).astype(np.int32)


@dataclass(frozen=True)
class _Lesson:
    """What one case teaches."""

    case: Case
    example: Example

    def count(self, value: int) -> int:
        return int((self.example.labels == value).sum())


def train_cases(
    cases: Sequence[Case],
    worker: Worker,
    folder: Path,
    *,
    start: str = "",
    name: str = "",
    claims: bool = False,
    epochs: int | None = None,
    seed: int = 0,
    tick: Tick = silent,
) -> dict[str, Any]:
    """Train a model from the analyst's labels, put it into `folder`, note it in each case; its card.

    With `claims`, an account without a label of the analyst's counts as what imported sources say. With
    few labels and no `start`, the shipped model is fine-tuned rather than a new one begun. `path` on the
    card says where the model lies. Raises `Trouble` if there is too little to learn from.
    """
    lessons = [_lesson(case, claims, tick) for case in cases]
    made = Recipe(name=_plain(name or "-".join(_title(case) for case in cases)), seed=seed)
    if epochs is not None:
        made = replace(made, epochs=epochs)
    path = worker.train(
        [lesson.example for lesson in lessons], made, folder, start or _start(lessons), tick
    )
    card = Shelf(path.parent).load(path).card
    for lesson in lessons:
        _note(lesson, card)
    return told(card) | {"path": str(path)}


def _lesson(case: Case, claims: bool, tick: Tick) -> _Lesson:
    graph = operations.columns(case, tick).whole()
    labels = np.full(graph.order, -1, np.int8)
    for account, illicit in _verdicts(case, claims).items():
        labels[account] = illicit
    return _Lesson(case, Example(graph, labels, name=_title(case)))


def _verdicts(case: Case, claims: bool) -> dict[int, bool]:
    own = {int(number): illicit for number, illicit in operations.training_labels(case).items()}
    if not claims:
        return own
    said = {
        address: verdict
        for address, some in sources.tags(case.store).items()
        if address not in case.facts.labels and (verdict := _verdict(some)) is not None
    }
    numbers = accounts.find(case.store, said)
    return {number: said[address] for address, number in numbers.items()} | own


def _verdict(claims: Sequence[Label]) -> bool | None:
    """What the most confident claims say; nothing if they disagree."""
    speaking = [claim for claim in claims if claim.illicit is not None]
    most = max((claim.confidence for claim in speaking), default=0)
    said = {claim.illicit for claim in speaking if claim.confidence == most}
    return said.pop() if len(said) == 1 else None


def _start(lessons: Sequence[_Lesson]) -> str:
    """What to start from if nobody says: the shipped model as long as labels are few."""
    if all(sum(lesson.count(value) for lesson in lessons) >= MANY for value in (0, 1)):
        return ""
    shelf = Shelf(SHIPPED)
    return str(shelf.find(shelf.shipped()))


def _note(lesson: _Lesson, card: Card) -> None:
    """One line of the journal: which model learned how many labels of this case from which transfers."""
    with lesson.case.store.recorded("train") as recording:
        recording.body = {
            "model": card.id,
            "model_hash": card.model_sha256,
            "input_hash": lesson.example.graph.digest(),
            "labels": {"illicit": lesson.count(1), "licit": lesson.count(0)},
        }


def _title(case: Case) -> str:
    path = case.store.path
    return case.facts.title or (path.stem if path else "case")


def _plain(name: str) -> str:
    """A name that every file system takes."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-") or "model"


def cards(shelf: Shelf) -> list[dict[str, Any]]:
    """What lies on the shelf, the shipped models first; one that cannot be used says why in `unfit`."""
    return [
        told(entry.card)
        if entry.card
        else {
            "id": entry.path.name.removesuffix(SUFFIX),
            "winner": "unusable",
            "trained_on": "",
            "unfit": entry.trouble,
        }
        for entry in shelf.list()
    ]


def card_of(shelf: Shelf, model: str) -> dict[str, Any]:
    """The card of one model. Raises `Trouble` if it is not there or not whole."""
    return told(shelf.load(model).card)


def card_of_run(case: Case, folder: Path) -> dict[str, Any] | None:
    """The card of the model that scored the case last; `None` if that very model is not at hand."""
    run = results.latest_run(case.store)
    try:
        found = card_of(Shelf(folder), run["model"]) if run else None
    except Trouble:
        return None
    return found if run and found and found["model_sha256"] == run["model_hash"] else None


def told(card: Card) -> dict[str, Any]:
    """A card as plain values, with what a list of models shows: `id`, `winner`, `made`, `metrics`, `unfit`."""
    plain: dict[str, Any] = msgspec.to_builtins(card)
    return plain | {
        "id": card.id,
        "winner": card.choice,
        "made": card.created,
        "metrics": _metrics(card),
        "purpose": str(card.recipe.get("purpose", "")),
        "data_hash": _data_hash(card),
        "unfit": " ".join(card.must_not),
    }


def _metrics(card: Card) -> dict[str, float]:
    """The figures of what scores, and of the trees beside it, on each set that chose nothing."""
    found: dict[str, float] = {}
    for row in card.measured:
        if row.scores or row.choice == "trees":
            of = row.set if row.scores else f"{row.set}, trees alone"
            found[f"PR-AUC ({of})"] = row.pr_auc.value
            found[f"F1 ({of})"] = row.f1.value
        if row.scores:
            found[f"precision at 100 ({of})"] = row.precision_at_100
            found[f"calibration error ({of})"] = row.ece
    return found


def _data_hash(card: Card) -> str:
    """One hash for all graphs that were learned from."""
    return hashlib.sha256("".join(card.data).encode()).hexdigest()
