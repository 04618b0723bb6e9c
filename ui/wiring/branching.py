"""Hypotheses in the window: going from one to another, naming, comparing and merging them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from investigator.cases.case import Case
from investigator.cases.edits import Changed
from investigator.cases.history import START, UNNAMED
from investigator.cases.merging import Choice, Conflict, Merging
from investigator.errors import Trouble
from investigator.operations import branching
from investigator.operations.charts_beside import charts_beside
from investigator.operations.side_by_side import side_by_side
from investigator.operations.wording_facts import Teller, head
from investigator.progress import Tick
from ui import words
from ui.desk import Desk
from ui.dialogs.chart_pair import Drawn, draw_pair
from ui.dialogs.compare_dialog import CompareDialog
from ui.dialogs.hypothesis_dialog import HypothesisDialog
from ui.dialogs.merge_dialog import MergeDialog, Outlook, Question
from ui.tasks import Latest
from ui.wiring.copying import Copies


class BranchVerbs(QObject):
    """What can be done with the tree of steps. A step is told by its id, '' being where one stands."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._look = Latest(desk.runner, "Comparing hypotheses")
        self._charts = Latest(desk.runner, "Drawing two charts")
        for one in (self._look, self._charts):
            desk.session.opened.connect(one.drop)
        self.copies = Copies(desk, self.merge)

    def go(self, step: str) -> None:
        """Go to a step, or to a hypothesis by its name."""
        try:
            self._desk.session.go(lambda case: branching.switch(case, step))
        except Trouble as trouble:
            self._desk.messages.trouble(str(trouble))

    def name(self, step: str = "") -> None:
        """Ask for the name of a new hypothesis that goes on from a step."""
        history = self._desk.session.case.history
        at = step or history.here
        what = history.steps[at].edit.summary if at != START else "the case as it began"
        dialog = HypothesisDialog(self._desk.window, list(history.stands), words.shorten_in(what))

        def named(name: str) -> None:
            def work(case: Case) -> Changed:
                changed = branching.name_hypothesis(case, name, at)
                return changed | (
                    branching.switch(case, name) if case.history.on != name else Changed.NOTHING
                )

            self._desk.session.go(work)
            self._desk.messages.note(f"You are on the hypothesis “{words.plain(name, 60)}” now.")

        dialog.accepted_with.connect(named)
        self._desk.ask(dialog)

    def rename(self) -> None:
        """Ask for another name of the hypothesis on which one is."""
        history = self._desk.session.case.history
        on = history.on
        if on == UNNAMED:
            self.name()
            return
        dialog = HypothesisDialog(self._desk.window, list(history.stands), "", anew=on)
        dialog.accepted_with.connect(
            lambda name: self._desk.session.go(lambda case: branching.name_hypothesis(case, name, was=on))
        )
        self._desk.ask(dialog)

    def compare(self, step: str = "") -> None:
        """Show two hypotheses side by side: where one stands, and the one of a step or another one."""
        step = self._called(step)
        names = self._names(step)
        dialog = CompareDialog(self._desk.window, names)

        def ask(left: str, right: str) -> None:
            case = self._desk.session.at_rest()

            def show(found: object) -> None:
                if not dialog.over:
                    dialog.show_sides(found)  # type: ignore[arg-type]

            self._look.ask(lambda tick: side_by_side(case, left, right, tick), show)
            self._draw_charts(dialog, case, left, right)

        dialog.compare_asked.connect(ask)
        dialog.finished.connect(self._charts.drop)
        self._desk.ask(dialog)
        others = [value for value, _ in names[1:]]
        dialog.choose(names[0][0], step if step in others else (others[0] if others else names[0][0]))

    def _draw_charts(self, dialog: CompareDialog, case: Case, left: str, right: str) -> None:
        theme, ratio = self._desk.appearance.theme, self._desk.window.devicePixelRatioF()

        def work(tick: Tick) -> list[Drawn]:
            return draw_pair(charts_beside(case, left, right, tick), theme, ratio)

        def show(pair: list[Drawn]) -> None:
            if not dialog.over:
                dialog.show_charts(pair)

        self._charts.ask(work, show)

    def merge(self, step: str = "") -> None:
        """Ask which hypothesis to merge into the one where one stands, and decide its conflicts."""
        step = self._called(step)
        history = self._desk.session.case.history
        names = self._names(step)[1:]
        if not names:
            self._desk.messages.note(
                "There is one hypothesis only: name another one first, and go on from it."
            )
            return
        dialog = MergeDialog(self._desk.window, names, history.on)

        def ask(source: str) -> None:
            case = self._desk.session.at_rest()

            def show(outlook: object) -> None:
                if not dialog.over:
                    dialog.show_outlook(outlook)  # type: ignore[arg-type]

            self._look.ask(lambda _tick: outlook_of(case, source), show)

        dialog.look_asked.connect(ask)
        dialog.accepted_with.connect(lambda told: self._merge(*told))
        self._desk.ask(dialog)
        values = [value for value, _ in names]
        dialog.choose(step if step in values else values[0])

    def take_in(self) -> None:
        """Ask which other analyst's copy of the case to take in."""
        self.copies.ask()

    def _merge(self, source: str, decided: dict[str, Choice]) -> None:
        found: list[Merging] = []

        def work(case: Case) -> Changed:
            found.append(branching.merge(case, source, decided))
            return found[0].edit.changes | Changed.CASE

        try:
            self._desk.session.go(work)
        except Trouble as trouble:
            self._desk.messages.trouble(str(trouble))
            return
        count = words.plural(found[0].kept, "fact")
        self._desk.messages.note(f"{count} came over in one step.", "Undo", self._desk.session.undo)

    def _called(self, step: str) -> str:
        """The name of the hypothesis that stands at a step, or else the step."""
        stands = self._desk.session.case.history.stands
        return next((name for name, stand in stands.items() if stand.at == step and name != UNNAMED), step)

    def _names(self, step: str) -> list[tuple[str, str]]:
        """What can be compared and merged: where one stands first, then all hypotheses, then a step without name."""
        history = self._desk.session.case.history
        found = [(history.on or history.here, history.on or f"Step {history.here} (no name)")]
        found += [
            (one.name, one.name)
            for one in branching.hypotheses(history)
            if not one.current and one.name != UNNAMED
        ]
        if step and step not in history.stands and step != history.here:
            found.append((step, f"Step {step}"))
        return found


def outlook_of(case: Case, source: str) -> Outlook:
    """What a merge would come to, in words; `case` is at rest."""
    try:
        found = branching.look_at_merge(case, source)
    except Trouble as trouble:
        return Outlook(source, 0, (), trouble=str(trouble))
    teller = Teller(case)
    teller.learn((one.field, one.key) for one in found.conflicts)
    questions = tuple(_question(teller, one) for one in found.conflicts)
    notes = tuple(
        f"Exhibit {theirs} gets the number {here} here: {theirs} is another one's."
        for _, theirs, here in found.renumbered
    )
    return Outlook(source, found.kept, questions, notes)


def _question(teller: Teller, one: Conflict) -> Question:
    """A conflict in words."""
    base, ours, theirs = (teller.value(one.field, side) for side in (one.base, one.ours, one.theirs))
    about = f" · {teller.key(one.field, one.key)}" if one.key is not None else ""
    return Question(one.id, head(one.field) + about, base, ours, theirs, one.both)
