"""A case: what the analyst knows, and the record of how they came to know it."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from investigator.cases import journal
from investigator.cases.edits import AnyEdit, Changed
from investigator.cases.facts import Facts
from investigator.cases.history import UNNAMED, History, Stand
from investigator.data import grafts, ledger
from investigator.data.ledger import Line
from investigator.data.store import Recording, Store
from investigator.errors import Trouble


class Case:
    """The only door to a case. Every change of the facts passes through it, as one line of the journal."""

    def __init__(self, store: Store) -> None:
        """Replay the journal of `store`. Raises `Trouble` if it cannot be read."""
        self.store = store
        with store.reading() as db:
            try:
                self._history = journal.replay(ledger.lines(db))
            except ValueError as error:
                raise Trouble(f"The journal is damaged: {error}; run `investigator verify`.") from error

    @classmethod
    def create(cls, path: Path | None, who: str = "examiner") -> Case:
        """Make a new case file, or a case in memory for `None`."""
        store = Store(path, create=True, who=who)
        with store.recorded("create") as recording:
            recording.body = {"case": path.name if path else "memory"}
        return cls(store)

    @classmethod
    def open(cls, path: Path, who: str = "examiner", *, read_only: bool | None = None) -> Case:
        """Open a case file; `read_only` as for a `Store`. Raises `Trouble` if that is not possible, saying why."""
        store = Store(path, who=who, read_only=read_only)
        try:
            return cls(store)
        except BaseException:
            store.close()
            raise

    @property
    def facts(self) -> Facts:
        """What is known now. To be read, not changed."""
        return self._history.facts

    @property
    def history(self) -> History:
        """The ways back and forth. To be read, not changed."""
        return self._history

    def at_rest(self) -> Case:
        """The case as it stands, to be read on another thread: the same file, facts that no longer change."""
        still = copy(self)
        still._history = self._history.still()
        return still

    def at_step(self, step: str) -> Case:
        """The case as if one stood at another step, to be read; this one stays where it is."""
        there = copy(self)
        facts, stands = self._history.facts_at(step), {UNNAMED: Stand(step)}
        there._history = replace(self._history, facts=facts, stands=stands, on=UNNAMED)
        return there

    def do(self, edit: AnyEdit) -> Changed:
        """Record an edit and apply it."""
        return self._edited("do", edit)

    def undo(self) -> Changed:
        """Take back the last edit, by recording and applying its inverse."""
        if self._history.back is None:
            return Changed.NOTHING
        return self._edited("undo", self._history.inverses[self._history.here])

    def redo(self) -> Changed:
        """Do again what was last taken back."""
        edit = self._history.forth
        return self._edited("redo", edit) if edit else Changed.NOTHING

    def branch(self, name: str, at: str = "", was: str = "") -> Changed:
        """Name a step as a hypothesis, by default where one stands, and stand on it; or name `was` anew.

        As `switch`, this records what it is told: `operations.branching` sees to it that it makes sense.
        """
        return self._moved("branch", {"name": name, "at": at or self._history.here, "was": was})

    def switch(self, name: str, to: str) -> Changed:
        """Stand on the hypothesis `name`, which stands at the step `to`; `''` is a step that none has."""
        return self._moved("switch", {"name": name, "to": to})

    def merge(self, source: str, edit: AnyEdit, decided: list[dict[str, Any]]) -> Changed:
        """Take over what the steps up to `source` come to here: `edit`, with what was decided on conflicts."""
        body = {"from": source, "edit": journal.encode(edit), "decided": decided}
        return self._moved("merge", body, edit)

    def graft(self, lines: grafts.Stretches, body: dict[str, Any]) -> Changed:
        """Take in the steps of another copy of the case with its lines as they are, both or neither."""
        with self.store.recorded("graft") as recording:
            grafts.keep(recording.db, lines)
            recording.body = body
        return self._history.take(journal.move_of(_kept(recording)))

    def _edited(self, verb: str, edit: AnyEdit) -> Changed:
        """The line first, then memory: if the write fails, nothing has changed."""
        return self._moved(verb, journal.encode(edit), edit)

    def _moved(self, verb: str, body: dict[str, Any], edit: AnyEdit | None = None) -> Changed:
        with self.store.recorded(verb) as recording:
            recording.body = body
        return self._history.take(journal.move_of(_kept(recording), edit))

    def close(self) -> None:
        """Let the file go."""
        self.store.close()

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _kept(recording: Recording) -> Line:
    assert recording.line is not None, "what was recorded has its line"
    return recording.line
