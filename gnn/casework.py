"""Models at work on cases: score one, train from the labels of some, and tell what is on the shelf.

Free of torch: what learns runs in the worker's process, and the case file's lock stays here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from gnn.annotations.audited import Audit, Clash, Member, Suspect
from gnn.annotations.gathering import Gathered, gather, identities, judges, served, title
from gnn.card import Card, Lesson
from gnn.client import Worker
from gnn.recipe import Recipe
from gnn.shelf import SHIPPED, SUFFIX, Shelf
from investigator import operations
from investigator.cases.case import Case
from investigator.data.queries import graph as graph_queries
from investigator.data.queries import results
from investigator.data.queries.lessons import LessonRow, keep_lesson
from investigator.errors import Trouble
from investigator.graph.cluster import communities
from investigator.graph.columns import Columns
from investigator.progress import Tick, silent
from investigator.records import AccountId, Clock, ClusterScore, Scores

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
    scores, clusters = work_out(case, columns, worker, model, tick)
    tick(0, None, "Keeping the scores")
    return results.keep_scores(case.store, scores, clusters), scores, clusters


def work_out(
    case: Case, columns: Columns, worker: Worker, model: str = "", tick: Tick = silent
) -> tuple[Scores, list[ClusterScore]]:
    """What `score_case` would keep, and nothing is kept."""
    tick(0, None, "Looking for communities")
    graph = columns.whole()
    clock = graph_queries.clock(case.store) or Clock.UTC
    return worker.score(graph, _clusters(communities(graph)), model, clock, tick)


def _clusters(community: NDArray[np.int32]) -> NDArray[np.int32]:
    """The communities that are large enough, others -1. The largest have the lowest numbers already."""
    large = np.bincount(community) >= LEAST_MEMBERS
    return np.where(large[community], community, -1).astype(np.int32)


def train_cases(
    cases: Sequence[Case],
    worker: Worker,
    folder: Path,
    *,
    start: str = "",
    name: str = "",
    claims: bool = False,
    without: Collection[str] = (),
    epochs: int | None = None,
    seed: int = 0,
    search: int = 0,
    against: str | None = None,
    force: bool = False,
    anew: bool = False,
    recipe: Recipe | None = None,
    tick: Tick = silent,
) -> dict[str, Any]:
    """Train a model from the analyst's labels, put it into `folder`, keep in each case what it learned; its card.

    With `claims`, an account without a label of the analyst's counts as what imported sources say; accounts in
    `without` teach nothing. With few labels and no `start`, the shipped model is fine-tuned rather than a new
    one begun, unless `anew`. `search` settings are tried before. What else is to be asked for is in `recipe`.

    The new model is compared with `against`, the folder of a model, on those of the analyst's labels that
    neither learned from; unless one is named, with what scored the first case last, or else the shipped one
    ('': with none). A worse one is `Trouble` with both figures, and nothing is kept, unless `force`d.
    On the card, `against` says how it went, `forced` whether it was; `path` is where the model lies.
    Raises `Trouble` if there is too little to learn from.
    """
    taught = served(gather(cases, claims=claims, without=without, tick=tick))
    called = _plain(name or "-".join(title(case) for case in cases))
    made = replace(recipe or Recipe(), name=called, seed=seed, search=search)
    if epochs is not None:
        made = replace(made, epochs=epochs)
    rival = in_use(cases[0], Shelf(folder)) if against is None else against
    start = start or ("" if anew else _start(taught))
    known = [Path(one) for one in (rival, start) if one]
    shelf = Shelf(next((one.parent for one in known if one.parent != SHIPPED), folder))
    held = judges(taught, [shelf.load(one).card for one in known], shelf)
    path, forced = worker.retrain(
        [one.example for one in taught],
        held,
        made,
        folder,
        start,
        rival,
        force=force,
        tick=tick,
    )
    card = Shelf(path.parent).load(path).card
    for number, one in enumerate(taught):
        _note(one, card, card.lessons[number], forced=forced)
    return told(card) | {"path": str(path), "forced": forced}


def in_use(case: Case, shelf: Shelf) -> str:
    """The folder of the model that scored a case last, else of the shipped one; '' if neither is at hand."""
    run = results.latest_run(case.store)
    for ref in (run["model"] if run else "", ""):
        try:
            found = shelf.find(ref or shelf.shipped())
            card = shelf.load(found).card
        except Trouble:
            continue
        if not ref or (run and card.model_sha256 == run["model_hash"]):
            return str(found)
    return ""


def audit_cases(
    cases: Sequence[Case],
    worker: Worker,
    *,
    claims: bool = False,
    without: Collection[str] = (),
    seed: int = 0,
    tick: Tick = silent,
) -> Audit:
    """Look at the labels that `train_cases` would learn from, and change nothing."""
    taught = gather(cases, claims=claims, without=without, tick=tick)
    clock = graph_queries.clock(cases[0].store) or Clock.UTC
    found = worker.audit([one.example for one in taught], identities(taught), clock, seed, tick)
    suspects = [_named(taught, one) for one in found.suspects]
    twins = [
        msgspec.structs.replace(twin, members=tuple(_named(taught, one) for one in twin.members))
        for twin in found.twins
    ]
    clashes = [
        Clash(number, one.account, one.address, one.illicit, one.licit, one.claims, one.verdict)
        for number, case in enumerate(cases)
        for one in operations.conflicts(case)
    ]
    return msgspec.structs.replace(
        found, suspects=tuple(suspects), twins=tuple(twins), clashes=tuple(clashes)
    )


_Found = TypeVar("_Found", Suspect, Member)


def _named(taught: Sequence[Gathered], one: _Found) -> _Found:
    """The same with its address."""
    return msgspec.structs.replace(one, address=taught[one.example].addresses[AccountId(one.account)])


def _start(taught: Sequence[Gathered]) -> str:
    """What to start from if nobody says: the shipped model as long as labels are few."""
    if all(sum(one.count(value) for one in taught) >= MANY for value in (0, 1)):
        return ""
    shelf = Shelf(SHIPPED)
    return str(shelf.find(shelf.shipped()))


def _note(one: Gathered, card: Card, lesson: Lesson, *, forced: bool) -> None:
    """One line of the journal, and behind its seal every label of this case that the model learned."""
    store = one.case.store
    with store.recorded("train") as recording:
        kept = keep_lesson(
            recording.db,
            LessonRow(
                id=0,
                model=card.id,
                model_hash=card.model_sha256,
                started_from=card.started_from,
                graph=lesson.graph,
                labels=lesson.labels,
                features=lesson.features,
                done_at=store.seconds(),
                seal="",
            ),
            list(one.labels.values()),
        )
        recording.body = {
            "lesson": kept.id,
            "at": kept.done_at,
            "model": card.id,
            "model_hash": card.model_sha256,
            "started_from": card.started_from,
            "input_hash": kept.graph,
            "labels": {"illicit": one.count(1), "licit": one.count(0)},
            "labels_hash": kept.labels,
            "features_hash": kept.features,
            "seal": kept.seal,
            "against": card.against,
            "forced": forced,
        }


def _plain(name: str) -> str:
    """A name that every file system takes."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-") or "model"


def cards(shelf: Shelf) -> list[dict[str, Any]]:
    """What lies on the shelf, the shipped models first; one that cannot be used says why in `unfit`."""
    return [
        told(entry.card) | {"signed_by": entry.signed_by}
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
