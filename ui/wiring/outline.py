"""Keeps the explorer, the worklist, the findings and the history in step with the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal

from gnn.annotations.triage import Ground, Pick, ground, worklist
from investigator import operations
from investigator.cases.case import Case
from investigator.cases.edits import Changed
from investigator.cases.facts import Facts, Finding
from investigator.cases.journal import chain_misfits
from investigator.data import custody, ledger
from investigator.data.queries import accounts, sources
from investigator.graph.columns import Columns
from investigator.operations.annotating import Shown, bookmarks, shown_exhibits
from investigator.operations.branching import Standing, hypotheses
from investigator.progress import Tick
from investigator.records import Address, ClusterScore, Label, Scores
from ui.desk import Desk
from ui.held import Held
from ui.panels.explorer import Explorer
from ui.panels.findings import FindingsPanel
from ui.panels.history import HistoryPanel, Step, steps_of
from ui.panels.tree import Twig, twigs_of
from ui.panels.worklist import Candidate, Worklist
from ui.tasks import Latest

WORKLIST = 40


@dataclass(frozen=True)
class Outline:
    """A case at a glance. `intact` says whether the journal's chain of hashes holds; it is `signed` up to that line."""

    facts: Facts
    names: dict[Address, str]
    candidates: tuple[Candidate, ...]
    unlabelled: int
    clusters: tuple[ClusterScore, ...]
    exhibits: tuple[Shown, ...]
    steps: tuple[Step, ...]
    twigs: tuple[Twig, ...]
    hypotheses: tuple[Standing, ...]
    intact: bool
    signed: int = 0


def outline(case: Case, held: Held | None, ground: Ground | None = None) -> Outline:
    """Read what the panels beside the chart show; `case` is at rest.

    Without the `ground` that a worklist is made from, it has the highest scores.
    """
    with case.store.reading() as db:
        lines = list(ledger.lines(db))
        signature = custody.last_signature(db)
    candidates, unlabelled = _candidates(case, held, ground)
    exhibits = tuple(shown_exhibits(case))
    moved = [one.row for one in exhibits if one.row]
    concerned = [*case.facts.seeds, *(end for row in moved for end in (row.sender, row.receiver))]
    concerned += [one.address for one in exhibits if one.address] + list(case.facts.bookmarks)
    tags = sources.tags(case.store, dict.fromkeys(concerned))
    return Outline(
        facts=case.facts,
        names={one: name for one in concerned if (name := called(case.facts, tags, one))},
        candidates=candidates,
        unlabelled=unlabelled,
        clusters=held.clusters if held else (),
        exhibits=exhibits,
        steps=tuple(steps_of(lines)),
        twigs=tuple(twigs_of(case.history)),
        hypotheses=tuple(hypotheses(case.history)),
        intact=not chain_misfits(lines),
        signed=signature.last_seq if signature else 0,
    )


def called(facts: Facts, tags: dict[Address, list[Label]], address: Address) -> str:
    """What an account is called; '' for nothing."""
    labels = operations.labels_of(facts, tags, address)
    return labels[0].text if labels else ""


def _candidates(case: Case, held: Held | None, ground: Ground | None) -> tuple[tuple[Candidate, ...], int]:
    if held is None or held.scores is None:
        return (), 0
    scores = held.scores
    labelled = set(accounts.find(case.store, case.facts.labels).values())
    picks = worklist(ground, labelled, WORKLIST) if ground else ()
    rows = [pick.row for pick in picks] or operations.triage(scores, labelled, WORKLIST)
    why = [_worth(pick) for pick in picks] or ["the highest score without a label"] * len(rows)
    names = accounts.addresses(case.store, scores.accounts[rows].tolist())
    free = int(np.count_nonzero(~np.isin(scores.accounts, list(labelled)) & ~scores.abstained))
    picked = [
        Candidate(name, float(scores.calibrated[row]), scores.reasons[row], said)
        for name, row, said in zip(names, rows, why, strict=True)
    ]
    return tuple(picked), max(free, len(picked))


def _worth(pick: Pick) -> str:
    factors = f"unsure {pick.uncertainty:.2f} × exposed {pick.exposure:.2f} × new {pick.diversity:.2f}"
    return f"{pick.why[:1].upper()}{pick.why[1:]}.\n{factors}"


def _grounded(columns: Columns, scores: Scores, tick: Tick) -> Ground | None:
    """`ground`, unless the case has grown since it was scored."""
    graph = columns.whole()
    return ground(graph, scores, tick) if np.array_equal(graph.accounts, scores.accounts) else None


class OutlineWiring(QObject):
    """`told` carries the `Outline` that was shown, or `None` where no case is open."""

    told = Signal(object)

    def __init__(
        self,
        desk: Desk,
        explorer: Explorer,
        worklist: Worklist,
        findings: FindingsPanel,
        history: HistoryPanel,
    ) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._explorer, self._worklist = explorer, worklist
        self._findings, self._history = findings, history
        self._skipped: set[Address] = set()
        self._ground: tuple[Scores, Ground] | None = None
        self._look = Latest(desk.runner, "Reading the case")
        self._choose = Latest(desk.runner, "Looking for what to label next")
        desk.session.opened.connect(self._reopen)
        desk.session.changed.connect(self._follow)
        desk.scenery.ready.connect(self._prepare)
        desk.scenery.ready.connect(self._ask)

    def skip(self, address: Address) -> None:
        """Decide on an account later: it goes to the end of the worklist."""
        self._skipped.add(address)
        self._ask()

    def _prepare(self) -> None:
        """What a worklist is made from is computed once for each run of scores."""
        held = self._desk.scenery.held
        scores = held.scores if held else None
        if held is None or scores is None or (self._ground and self._ground[0] is scores):
            return
        self._ground = None
        columns = held.columns

        def work(tick: Tick) -> Ground | None:
            return _grounded(columns, scores, tick)

        def done(ground: Ground | None) -> None:
            self._ground = (scores, ground) if ground else None
            self._ask()

        self._choose.ask(work, done)

    def _reopen(self) -> None:
        self._skipped.clear()
        self._choose.drop()
        self._ground = None
        self._look.drop()
        if not self._desk.session.is_open:
            self._show(None)

    def _follow(self, changed: Changed) -> None:
        if changed:
            self._ask()

    def _ask(self) -> None:
        if self._desk.session.is_open:
            case, held = self._desk.session.at_rest(), self._desk.scenery.held

            scores = held.scores if held else None
            ground = self._ground[1] if self._ground and self._ground[0] is scores else None

            def work(_tick: Tick) -> Outline:
                return outline(case, held, ground)

            self._look.ask(work, self._show)

    def _show(self, seen: Outline | None) -> None:
        facts = seen.facts if seen else Facts()
        names = seen.names if seen else {}
        self._explorer.set_seeds(facts.seeds, names)
        self._explorer.set_bookmarks(bookmarks(facts), names)
        self._explorer.set_findings(facts.findings)
        self._show_next(seen)
        self._explorer.set_clusters(seen.clusters if seen else ())
        steps: Sequence[Step] = seen.steps if seen else ()
        self._explorer.set_history(steps)
        session = self._desk.session
        self._history.show_steps(steps, undo=session.undoable(), redo=session.redoable())
        self._history.show_tree(seen.twigs if seen else ())
        self._explorer.set_hypotheses(seen.hypotheses if seen else ())
        findings: dict[str, Finding] = facts.findings
        self._findings.show_findings(findings, seen.exhibits if seen else (), names)
        self.told.emit(seen)

    def _show_next(self, seen: Outline | None) -> None:
        found = seen.candidates if seen else ()
        order = sorted(found, key=lambda one: one.address in self._skipped)
        held = self._desk.scenery.held
        self._explorer.set_next(order, seen.unlabelled if seen else 0)
        self._worklist.show_candidates(
            order, seen.unlabelled if seen else 0, scored=bool(held and held.scores is not None)
        )
