"""From a score back to the labels that taught its model, and from a label on to what it touched. Free of torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gnn.card import Card
from gnn.card import Lesson as CardLesson
from gnn.shelf import Shelf
from investigator.cases.case import Case
from investigator.data.queries import lessons, results
from investigator.data.queries.lessons import LessonRow, TaughtLabel
from investigator.errors import Trouble
from investigator.operations.touching import Touched, touched_by


@dataclass(frozen=True)
class Taught:
    """What one graph taught a model, as its card says, and the labels where this case keeps them.

    `here` is the number of the lesson in this case, or `None` where another case (or a synthetic world) taught.
    `whole` tells that the labels kept here have the very hash on the card.
    """

    lesson: CardLesson
    here: int | None
    whole: bool
    labels: tuple[TaughtLabel, ...]


@dataclass(frozen=True)
class Ancestor:
    """A model in the line of one that scored: itself first, then what each was fine-tuned from.

    `card` is `None`, and `missing` says why, where that very model is not at hand.
    """

    id: str
    model_hash: str
    card: Card | None
    taught: tuple[Taught, ...]
    missing: str = ""


@dataclass(frozen=True)
class Lineage:
    """Where a run of scores comes from: the run, the score asked about, and the line of models."""

    run: Mapping[str, Any]
    account: int | None
    score: float | None
    line: tuple[Ancestor, ...]


def lineage(case: Case, shelf: Shelf, account: int | None = None, run: int | None = None) -> Lineage:
    """Where the newest run of scores, or `run`, comes from; with the score of `account` in it.

    Raises `Trouble` if nothing was scored yet, there is no such run, or it has no score of that account.
    """
    runs = {row["id"]: row for row in results.runs(case.store)}
    if not runs:
        raise Trouble("Nothing has been scored in this case yet; score it first.")
    if run is not None and run not in runs:
        raise Trouble(f"There is no run {run} of scores; the newest is {max(runs)}.")
    found = runs[max(runs) if run is None else run]
    score = None
    if account is not None:
        score = results.score_of(case.store, found["id"], account)
        if score is None:
            raise Trouble(f"Run {found['id']} has no score of this account; score the case again.")
    line = _line(case, shelf, found["model"], found["model_hash"])
    return Lineage(found, account, score, line)


def touched(case: Case, address: str, text: str = "", shelf: Shelf | None = None) -> Touched:
    """The models that labels of an account taught, or one label by its text, and the runs that they scored.

    With a `shelf`, models that were fine-tuned from those count as well. Labels that were taken back since
    are found too.
    """
    return touched_by(case, address, text, heirs=_heirs(shelf) if shelf else None)


def _heirs(shelf: Shelf) -> dict[str, list[tuple[str, str]]]:
    """By a model's id, the id and hash of those fine-tuned from it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in shelf.list():
        if entry.card and entry.card.started_from:
            found.setdefault(entry.card.started_from, []).append((entry.card.id, entry.card.model_sha256))
    return found


def _line(case: Case, shelf: Shelf, model: str, model_hash: str) -> tuple[Ancestor, ...]:
    line: list[Ancestor] = []
    while model and all(one.id != model for one in line):
        card, missing = _card(shelf, model, model_hash)
        rows = lessons.lessons(case.store, model_hash or (card.model_sha256 if card else "-"))
        line.append(
            Ancestor(
                model,
                model_hash or (card.model_sha256 if card else ""),
                card,
                _taught(case, card, rows),
                missing,
            )
        )
        model, model_hash = (card.started_from if card else next((r.started_from for r in rows), "")), ""
    return tuple(line)


def _card(shelf: Shelf, model: str, model_hash: str) -> tuple[Card | None, str]:
    try:
        card = shelf.load(model).card
    except Trouble as trouble:
        return None, str(trouble)
    if model_hash and card.model_sha256 != model_hash:
        return None, f"The model {model} on the shelf is another one than the one that scored."
    return card, ""


def _taught(case: Case, card: Card | None, rows: Sequence[LessonRow]) -> tuple[Taught, ...]:
    """The lessons on a card with what this case keeps of them; without a card, what this case keeps."""
    told = card.lessons if card else tuple(_as_told(case, row) for row in rows)
    found = []
    for lesson in told:
        row = next((one for one in rows if (one.graph, one.labels) == (lesson.graph, lesson.labels)), None)
        kept = tuple(lessons.labels_of(case.store, row.id)) if row else ()
        whole = bool(row) and lessons.verdicts_hash(kept) == lesson.labels
        found.append(Taught(lesson, row.id if row else None, whole, kept))
    return tuple(found)


def _as_told(case: Case, row: LessonRow) -> CardLesson:
    kept = lessons.labels_of(case.store, row.id)
    illicit = sum(one.illicit for one in kept)
    return CardLesson(
        name="this case",
        graph=row.graph,
        labels=row.labels,
        features=row.features,
        illicit=illicit,
        licit=len(kept) - illicit,
    )
