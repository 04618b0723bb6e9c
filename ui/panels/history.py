"""The journal as a list: when, who, what; what was undone stays in sight."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from investigator.cases import journal
from investigator.data.ledger import Line
from ui import words
from ui.panels import parts
from ui.panels.entries import Entry, EntryList
from ui.theme import Theme


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
    done: list[int] = []
    undone: list[int] = []
    for at, line in enumerate(lines):
        steps.append(Step(line.seq, line.verb, line.done_at, line.who, _summary(line)))
        if line.verb == "do":
            done.append(at)
            undone.clear()
        elif line.verb == "undo" and done:
            undone.append(done.pop())
            steps[at] = replace(steps[at], text=steps[undone[-1]].text, undone=True)
            steps[undone[-1]] = replace(steps[undone[-1]], undone=True)
        elif line.verb == "redo" and undone:
            done.append(undone.pop())
            steps[done[-1]] = replace(steps[done[-1]], undone=False)
    return steps


def _summary(line: Line) -> str:
    try:
        body = json.loads(line.body)
        if line.verb in journal.EDIT_VERBS:
            return journal.decode(body).summary
    except ValueError:
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
    """The whole journal, newest first, with Undo and Redo. `undo_asked` and `redo_asked` say what to do."""

    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.undo = parts.button("&Undo", self.undo_asked.emit)
        self.redo = parts.button("&Redo", self.redo_asked.emit)
        self.count = parts.label("", "dim")
        self.list = EntryList("History")
        self.empty = parts.label(
            "Every step you take is kept here, and nothing is erased.", "empty", wrap=True
        )
        self.empty.setContentsMargins(16, 8, 16, 8)
        head = parts.line(
            parts.label("History", "title"), self.count, 0, self.undo, self.redo, margins=(16, 12, 16, 12)
        )
        self.setLayout(parts.column(head, self.empty, self.list))
        self.setMinimumWidth(320)
        self.show_steps((), undo="", redo="")

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self.list.set_theme(theme)

    def show_steps(self, steps: Sequence[Step], *, undo: str, redo: str) -> None:
        """Show the journal, and what Undo and Redo would do (`''`: there is nothing to)."""
        self.list.show_entries([step.entry() for step in reversed(steps)])
        self.list.setVisible(bool(steps))
        self.empty.setVisible(not steps)
        self.count.setText(words.plural(len(steps), "line"))
        for one, verb, what in ((self.undo, "Undo", undo), (self.redo, "Redo", redo)):
            one.setEnabled(bool(what))
            one.setToolTip(
                words.tip(
                    f"{verb}: {words.shorten_in(what)}" if what else f"There is nothing to {verb.lower()}."
                )
            )
