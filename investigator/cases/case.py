"""A case: what the analyst knows, and the record of how they came to know it."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from investigator.cases import journal
from investigator.cases.edits import AnyEdit, Changed
from investigator.cases.facts import Facts
from investigator.cases.journal import History, Verb
from investigator.data import ledger
from investigator.data.store import Store
from investigator.errors import Trouble


class Case:
    """The only door to a case. Every change of the facts passes through `do`, `undo` or `redo`."""

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
        now = self._history.facts
        still = copy(self)
        still._history = History(
            facts=replace(
                now,
                labels=dict(now.labels),
                notes=dict(now.notes),
                places=dict(now.places),
                findings=dict(now.findings),
                basket=dict(now.basket),
                numbered=dict(now.numbered),
                colours=dict(now.colours),
                bookmarks=dict(now.bookmarks),
                shapes=dict(now.shapes),
                charts=dict(now.charts),
                views=dict(now.views),
                filters=dict(now.filters),
                lists=dict(now.lists),
            )
        )
        return still

    def do(self, edit: AnyEdit) -> Changed:
        """Record an edit and apply it."""
        self._step("do", edit)
        return edit.changes

    def undo(self) -> Changed:
        """Take back the last edit, by recording and applying its inverse."""
        if not self._history.done:
            return Changed.NOTHING
        edit, inverse = self._history.done[-1]
        self._step("undo", inverse)
        return edit.changes

    def redo(self) -> Changed:
        """Do again what was last taken back."""
        if not self._history.undone:
            return Changed.NOTHING
        edit, _ = self._history.undone[-1]
        self._step("redo", edit)
        return edit.changes

    def _step(self, verb: Verb, edit: AnyEdit) -> None:
        """The line first, then memory: if the write fails, nothing has changed."""
        with self.store.recorded(verb) as recording:
            recording.body = journal.encode(edit)
        self._history.step(verb, edit)

    def close(self) -> None:
        """Let the file go."""
        self.store.close()

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
