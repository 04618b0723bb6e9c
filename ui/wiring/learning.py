"""Models: score the case, train from its labels, look at the shelf."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from gnn import casework
from gnn.annotations.audited import WORSE, Audit
from gnn.client import Worker
from gnn.recipe import Recipe
from gnn.shelf import Shelf
from investigator import operations
from investigator.cases.case import Case
from investigator.cases.edits import Changed
from investigator.data.queries import sources
from investigator.progress import Tick, silent
from investigator.records import Address, ClusterScore, Label, Scores
from ui import words
from ui.desk import Desk
from ui.dialogs.file_dialog import ask_file
from ui.dialogs.models_dialog import ModelEntry, ModelsDialog
from ui.dialogs.train_dialog import CaseLabels, TrainDialog, TrainOrder
from ui.language import say
from ui.tasks import Failure

Scored = tuple[int, Scores, list[ClusterScore]]


def scored(case: Case, tick: Tick = silent, model: str = "") -> Scored:
    """Score a case in a worker process of its own, which ends with the work."""
    with Worker() as worker:
        return casework.score_case(case, operations.columns(case, tick), worker, model, tick)


class LearningVerbs(QObject):
    """What the analyst asks of models. Each piece of work has a worker process; Cancel ends it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk

    @property
    def shelf(self) -> Shelf:
        """The models of this user."""
        return Shelf(self._desk.settings.models)

    def score(self) -> None:
        """Score every account and cluster with the chosen model."""
        case, chosen, shelf = self._desk.session.at_rest(), self._chosen(), self.shelf
        before = self._desk.scenery.held

        def work(tick: Tick) -> Scored:
            return scored(case, tick, str(shelf.find(chosen)) if chosen else "")

        def done(found: Scored) -> None:
            self._desk.session.touch(Changed.SCORES)
            _, scores, clusters = found
            again = " again" if before and before.scores is not None else ""
            self._desk.messages.note(
                f"{words.plural(scores.accounts.size, 'account')} and {words.plural(len(clusters), 'cluster')}"
                f" scored{again} by {scores.model}. Scores are leads: they prove nothing."
            )

        self._desk.runner.start("Scoring", work, done)

    def train(self) -> None:
        """Ask what to learn from, and train."""
        case = self._desk.session.at_rest()

        def done(labels: CaseLabels) -> None:
            dialog = TrainDialog(self._desk.window, [labels], labels.title and f"{labels.title} 1")
            dialog.accepted_with.connect(self.learn)
            dialog.case_asked.connect(lambda other: self._count(dialog, other))
            dialog.check_asked.connect(lambda order: self._check(dialog, order))
            self._desk.ask(dialog)

        self._desk.runner.start("Counting labels", lambda _tick: counted(case), done, quiet=True)

    def learn(self, order: TrainOrder) -> None:
        """Train a model as ordered, and choose it; one that is worse than the one in use is kept only if asked."""
        folder = self._desk.settings.models
        taught = opened(self._desk.session.at_rest(), self._desk.settings.examiner, order)

        def work(tick: Tick) -> dict[str, Any]:
            with taught as cases, Worker() as worker:
                return casework.train_cases(
                    cases, worker, folder, name=order.name, claims=order.claims, without=order.without,
                    epochs=order.epochs, seed=order.seed, search=order.search, force=order.force,
                    anew=bool(order.backbone), recipe=Recipe(backbone=order.backbone or "pna"), tick=tick,
                )  # fmt: skip

        def failed(failure: Failure) -> None:
            if failure.sentence.startswith(WORSE):
                forced = replace(order, force=True)
                self._desk.messages.caution(
                    failure.sentence, "Keep it all the same", lambda: self.learn(forced)
                )
            else:
                self._desk.messages.failure(failure)

        self._desk.runner.start(f"Training {order.name}", work, self._trained, failed)

    def _check(self, dialog: TrainDialog, order: TrainOrder) -> None:
        """Look at the labels before anything learns from them."""
        taught = opened(self._desk.session.at_rest(), self._desk.settings.examiner, order)

        def work(tick: Tick) -> Audit:
            with taught as cases, Worker() as worker:
                return casework.audit_cases(cases, worker, claims=order.claims, seed=order.seed, tick=tick)

        self._desk.runner.start("Checking the labels", work, dialog.show_audit)

    def models(self) -> None:
        """Show the shelf."""
        shelf, chosen = self.shelf, self._chosen()

        def done(cards: list[dict[str, Any]]) -> None:
            entries = [_entry(card, chosen or cards[0]["id"]) for card in cards]
            dialog = ModelsDialog(self._desk.window, entries)
            dialog.accepted_with.connect(self._score_with)
            dialog.train_asked.connect(self._train_if_open)
            dialog.export_asked.connect(self._export)
            dialog.import_asked.connect(self._import)
            self._desk.ask(dialog)

        self._desk.runner.start("Reading the shelf", lambda _tick: casework.cards(shelf), done, quiet=True)

    def _export(self, model: str) -> None:
        """Ask where to, and write a model with its card and signature as one file."""
        shelf = self.shelf

        def write(to: str) -> None:
            def work(_tick: Tick) -> str:
                from gnn.handing import export

                export(shelf, model, Path(to))
                return to

            done = self._desk.messages.note
            self._desk.runner.start("Exporting a model", work, lambda at: done(f"{model} is in {at}."))

        self._file("Export model", f"{model}.zip", write, save=True)

    def _import(self) -> None:
        """Ask for a file, and put its model on the shelf if someone trusted has signed it."""
        shelf = self.shelf

        def read(path: str) -> None:
            def work(_tick: Tick) -> str:
                from gnn.handing import take_in

                return take_in(shelf, Path(path)).name

            note = self._desk.messages.note
            self._desk.runner.start(
                "Importing a model",
                work,
                lambda name: note(f"{name} is on the shelf.", "Models…", self.models),
            )

        self._file("Import model", "", read, save=False)

    def _file(self, title: str, name: str, then: Callable[[str], None], *, save: bool) -> None:
        ask_file(self._desk.window, title, name, "Models (*.zip)", then, saves="zip" if save else None)

    def _train_if_open(self) -> None:
        if self._desk.session.is_open:
            self.train()
        else:
            self._desk.messages.trouble(
                say("Open a case first: a model is trained from the labels of cases.")
            )

    def _score_with(self, model: str) -> None:
        self._desk.keep.setValue("model", model)
        if self._desk.session.is_open:
            self.score()

    def _chosen(self) -> str:
        return str(self._desk.keep.value("model", ""))

    def _trained(self, card: dict[str, Any]) -> None:
        self._desk.keep.setValue("model", card["id"])
        self._desk.session.touch(Changed.NOTES)  # a line of the journal may tell of it
        told = f"{card['id']} is trained and chosen. {card.get('against', '')}".strip()
        self._desk.messages.note(told, "Score with it", self.score)

    def _count(self, dialog: TrainDialog, path: Path) -> None:
        who = self._desk.settings.examiner

        def work(_tick: Tick) -> CaseLabels:
            with Case.open(path, who) as case:
                return counted(case)

        self._desk.runner.start(f"Counting the labels of {path.name}", work, dialog.add_case, quiet=True)


@contextmanager
def opened(case: Case, who: str, order: TrainOrder) -> Iterator[list[Case]]:
    """The cases of an order: `case`, which is open, if it is among them, and the others for as long as needed."""
    own = case.store.path
    with ExitStack() as stack:
        others = [path for path in order.cases if own is None or path != own]
        found = [stack.enter_context(Case.open(path, who)) for path in others]
        yield [case] * (own in order.cases or own is None) + found


def counted(case: Case) -> CaseLabels:
    """How many accounts of a case are labelled, by the analyst and by imported sources alone."""
    own = case.facts.labels
    claims = {key: tuple(said) for key, said in sources.tags(case.store).items() if key not in own}
    path = case.store.path or Path("memory")
    return CaseLabels(path, case.facts.title, *_verdicts(own), *_verdicts(claims))


def _verdicts(labels: Mapping[Address, tuple[Label, ...]]) -> tuple[int, int]:
    """How many accounts are said to be illicit, and licit."""
    said = [{label.illicit for label in some} - {None} for some in labels.values()]
    return sum(one == {True} for one in said), sum(one == {False} for one in said)


def _entry(card: dict[str, Any], chosen: str) -> ModelEntry:
    """A card as the dialog shows it."""
    metrics = tuple(
        (words.plain(name.replace("_", " ")), f"{value:.3f}" if isinstance(value, float) else str(value))
        for name, value in dict(card.get("metrics", {})).items()
        if isinstance(value, int | float | str)
    )
    told = (
        ("Signed by", "signed_by"), ("Trained on", "trained_on"), ("Fine-tuned from", "started_from"),
        ("Purpose", "purpose"), ("Data hash", "data_hash"),
    )  # fmt: skip
    facts = tuple((name, words.plain(str(card[key]))) for name, key in told if card.get(key))
    limits = " ".join(card.get("limits", ()))
    facts += (("Limits", words.plain(limits)),) if limits else ()
    return ModelEntry(
        id=str(card["id"]),
        name=str(card.get("name") or card["id"]),
        made=str(card.get("made", "")),
        metrics=metrics,
        facts=facts,
        unfit=str(card.get("unfit", "")),
        chosen=card["id"] == chosen,
        card=card,
    )
