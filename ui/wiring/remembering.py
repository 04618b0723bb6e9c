"""The memory of addresses in the window: kept in step with the open case, and told in the inspector, if it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer

from investigator.cases.case import Case
from investigator.cases.edits import Changed
from investigator.errors import Trouble
from investigator.operations import remembering
from investigator.operations.remembering import LOST, Memory, Seen
from investigator.preferences import Preferences
from investigator.progress import Cancelled, Tick
from ui import words
from ui.desk import Desk
from ui.language import say
from ui.panels.account_head import AccountHead
from ui.panels.subject import AccountView
from ui.tasks import Latest

CALM = 3_000
"""Milliseconds without a change after which a case is noted."""
MOMENT = 1.0
"""Seconds that closing a case waits for it to be noted."""
TOLD = Changed.EVIDENCE | Changed.MEMBERS | Changed.LABELS | Changed.NOTES | Changed.FINDINGS
NAMED = 3
"""Cases that are named; the others are counted."""


class MemoryVerbs(QObject):
    """Does nothing and makes no file while the memory is off. `recent` are case files that were open before."""

    def __init__(self, desk: Desk, head: AccountHead, recent: Callable[[], list[Path]]) -> None:
        super().__init__(desk.window)
        self._desk, self._head, self._recent = desk, head, recent
        self._folder = desk.settings.models.parent
        self._memory: Memory | None = None
        self._on, self._told = desk.choices.now.memory, ""
        self._view: AccountView | None = None
        self._look = Latest(desk.runner, "Looking in the memory of addresses")
        self._note = Latest(desk.runner, "Remembering addresses")
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._calm.timeout.connect(self._remember)
        desk.choices.changed.connect(self._chosen)
        desk.session.opened.connect(self._opened)
        desk.session.changed.connect(self._mark)
        desk.session.closing.connect(self._last)

    def follow(self, view: object) -> None:
        """Tell in which other cases the account that is shown was seen."""
        before, self._view = self._view, view if isinstance(view, AccountView) else None
        if self._view is None or (before and before.address != self._view.address):
            self._head.show_seen("")
        if not self._on or self._view is None or not self._desk.session.is_open:
            self._look.drop()
            return
        case, address, files = self._desk.session.at_rest(), self._view.address, self._recent()

        def work(_tick: Tick) -> Seen | str:
            try:
                return remembering.seen(self._begun(), address, case, files)
            except Trouble as trouble:
                return str(trouble)

        self._look.ask(work, self._show)

    def _begun(self) -> Memory:
        """The memory, begun at first need; on another thread, since a keyring may be slow."""
        self._memory = self._memory or remembering.start(self._folder)
        return self._memory

    def forget(self) -> None:
        """Forget the open case, and remember it no more. Raises `Trouble` where the memory is off."""
        if not self._on:
            raise Trouble("The memory of addresses is off; there is nothing to forget.")
        case = self._desk.session.at_rest()
        self._calm.stop()
        self._note.drop()

        def work(_tick: Tick) -> None:
            remembering.forget(self._begun(), case)

        def done(_nothing: None) -> None:
            self._desk.messages.note(
                say("The memory holds nothing of this case, and remembers it no more."),
                say("Remember it again"),
                self.recall,
            )

        self._desk.runner.start("Forgetting the addresses of this case", work, done)

    def recall(self) -> None:
        """Remember the open case, though it was to be forgotten."""
        case = self._desk.session.at_rest()

        def work(tick: Tick) -> None:
            remembering.recall(self._begun(), case, tick)

        self._desk.runner.start("Remembering the addresses of this case", work)

    def rebuild(self) -> None:
        """Begin the memory anew from the cases that were open before."""
        files = self._recent()
        own = self._desk.session.at_rest() if self._desk.session.is_open else None
        rest = [one for one in files if own is None or one != own.store.path]

        def work(tick: Tick) -> tuple[Memory, list[str]]:
            memory, wrong = remembering.rebuild(self._folder, rest, tick)
            if own is not None:
                remembering.remember(memory, own, tick)
            return memory, wrong

        self._desk.runner.start("Building the memory of addresses again", work, self._rebuilt)

    def _rebuilt(self, made: tuple[Memory, list[str]]) -> None:
        self._memory, wrong = made
        self._told = ""
        left = f" {words.plural(len(wrong), 'case')} could not be read. {wrong[0]}" if wrong else ""
        self._desk.messages.note(f"The memory of addresses is built again.{left}")
        self.follow(self._view)

    def _show(self, found: Seen | str) -> None:
        if isinstance(found, str):
            self._trouble(found)
        else:
            self._head.show_seen(seen_in_words(found))

    def _chosen(self, now: Preferences) -> None:
        if now.memory == self._on:
            return
        self._on, self._memory, self._told = now.memory, None, ""
        if self._on:
            self._remember()
            self.follow(self._view)
            return
        self._calm.stop()
        self._note.drop()
        self._head.show_seen("")
        self._desk.runner.start(
            "Deleting the memory of addresses",
            lambda _tick: remembering.end(self._folder),
            lambda _done: self._desk.messages.note(
                say("The memory of addresses is deleted, and its key with it.")
            ),
        )

    def _opened(self) -> None:
        self._calm.stop()
        if self._on and self._desk.session.is_open:
            self._calm.start()

    def _mark(self, changed: Changed) -> None:
        if self._on and changed & TOLD and self._desk.session.is_open:
            self._calm.start()

    def _remember(self) -> None:
        if not self._on or not self._desk.session.is_open:
            return
        case = self._desk.session.at_rest()
        self._note.ask(
            lambda tick: self._noted(case, tick), lambda told: self._trouble(told) if told else None
        )

    def _noted(self, case: Case, tick: Tick) -> str:
        """Note a case, on another thread; what went wrong, in a sentence."""
        try:
            remembering.remember(self._begun(), case, tick)
        except Trouble as trouble:
            return str(trouble)
        return ""

    def _last(self) -> None:
        """Note what changed since, before the case is let go: what takes longer is noted when it is opened again."""
        if self._on and self._calm.isActive():
            case = self._desk.session.at_rest()
            self._desk.runner.last(lambda: self._noted(case, until(monotonic() + MOMENT)), MOMENT)

    def _trouble(self, sentence: str) -> None:
        """Say what is wrong once, and offer to mend it where that can be done."""
        if sentence == self._told:
            return
        self._told = sentence
        if sentence == LOST:
            self._desk.messages.caution(
                say(
                    "The key of the memory of addresses is gone, or the keyring is locked: nothing in it can be read."
                ),
                say("Build it again"),
                self.rebuild,
            )
        else:
            self._desk.messages.caution(sentence)


def until(end: float) -> Tick:
    """A tick that stops work once this moment of `monotonic` is past: nobody waits for it any more."""

    def tick(done: int, total: int | None = None, note: str = "") -> None:
        if monotonic() > end:
            raise Cancelled

    return tick


def seen_in_words(found: Seen) -> str:
    """`Looked at in 2 other cases: theft, drain · occurs in 3 more of 12`; '' for nowhere else."""
    said = []
    if found.looked:
        said.append(f"Looked at in {words.plural(found.looked, 'other case')}{_named(found.looked_in)}")
    if found.occurs:
        rest = f"{found.occurs:,} more" if found.looked else words.plural(found.occurs, "other case")
        said.append(
            f"{'occurs' if said else 'Occurs'} in {rest} of {found.others:,}{_named(found.occurs_in)}"
        )
    return " · ".join(said)


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(words.plain(one, 40) for one in names[:NAMED])
    return f": {shown}{' …' if len(names) > NAMED else ''}" if shown else ""
