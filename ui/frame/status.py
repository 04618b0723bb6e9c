"""The status bar: offline or not, what is shown, running work, and the state of the journal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from investigator.network import offline
from ui import words
from ui.language import say
from ui.panels import parts

HEIGHT = 28


class Status(QWidget):
    """`cancel_asked` is for the work that is shown; `tasks_asked` and `journal_asked` for the panels behind."""

    cancel_asked = Signal()
    tasks_asked = Signal()
    journal_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.line = parts.label("", "", "verified")
        self.show_asked(())
        self.guarded = parts.label(say("read-only"), "pill", "mid")
        self.guarded.setToolTip(say("Nothing in this case can be changed. See Preferences, Safety."))
        self.guarded.hide()
        self.shown = parts.label("", "dim")
        self.work: QPushButton = _link("", say("Show all running work"))
        self.work.clicked.connect(lambda _on=False: self.tasks_asked.emit())
        self.bar: QProgressBar = parts.bar(0, "", say("Progress"))
        self.bar.setFixedWidth(88)
        self.cancel: QPushButton = _link(say("Cancel"), say("Stop this work; nothing half-done is kept."))
        self.journal: QPushButton = _link("", say("Show the journal"))
        self.cancel.clicked.connect(lambda _on=False: self.cancel_asked.emit())
        self.journal.clicked.connect(lambda _on=False: self.journal_asked.emit())
        row = parts.line(
            self.line, 8, self.guarded, self.shown, 0, self.work, self.bar, self.cancel, 8, self.journal,
            margins=(14, 0, 8, 0),
        )  # fmt: skip
        self.setLayout(row)
        self.show_idle()

    def show_asked(self, names: Sequence[str]) -> None:
        """Say who is asked over the network now; nobody, as a rule."""
        if offline():
            self.line.setText(say("● offline: network forbidden"))
            self.line.setToolTip(
                say("No connection is opened, whoever wants one. See Preferences, Safety.")
            )
            parts.retone(self.line, "tone", "verified")
            return
        who = ", ".join(words.plain(name, 40) for name in names)
        self.line.setText(f"● asking {who}" if who else say("● offline"))
        self.line.setToolTip(
            say("Who is asked learns what is asked for. Nothing else is sent.")
            if who
            else say("Nothing is sent anywhere unless you ask a node or an explorer.")
        )
        parts.retone(self.line, "tone", "accent" if who else "verified")

    def show_guarded(self, guarded: bool) -> None:
        """Say that nothing in the case can be changed, or no longer."""
        self.guarded.setVisible(guarded)

    def show_counts(self, text: str) -> None:
        """Say what is shown out of how much."""
        self.shown.setText(text)

    def show_work(self, name: str, done: int, total: int | None, more: int) -> None:
        """Say how far the work in front is, and how much waits behind it."""
        share = f" {done / total:.0%}" if total else ""
        behind = f" and {more:,} more" if more else ""
        self.work.setText(f"{words.plain(name, 60)}…{share}{behind}")
        self.bar.setRange(0, 1000 if total else 0)
        self.bar.setValue(round(1000 * done / total) if total else 0)
        for part in (self.work, self.bar, self.cancel):
            part.show()

    def show_idle(self) -> None:
        """Nothing runs."""
        for part in (self.work, self.bar, self.cancel):
            part.hide()

    def show_journal(self, text: str, tip: str, *, verified: bool) -> None:
        """Say how long the journal is, and whether it was checked."""
        self.journal.setText(text)
        self.journal.setToolTip(words.tip(tip))
        parts.retone(self.journal, "tone", "verified" if verified else "")


def _link(text: str, tip: str) -> QPushButton:
    made = parts.button(text, tip=tip)
    made.setProperty("link", True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def counted(accounts: int, of_accounts: int, transfers: int, of_transfers: int, beyond: int) -> str:
    """`96 of 4,118 accounts · 148 of 21,406 transfers shown · 3 neighbours left out`."""
    said = f"{words.count_of(accounts, of_accounts, 'account')} · " + (
        f"{words.count_of(transfers, of_transfers, 'transfer')} shown"
    )
    return f"{said} · {words.plural(beyond, 'neighbour')} left out" if beyond else said
