"""What to label next: one account at a time, decided with one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from investigator.records import Address, Reason
from ui import words
from ui.language import say
from ui.panels import parts
from ui.panels.entries import Entry, EntryList
from ui.panels.reasons import Reasons, risk_tone
from ui.theme import Theme


@dataclass(frozen=True)
class Candidate:
    """An account worth a label: its calibrated score, and why it was picked."""

    address: Address
    score: float
    reasons: tuple[Reason, ...] = ()
    why: str = ""


class Worklist(QWidget):
    """I, L, U and S decide on the account in focus and move on; O labels it in full.

    `judged` carries (address, illicit: true, false or `None` for skipped), `left_open` an address that stays
    undecided, `taken_up` the one that is in focus after that; `account_clicked` and `label_asked` an address;
    `score_asked` is emitted where nothing is scored yet.
    """

    judged = Signal(object, object)
    left_open = Signal(object)
    taken_up = Signal(object)
    label_asked = Signal(object)
    account_clicked = Signal(object)
    score_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(320)
        self._candidates: tuple[Candidate, ...] = ()
        self.count = parts.label("", "dim")
        self.list = EntryList(say("Accounts to label next"))
        self.list.installEventFilter(self)
        self.why, self.reasons = parts.label("", "dim", wrap=True), Reasons()
        self._make_buttons()
        self.score = parts.button(say("Score the case"), self.score_asked.emit)
        self.empty = parts.label("", "empty", wrap=True)
        self.list.chosen.connect(self.account_clicked)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self.list.model().modelReset.connect(self._explain)
        head = parts.line(parts.label(say("Label next"), "title"), self.count, 0, margins=(16, 12, 16, 8))
        self._blank = QWidget()
        self._blank.setLayout(
            parts.column(self.empty, 8, parts.line(self.score, 0), margins=(16, 0, 16, 12))
        )
        first = parts.line(self.illicit, self.licit, self.open, 0)
        second = parts.line(self.skip, self.full, 0)
        buttons = parts.column(first, 8, second, margins=(16, 8, 16, 16))
        why = parts.column(self.why, 8, self.reasons, margins=(16, 8, 16, 0))
        whole = parts.column(head, self._blank, self.list, why, buttons)
        whole.setStretch(2, 1)
        whole.addStretch(0)
        self.setLayout(whole)
        self.show_candidates((), 0, scored=False)

    def _make_buttons(self) -> None:
        self.illicit = parts.button(
            say("&Illicit  I"), lambda: self.judge(True), tip=say("Label as illicit (I)")
        )
        self.licit = parts.button(
            say("&Licit  L"), lambda: self.judge(False), tip=say("Label as licit (L)")
        )
        self.open = parts.button(
            say("&Undecided  U"), self.leave_open, tip=say("It cannot be told; do not ask again (U)")
        )
        self.skip = parts.button(
            say("&Skip  S"), lambda: self.judge(None), quiet=True, tip=say("Decide later (S)")
        )
        self.full = parts.button(
            say("Lab&el…  O"), self._ask_label, tip=say("Label with source and evidence (O)")
        )

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self.list.set_theme(theme)

    def show_candidates(self, candidates: Sequence[Candidate], total: int, *, scored: bool = True) -> None:
        """Show these of `total` accounts without a label, the most telling first."""
        self._candidates = tuple(candidates)
        self.list.show_entries([_entry(one) for one in candidates])
        if candidates and self.list.current() is None:
            self.list.select(candidates[0].address)
        self.count.setText(words.count_of(len(candidates), total, "account") if candidates else "")
        self.empty.setText(
            say("Every scored account has a label or was skipped.")
            if scored
            else say("When the case is scored, the accounts whose label would tell most are listed here.")
        )
        self._blank.setVisible(not candidates)
        self.score.setVisible(not candidates and not scored)
        for part in (
            self.list,
            self.why,
            self.reasons,
            self.illicit,
            self.licit,
            self.open,
            self.skip,
            self.full,
        ):
            part.setVisible(bool(candidates))
        self._explain()

    def judge(self, illicit: bool | None) -> None:
        """Decide on the account in focus and move to the next."""
        address = self.list.current()
        if address is not None:
            following = self._move_on()
            self.judged.emit(address, illicit)
            self._take_up(following)

    def leave_open(self) -> None:
        """Leave the account in focus undecided and move to the next."""
        address = self.list.current()
        if address is not None:
            following = self._move_on()
            self.left_open.emit(address)
            self._take_up(following)

    def _move_on(self) -> object:
        """The next account has the focus; `None` if there is none."""
        row = self.list.currentIndex().row() + 1
        if row >= len(self._candidates):
            return None
        self.list.setCurrentIndex(self.list.model().index(row, 0))
        return self.list.current()

    def _take_up(self, address: object) -> None:
        if address is not None:
            self.taken_up.emit(address)

    def _ask_label(self) -> None:
        if self.list.current() is not None:
            self.label_asked.emit(self.list.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._decide(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: object, event: object) -> bool:
        """The list would take letters for a search."""
        return (
            isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress and self._decide(event)
        )

    def _decide(self, event: QKeyEvent) -> bool:
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_I: lambda: self.judge(True),
            Qt.Key.Key_L: lambda: self.judge(False),
            Qt.Key.Key_S: lambda: self.judge(None),
            Qt.Key.Key_U: self.leave_open,
            Qt.Key.Key_O: self._ask_label,
        }
        if event.key() not in acts or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        acts[event.key()]()
        return True

    def _explain(self) -> None:
        current = self.list.current()
        shown = next((one for one in self._candidates if one.address == current), None)
        self.why.setText(words.plain_lines(shown.why) if shown else "")
        self.reasons.show_reasons(shown.reasons[:3] if shown else ())


def _entry(one: Candidate) -> Entry:
    text = f"{words.shorten(one.address)}"
    tip = "\n".join([words.whole(one.address), one.why, *(reason.text for reason in one.reasons[:3])])
    tone = risk_tone(one.score)
    return Entry(
        one.address,
        text,
        f"{one.score:.2f}",
        tone,
        dot=tone,
        mono=True,
        tip=tip,
        whole=words.whole(one.address),
    )
