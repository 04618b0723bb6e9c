"""The inspector's page of one account."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from investigator.data.queries.accounts import Counterparty, Holding
from ui import words
from ui.language import say
from ui.panels import parts
from ui.panels.account_head import AccountHead
from ui.panels.balance_plot import Balances
from ui.panels.claim_list import ClaimList
from ui.panels.depth import EntitySection, ExposureSection, OwnHistory, wear
from ui.panels.entries import Entry, EntryList
from ui.panels.note import Note
from ui.panels.proof_list import ProofList
from ui.panels.reasons import Reasons, risk_tone
from ui.panels.subject import AccountView, Score
from ui.theme import Theme

HOLDINGS_SHOWN = 6
WAITING = "Working it out…"


class AccountPage(QWidget):
    """Head, score with reasons, balance, exposure, entity, completeness, counterparties, claims, note, history.

    What takes long is filled in by `balances`, `exposure`, `entity` and `history` when it is there. The signals carry
    the account's address first: `note_written` (address, text), `exposure_asked`; those of the head are in `head`.
    """

    account_clicked = Signal(object)
    note_written = Signal(object, str)
    score_asked = Signal()
    explain_asked = Signal()
    exposure_asked = Signal(object)
    history_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: AccountView | None = None
        self.head = AccountHead()
        self._balance = QWidget()
        self._balance.setLayout(parts.column())
        self.balances, self.claims = Balances(), ClaimList()
        self.exposure, self.entity, self.history = ExposureSection(), EntitySection(), OwnHistory()
        self.proof_head, self.proof = parts.section(say("Completeness")), ProofList()
        self.figure = parts.label("", "figure", copy=True)
        self.model = parts.label("", "dim", wrap=True)
        self.reasons = Reasons()
        self.score = parts.button(say("Score the case"), self.score_asked.emit)
        self.explain = parts.button(
            say("&Why this score?"), self.explain_asked.emit, tip=say("What carries it, to be drawn")
        )
        self.others = EntryList(say("Counterparties"), whole=True, inset=0)
        self.others_head = parts.section(say("Counterparties"))
        self.others_empty = parts.label(
            say("No transfer of this account is in the case."), "empty", wrap=True
        )
        self.note = Note()
        self.note.written.connect(self.note_written)
        self.history.history_asked.connect(self.history_asked)
        self.exposure.asked.connect(self._ask_exposure)
        for one in (self.others.chosen, self.entity.account_clicked):
            one.connect(self.account_clicked)
        self._build()

    def _build(self) -> None:
        score = parts.line(self.figure, self.model)
        score.setStretch(1, 1)
        self.setLayout(
            parts.column(
                self.head, 20,
                parts.section(say("Score · lead")), 4, score, 4, self.reasons, parts.line(self.score, self.explain, 0), 16,
                parts.section(say("Balance over time")), 4, self.balances, self._balance, 20,
                parts.section(say("Exposure · attribution")), 4, self.exposure, 20,
                parts.section(say("Entity")), 4, self.entity, 20,
                self.proof_head, 4, self.proof,
                self.others_head, 4, self.others, self.others_empty, 20,
                parts.section(say("Labels and their sources")), 4, self.claims, 12,
                self.note, 20,
                parts.section(say("History")), 4, self.history, 16, 0,
            )
        )  # fmt: skip

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        wear(theme, self.others, self.entity.list, self.history.list)
        self.balances.plot.set_theme(theme)

    def show_account(self, view: AccountView) -> None:
        """Show this account. What takes long stays as it was if it is the same account, else is waited for."""
        with parts.filling(self):
            self._fill(view)

    def _fill(self, view: AccountView) -> None:
        before = self._view if self._view and self._view.address == view.address else None
        self._view = view
        self.head.show_account(view)
        # what did not change is left alone: making many small widgets anew takes time that an edit need not
        if before is None or before.score != view.score:
            self._show_score(view.score)
        if before is None or before.holdings != view.holdings:
            self._show_balance(view.holdings)
        if before is None or before.certificate != view.certificate:
            self.proof_head.setVisible(view.certificate is not None)
            self.proof.show_certificate(view.certificate)
        self._show_others(view)
        if before is None or (before.labels, before.claims) != (view.labels, view.claims):
            self.claims.show_claims(view.labels, view.claims)
        self.note.show_note(view.address, view.note)
        if before is None:
            for part in (self.balances, self.exposure, self.entity, self.history):
                part.show_waiting(WAITING)

    def _show_score(self, score: Score | None) -> None:
        self.figure.setVisible(score is not None and not score.abstained)
        self.score.setVisible(score is None)
        self.explain.setVisible(score is not None)
        self.reasons.show_reasons(score.reasons if score else (), score.calibrated if score else 0)
        if score is None:
            self.model.setText(say("Not scored yet."))
            return
        beside = f"\nbaseline {score.baseline:.2f}" if score.baseline is not None else ""
        if score.abstained:
            reason = "declines to say: this is too little like what it learned from."
            self.model.setText(f"{words.plain(score.model, 80)} {reason}{beside}")
            return
        self.figure.setText(f"{score.calibrated:.2f}")
        parts.retone(self.figure, "tone", risk_tone(score.calibrated))
        self.model.setText(f"{words.plain(score.model, 80)} · calibrated{beside}")

    def _show_balance(self, holdings: tuple[Holding, ...]) -> None:
        body = self._balance.layout()
        assert body
        parts.clear(body)
        if not holdings:
            body.addWidget(parts.label(say("No transfer moved anything in or out."), "empty", wrap=True))
        for held in holdings[:HOLDINGS_SHOWN]:
            for way, units, count in _ways(held):
                shown = f"{words.amount(units, held.decimals, held.symbol, places=6)} · {count:,}"
                exact = (
                    f"{words.amount(units, held.decimals, held.symbol)}\n{words.plural(count, 'transfer')}"
                )
                mark = " · suspect" if held.doubts else ""
                told = f"{exact}\n{words.doubtful(held.doubts)}".strip()
                body.addWidget(parts.fact(way, f"{shown}{mark}", tip=told))
        if len(holdings) > HOLDINGS_SHOWN:
            left = words.plural(len(holdings) - HOLDINGS_SHOWN, "more asset")
            body.addWidget(parts.label(f"and {left}, less busy", "dim"))

    def _show_others(self, view: AccountView) -> None:
        shown, total = len(view.counterparties), max(view.counterparty_total, len(view.counterparties))
        of = f" · {shown:,} of {total:,}" if total else ""
        self.others_head.setText(f"COUNTERPARTIES{of}")
        self.others.show_entries(
            [_other(one, view.names.get(one.address, "")) for one in view.counterparties]
        )
        self.others.setVisible(bool(shown))
        self.others_empty.setVisible(not shown)

    def _ask_exposure(self) -> None:
        if self._view:
            self.exposure_asked.emit(self._view.address)


def _ways(held: Holding) -> tuple[tuple[str, int, int], tuple[str, int, int]]:
    return ("In", held.received, held.transfers_in), ("Out", held.sent, held.transfers_out)


def _other(one: Counterparty, name: str) -> Entry:
    way = "⇄" if one.received and one.sent else "→" if one.sent else "←"
    tip = (
        f"{name}\n{words.whole(one.address)}\n"
        f"received {words.amount(one.received, one.decimals, one.symbol)}\n"
        f"sent {words.amount(one.sent, one.decimals, one.symbol)}"
    ).strip()
    largest = max(one.received, one.sent)
    detail = f"{words.amount(largest, one.decimals, one.symbol, places=2)} {way} · {one.transfers:,}"
    text = name or words.shorten(one.address)
    return Entry(one.address, text, detail, mono=not name, tip=tip, whole=words.whole(one.address))
