"""The history as a tree of steps, and the journal as a list: when, who, what; what was undone stays in sight."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from investigator.cases import journal
from investigator.cases.edits import Together
from investigator.cases.history import History, Move
from investigator.data.ledger import Line
from ui import words
from ui.panels import parts
from ui.panels.entries import Entry, EntryList
from ui.panels.tree import TreeList, Twig
from ui.theme import Theme

NOTHING = Together(())
"""In place of an edit where only the shape of the tree matters."""


@dataclass(frozen=True)
class Step:
    """One journal line in words. `undone` is true for an edit that no longer holds, and for the undoing."""

    seq: int
    verb: str
    done_at: int
    who: str
    text: str
    undone: bool = False

    def entry(self, *, brief: bool = False) -> Entry:
        """The step as a line of a list."""
        what = {"undo": "Undo: ", "redo": "Redo: "}.get(self.verb, "") + words.shorten_in(self.text)
        at = words.moment(self.done_at)
        tip = f"{self.text}\n{at} UTC · {self.who} · line {self.seq} of the journal"
        dot = "accent" if self.verb == "do" else "dim"
        return Entry(
            self.seq,
            what,
            at[11:16] if brief else f"{self.who} · {at}",
            dot=dot,
            faded=self.undone,
            tip=tip,
        )


def steps_of(lines: Iterable[Line]) -> list[Step]:
    """Journal lines in words, oldest first. A line that cannot be read is shown as it is, not hidden."""
    steps: list[Step] = []
    rows: dict[str, int] = {}
    tree = History()
    for row, line in enumerate(lines):
        steps.append(Step(line.seq, line.verb, line.done_at, line.who, _summary(line)))
        before = tree.here
        if line.verb not in journal.TREE_VERBS or not _grown(tree, line):
            continue
        rows[str(line.seq)] = row
        if line.verb in {"undo", "redo"}:
            meant = rows.get(before if line.verb == "undo" else tree.here)
            text = steps[meant].text if meant is not None else steps[row].text
            steps[row] = replace(steps[row], text=text, undone=line.verb == "undo")
    holding = set(tree.path(tree.here))
    for number in (one for one in tree.steps if one in rows):
        steps[rows[number]] = replace(steps[rows[number]], undone=number not in holding)
    return steps


def _grown(tree: History, line: Line) -> bool:
    """Let a tree grow by a line, without the facts; false where the line does not fit it."""
    try:
        body = json.loads(line.body) if line.verb not in journal.EDIT_VERBS else {}
        if line.verb == "graft":
            body = {**body, "steps": [{**one, "edit": NOTHING} for one in body["steps"]]}
        tree.take(Move(line.verb, str(line.seq), line.who, line.done_at, line.hash, NOTHING, body))
    except (ValueError, LookupError, TypeError, AttributeError):
        return False
    return True


def _summary(line: Line) -> str:
    try:
        if line.verb in journal.TREE_VERBS:
            return journal.told(line)
        body = json.loads(line.body)
    except (ValueError, LookupError, TypeError):
        return f"{line.verb} (this line cannot be read)"
    return _record(line.verb, body if isinstance(body, dict) else {})


def _record(verb: str, body: dict[str, Any]) -> str:
    """What was recorded beside the edits: imports, scores and the like."""
    tellers: dict[str, Callable[[dict[str, Any]], str]] = {
        "create": lambda said: f"Make the case {said.get('case', '')}",
        "import": lambda said: (
            f"Keep the {said.get('source', 'proof')}"
            if said.get("kind") == "proof"
            else f"Import {said.get('file') or said.get('source') or 'evidence'}{_much(said)}"
        ),
        "score": lambda said: (
            f"Score {_count(said, 'accounts')} accounts with {said.get('model', 'a model')}"
        ),
        "train": lambda said: f"Train {said.get('model', 'a model')}",
        "report": lambda said: f"Write the report {said.get('file', '')}".strip(),
    }
    known = tellers.get(verb)
    return known(body) if known else verb.replace("_", " ").capitalize()


def _much(body: dict[str, Any]) -> str:
    return f", {_count(body, 'transfers')} transfers" if isinstance(body.get("transfers"), int) else ""


def _count(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    return f"{value:,}" if isinstance(value, int) else "some"


class HistoryPanel(QWidget):
    """The steps as a tree, or the whole journal line by line, newest first; with the way back and forth.

    `go_asked` carries the step to go to; `name_asked`, `compare_asked` and `merge_asked` carry one that was chosen,
    or '' for where one stands.
    """

    undo_asked = Signal()
    redo_asked = Signal()
    go_asked = Signal(str)
    name_asked = Signal(str)
    compare_asked = Signal(str)
    merge_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.undo = parts.button("&Undo", self.undo_asked.emit)
        self.redo = parts.button("&Redo", self.redo_asked.emit)
        self.count = parts.label("", "dim")
        self.where = parts.label("", "dim", wrap=True)
        self.tree, self.list = TreeList(), EntryList("Journal")
        self.pages = QStackedWidget()
        self.pages.addWidget(self.tree)
        self.pages.addWidget(self.list)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Steps or journal")
        self.tabs.setExpanding(False)
        for name in ("Steps", "Journal"):
            self.tabs.addTab(name)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        self.empty = parts.label(
            "Every step you take is kept here, and nothing is erased.", "empty", wrap=True
        )
        self.empty.setContentsMargins(16, 8, 16, 8)
        self._here = ""
        self._offers()
        head = parts.line(
            parts.label("History", "title"), self.count, 0, self.undo, self.redo, margins=(16, 12, 16, 8)
        )
        place = parts.line(self.where, margins=(16, 0, 16, 8))
        foot = parts.column(
            parts.line(self.go, self.name), 8, parts.line(self.compare, self.merge), margins=(16, 8, 16, 12)
        )
        self.setLayout(parts.column(head, place, self.tabs, 4, self.empty, self.pages, foot))
        self.setMinimumWidth(320)
        self.show_steps((), undo="", redo="")

    def _offers(self) -> None:
        """What can be done with a step."""
        rows = (
            ("&Go here", self.go_asked, "Go to this step, by steps back and forth that can be undone."),
            ("&Name…", self.name_asked, "Name this step as a hypothesis, and go on from it."),
            ("&Compare…", self.compare_asked, "See in which facts two hypotheses differ."),
            ("&Merge…", self.merge_asked, "Take over what another hypothesis came to."),
        )
        self.go, self.name, self.compare, self.merge = (
            parts.button(text, partial(self._ask, told), tip=tip) for text, told, tip in rows
        )
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for made in (self.go, self.name, self.compare, self.merge):
            offer = QAction(made.text(), self.tree)
            offer.triggered.connect(lambda _=False, made=made: made.click())
            self.tree.addAction(offer)
        self.tree.opened.connect(lambda _step: self.go.click())
        self.tree.selectionModel().currentChanged.connect(lambda *_: self._follow())

    def _ask(self, told: SignalInstance) -> None:
        told.emit(self._chosen())

    def _chosen(self) -> str:
        step = self.tree.current()
        return step if isinstance(step, str) else ""

    def _follow(self) -> None:
        self.go.setEnabled(self._chosen() not in {"", self._here})

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self.list.set_theme(theme)
        self.tree.set_theme(theme)

    def show_tree(self, twigs: Sequence[Twig]) -> None:
        """Show the tree of steps, and on which hypothesis one stands."""
        self._here = next((one.id for one in twigs if one.here), "")
        on = next((one.on for one in twigs), "")
        self.tree.show_tree(twigs)
        self.where.setText(
            f"You are on the hypothesis “{words.plain(on, 60)}”."
            if on
            else "This step has no name yet: name it to keep it as a hypothesis."
        )
        self.where.setVisible(bool(twigs))
        for one in (self.name, self.compare, self.merge):
            one.setEnabled(bool(twigs))
        self._follow()

    def show_steps(self, steps: Sequence[Step], *, undo: str, redo: str) -> None:
        """Show the journal, and what Undo and Redo would do (`''`: there is nothing to)."""
        self.list.show_entries([step.entry() for step in reversed(steps)])
        self.pages.setVisible(bool(steps))
        self.empty.setVisible(not steps)
        self.count.setText(words.plural(len(steps), "line"))
        for one, verb, what in ((self.undo, "Undo", undo), (self.redo, "Redo", redo)):
            one.setEnabled(bool(what))
            one.setToolTip(
                words.tip(
                    f"{verb}: {words.shorten_in(what)}" if what else f"There is nothing to {verb.lower()}."
                )
            )
        if not steps:
            self.show_tree(())
