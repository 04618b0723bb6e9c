"""What takes longer to find out about an account: how it is exposed, whom it belongs to, what was done about it.

Each section says what is being worked out, and can be filled whenever that is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from investigator.records import Address
from ui import words
from ui.language import say
from ui.panels import parts
from ui.panels.entries import Entry, EntryList
from ui.panels.history import Step
from ui.theme import Theme

STEPS = 8
MEMBERS = 8


@dataclass(frozen=True)
class Share:
    """A category's share of the money of one side, `amount` in words, and whether it is one of illicit accounts."""

    category: str
    share: float
    amount: str
    illicit: bool | None
    near: str
    tip: str = ""


@dataclass(frozen=True)
class ExposureView:
    """Where the money of the busiest assets comes from and goes to: by side and asset, the largest share first."""

    sides: tuple[tuple[str, tuple[Share, ...]], ...]
    stated: str = ""


@dataclass(frozen=True)
class Member:
    """An account of the same entity, and the link that says so, if it is a link of the account shown itself."""

    address: Address
    name: str
    rule: str = ""
    tier: str = ""
    tip: str = ""


@dataclass(frozen=True)
class EntityView:
    """The entity of an account: `total` accounts, the linked ones first; `labels` are what sources call them."""

    members: tuple[Member, ...] = ()
    total: int = 0
    labels: tuple[str, ...] = ()


class ExposureSection(QWidget):
    """Shares as bars, illicit ones in the colour of risk and said so. `asked` wants it worked out, or all of it."""

    asked = Signal()
    all_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said = parts.label("", "empty", wrap=True)
        self.start = parts.button(
            say("Work out"), self.asked.emit, tip=say("May take a while in a case of this size")
        )
        self.more = parts.button(
            say("All of it…"), self.all_asked.emit, tip=say("Every asset, hop and account, as a list")
        )
        self.more.setProperty("link", True)
        self._shown: ExposureView | None = None
        self._body = parts.column()
        self.setLayout(
            parts.column(self.said, parts.line(self.start, 0), self._body, parts.line(self.more, 0))
        )

    def show_waiting(self, said: str, *, offer: bool = False) -> None:
        """Say what is going on; with `offer`, that it is begun when asked for."""
        self._shown = None
        parts.clear(self._body)
        self.said.setText(said)
        self.said.show()
        self.start.setVisible(offer)
        self.more.hide()

    def show_exposure(self, view: ExposureView) -> None:
        """Show the shares of each side."""
        if view == self._shown:
            return
        self._shown = view
        with parts.filling(self):
            self._fill(view)

    def _fill(self, view: ExposureView) -> None:
        parts.clear(self._body)
        self.start.hide()
        self.more.setVisible(bool(view.sides))
        self.said.setText(view.stated if view.sides else say("No money comes to it or goes from it."))
        for head, shares in view.sides:
            self._body.addSpacing(8)
            self._body.addWidget(parts.label(head, wrap=True))
            self._body.addSpacing(4)
            for one in shares:
                self._body.addWidget(_share(one))


def _share(one: Share) -> QWidget:
    made = QWidget()
    risk = {True: " · illicit", False: "", None: ""}[one.illicit]
    name = parts.label(f"{words.plain(one.category, 40)}{risk}", wrap=True)
    figure = parts.label(percent(one.share))
    row = parts.line(name, figure)
    row.setStretch(0, 1)
    tone = "high" if one.illicit else "low"
    made.setLayout(
        parts.column(
            row,
            parts.bar(one.share, tone, f"{one.category}: {percent(one.share)}"),
            2,
            parts.label(f"{one.amount} · {one.near}", "dim", wrap=True),
            8,
        )
    )
    made.setToolTip(words.tip(one.tip))
    return made


def percent(share: float) -> str:
    """A share as people read it: neither nothing nor all where it is not quite that."""
    if 0 < share < 0.001:
        return "< 0.1 %"
    return "> 99.9 %" if 0.999 < share < 1 else f"{100 * share:.1f} %"


class EntitySection(QWidget):
    """The other accounts of the entity, each with the rule that links it and the tier of that."""

    account_clicked = Signal(object)
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said = parts.label("", "empty", wrap=True)
        self.start = parts.button(
            say("Find entities"), self.asked.emit, tip=say("May take a while in a case of this size")
        )
        self.list = EntryList(say("Accounts of the same entity"), whole=True, inset=0)
        self.list.chosen.connect(self.account_clicked)
        self.setLayout(parts.column(self.said, 2, parts.line(self.start, 0), self.list))

    def show_waiting(self, said: str, *, offer: bool = False) -> None:
        """Say what is going on; with `offer`, that it is begun when asked for."""
        self.said.setText(said)
        self.start.setVisible(offer)
        self.list.show_entries(())
        self.list.hide()

    def show_entity(self, view: EntityView) -> None:
        """Show whom the account belongs with, and why."""
        self.start.hide()
        shown = view.members[:MEMBERS]
        rest = view.total - 1 - len(shown)
        said = f"One of {words.plural(view.total, 'account')} that belong together"
        if view.labels:
            said += f", called {', '.join(words.plain(one, 40) for one in view.labels[:3])}"
        more = f" {words.plural(rest, 'more account')} not listed." if rest > 0 else ""
        self.said.setText(
            f"{said}. Select two and ask Why are these one?{more}"
            if view.total > 1
            else say("Nothing in this case links it with another account.")
        )
        self.list.show_entries([_member(one) for one in shown])
        self.list.setVisible(bool(shown))


def _member(one: Member) -> Entry:
    text = one.name or words.shorten(one.address)
    detail = f"{one.rule} · {one.tier}" if one.rule else "through others"
    tip = f"{words.whole(one.address)}\n{one.tip}".strip()
    return Entry(one.address, text, detail, mono=not one.name, tip=tip, whole=words.whole(one.address))


class OwnHistory(QWidget):
    """The journal's lines about the account, the newest first. `history_asked` wants the whole journal."""

    history_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said = parts.label("", "empty", wrap=True)
        self.list = EntryList(say("History of this account"), whole=True, inset=0)
        self.list.chosen.connect(lambda _seq: self.history_asked.emit())
        self.setLayout(parts.column(self.said, self.list))

    def show_waiting(self, said: str) -> None:
        """Say what is going on."""
        self.said.setText(said)
        self.said.show()
        self.list.hide()

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these lines of the journal, oldest first as given."""
        shown = list(reversed(steps))[:STEPS]
        rest = len(steps) - len(shown)
        self.said.setText(
            say("Nothing was done about this account yet.")
            if not shown
            else f"and {words.plural(rest, 'earlier line')} in the history"
            if rest
            else ""
        )
        self.said.setVisible(bool(self.said.text()))
        self.list.show_entries([step.entry(brief=True) for step in shown])
        self.list.setVisible(bool(shown))


def wear(theme: Theme, *lists: EntryList) -> None:
    """Paint these in a theme from now on."""
    for one in lists:
        one.set_theme(theme)
