"""The open case for Qt, and what of it is selected."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from investigator.cases.case import Case
from investigator.cases.edits import AnyEdit, Changed
from investigator.data import ledger
from investigator.data.ledger import Line
from investigator.errors import Trouble

EVERYTHING = ~Changed.NOTHING


class Session(QObject):
    """The only Qt object that changes a case.

    `closing` is emitted before the open case is let go, while it can still be read and written; `opened` after a case
    was opened or closed; `changed` carries what an edit, an undo or the
    end of a task touched (`Changed`).
    """

    closing = Signal()
    opened = Signal()
    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._case: Case | None = None

    @property
    def is_open(self) -> bool:
        """Whether a case is open."""
        return self._case is not None

    @property
    def case(self) -> Case:
        """The open case. Raises `Trouble` where none is."""
        if self._case is None:
            raise Trouble("No case is open; open one or make a new one.")
        return self._case

    def at_rest(self) -> Case:
        """The case as it stands, for work on another thread."""
        return self.case.at_rest()

    def adopt(self, case: Case) -> None:
        """Make this the open case; the one before is closed. Work on it must have been stopped."""
        if self._case is not None:
            self.closing.emit()
        before, self._case = self._case, case
        if before is not None:
            before.close()
        self.opened.emit()
        self.changed.emit(EVERYTHING)

    def close(self) -> None:
        """Let the case go. Nothing is lost: every gesture is in the journal already."""
        if self._case is not None:
            self.closing.emit()
        before, self._case = self._case, None
        if before is not None:
            before.close()
            self.opened.emit()
            self.changed.emit(EVERYTHING)

    def do(self, edit: AnyEdit) -> None:
        """Record an edit and apply it. A line of the journal costs about 2 ms."""
        self.changed.emit(self.case.do(edit))

    def undo(self) -> None:
        """Take back the last edit."""
        self.changed.emit(self.case.undo())

    def redo(self) -> None:
        """Do again what was last taken back."""
        self.changed.emit(self.case.redo())

    def go(self, step: Callable[[Case], Changed]) -> None:
        """Go elsewhere in the tree of steps, or take something over from there, by one of `operations`."""
        self.changed.emit(step(self.case))

    def touch(self, what: Changed) -> None:
        """Say that a task has added evidence or results."""
        if self.is_open:
            self.changed.emit(what)

    def undoable(self) -> str:
        """What Undo would take back; '' for nothing."""
        edit = self.case.history.back if self.is_open else None
        return edit.summary if edit else ""

    def redoable(self) -> str:
        """What Redo would do; '' for nothing."""
        edit = self.case.history.forth if self.is_open else None
        return edit.summary if edit else ""

    def journal(self) -> list[Line]:
        """All lines of the journal; may be read on any thread."""
        with self.case.store.reading() as db:
            return list(ledger.lines(db))


class Selection(QObject):
    """Which accounts or which transfers are selected: never both, since the inspector shows one thing.

    `changed` is emitted after a change; `source` says who made it, so that nobody answers itself.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.accounts: tuple[int, ...] = ()
        self.transfers: tuple[int, ...] = ()

    def choose(self, accounts: Iterable[int], source: object = None) -> None:
        """Select these accounts."""
        self._set(tuple(dict.fromkeys(int(one) for one in accounts)), (), source)

    def choose_transfers(self, transfers: Iterable[int], source: object = None) -> None:
        """Select these transfers."""
        self._set((), tuple(dict.fromkeys(int(one) for one in transfers)), source)

    def clear(self) -> None:
        """Select nothing."""
        self._set((), (), None)

    def _set(self, accounts: tuple[int, ...], transfers: tuple[int, ...], source: object) -> None:
        if (accounts, transfers) != (self.accounts, self.transfers):
            self.accounts, self.transfers = accounts, transfers
            self.changed.emit(source)
