"""The inspector's page of one account."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from investigator import taxonomy
from investigator.data.queries.accounts import Counterparty, Holding
from investigator.records import AccountKind, Label
from ui import words
from ui.panels import parts
from ui.panels.entries import Entry, EntryList
from ui.panels.flow import Flow
from ui.panels.note import NoteEditor
from ui.panels.proof_list import ProofList
from ui.panels.reasons import Reasons, risk_tone
from ui.panels.subject import AccountView, Score
from ui.theme import Theme

KIND_NAMES = {kind: kind.name.lower() for kind in AccountKind}
HOLDINGS_SHOWN = 6
DECLINES = "declines to say: this is too little like what it learned from."


class AccountPage(QWidget):
    """Title, chips, balance, completeness, score with reasons, counterparties, claims, note.

    All signals but `account_clicked` are about the account shown and carry its address first:
    `label_asked`, `finding_asked`, `expand_asked` (address, 'both', 'in', 'out' or '' to ask how),
    `note_written` (address, text), `seed_asked` (address, whether it shall be one). `push_asked` says that a pull
    that stopped at the account shall go on.
    """

    account_clicked = Signal(object)
    label_asked = Signal(object)
    finding_asked = Signal(object)
    expand_asked = Signal(object, str)
    note_written = Signal(object, str)
    seed_asked = Signal(object, bool)
    score_asked = Signal()
    explain_asked = Signal()
    transfers_asked = Signal(object)
    push_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: AccountView | None = None
        self.title = parts.label("", "title", wrap=True, copy=True)
        self.where = parts.label("", "dim")
        self.address = parts.label("", "address", copy=True)
        self.copy = parts.button("Copy", self._copy, tip="Copy the whole address")
        self.copy.setProperty("link", True)
        self._chips = QWidget()
        self._chips.setLayout(Flow())
        self._balance, self._claims = QWidget(), QWidget()
        self.proof_head, self.proof = parts.section("Completeness"), ProofList()
        for part in (self._balance, self._claims):
            part.setLayout(parts.column())
        self.figure = parts.label("", "figure", copy=True)
        self.model = parts.label("", "dim", wrap=True)
        self.reasons = Reasons()
        self.score = parts.button("Score the case", self.score_asked.emit)
        self.explain = parts.button(
            "&Why this score?", self.explain_asked.emit, tip="What carries it, to be drawn"
        )
        self.others = EntryList("Counterparties", whole=True, inset=0)
        self.others.chosen.connect(self.account_clicked)
        self.others_head = parts.section("Counterparties")
        self.others_empty = parts.label("No transfer of this account is in the case.", "empty", wrap=True)
        self.note = NoteEditor()
        self.note.written.connect(self.note_written)
        self.expand = self._expand_menu()
        self.label = parts.button("&Label…", lambda: self._emit(self.label_asked))
        self.finding = parts.button("&State finding…", lambda: self._emit(self.finding_asked))
        self._build()

    def _build(self) -> None:
        score = parts.line(self.figure, self.model)
        score.setStretch(1, 1)
        self.setLayout(
            parts.column(
                self.title, 2, parts.line(self.address, self.copy, 0), self.where, 8, self._chips, 12,
                parts.line(self.label, self.expand, self.finding, 0), 20,
                parts.section("Score · lead"), 4, score, 4, self.reasons, parts.line(self.score, self.explain, 0), 16,
                parts.section("Balance"), 4, self._balance, 20,
                self.proof_head, 4, self.proof,
                self.others_head, 4, self.others, self.others_empty, 20,
                parts.section("Labels and their sources"), 4, self._claims, 20,
                parts.section("Note"), 4, self.note, 16, 0,
            )
        )  # fmt: skip

    def _expand_menu(self) -> QWidget:
        made = parts.button("Expand ▾")
        menu = QMenu(made)
        ways = (
            ("One hop, both ways", "both"), ("One hop to where it went", "out"),
            ("One hop to where it came from", "in"), ("Expand…", ""),
        )  # fmt: skip
        for text, way in ways:
            action = QAction(text, menu)
            action.triggered.connect(lambda _=False, way=way: self._emit(self.expand_asked, way))
            menu.addAction(action)
        menu.addSeparator()
        self.seed = QAction("Make it a seed", menu)
        self.seed.triggered.connect(
            lambda _=False: self._emit(self.seed_asked, not (self._view and self._view.seed))
        )
        menu.addAction(self.seed)
        shown = QAction("Show its transfers in the table", menu)
        shown.triggered.connect(lambda _=False: self._emit(self.transfers_asked))
        menu.addAction(shown)
        made.setMenu(menu)
        return made

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self.others.set_theme(theme)

    def show_account(self, view: AccountView) -> None:
        """Show this account."""
        self._view = view
        self.title.setText(words.plain(view.title or words.shorten(view.address), 120))
        self.address.setText(words.broken(words.whole(view.address)))
        self.where.setText(f"{KIND_NAMES[view.kind]} · {words.place(view.address)}")
        self.seed.setText("No longer a seed" if view.seed else "Make it a seed")
        self._show_chips(view)
        self._show_score(view.score)
        self._show_balance(view.holdings)
        self.proof_head.setVisible(view.certificate is not None)
        self.proof.show_certificate(view.certificate)
        self._show_others(view)
        self._show_claims(view)
        self.note.show_note(view.address, view.note)

    def _show_chips(self, view: AccountView) -> None:
        row = self._chips.layout()
        assert row
        parts.clear(row)
        if view.seed:
            row.addWidget(parts.pill("seed", "accent"))
        for claim in dict.fromkeys(view.labels + view.claims):
            row.addWidget(_chip(claim))
        if view.disputed:
            row.addWidget(
                parts.pill("disputed", "mid", "What is claimed about this account does not agree.")
            )
        if view.unsettled:
            told = words.plural(view.unsettled, "transfer")
            row.addWidget(
                parts.pill(f"{view.unsettled:,} not final", "mid", f"{told} may still be replaced.")
            )
        if view.stop and view.stop.open:
            told = f"The pull stopped here: {words.plain(view.stop.detail, 200)}. Push further to go on."
            row.addWidget(parts.pill(f"frontier · {view.stop.reason}", "", told))
            push = parts.button("Push further…", self.push_asked.emit, tip="Pull on from this account")
            push.setProperty("link", True)
            row.addWidget(push)
        self._chips.setVisible(row.count() > 0)

    def _show_score(self, score: Score | None) -> None:
        self.figure.setVisible(score is not None and not score.abstained)
        self.score.setVisible(score is None)
        self.explain.setVisible(score is not None)
        self.reasons.show_reasons(score.reasons if score else (), score.calibrated if score else 0)
        if score is None:
            self.model.setText("Not scored yet.")
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
            body.addWidget(parts.label("No transfer moved anything in or out.", "empty", wrap=True))
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

    def _show_claims(self, view: AccountView) -> None:
        body = self._claims.layout()
        assert body
        parts.clear(body)
        told = [(claim, "you") for claim in view.labels] + [(claim, "") for claim in view.claims]
        if not told:
            body.addWidget(
                parts.label("Nobody says who this is. Label it, or import labels.", "empty", wrap=True)
            )
        for claim, who in told:
            body.addWidget(_claim(claim, who))

    def _copy(self) -> None:
        if self._view:
            parts.copy(words.whole(self._view.address))

    def _emit(self, signal: object, *more: object) -> None:
        if self._view:
            signal.emit(self._view.address, *more)  # type: ignore[attr-defined]


def _ways(held: Holding) -> tuple[tuple[str, int, int], tuple[str, int, int]]:
    return ("In", held.received, held.transfers_in), ("Out", held.sent, held.transfers_out)


def _chip(claim: Label) -> QWidget:
    tone = {True: "high", False: "verified", None: ""}[claim.illicit]
    return parts.pill(claim.text, tone, f"{taxonomy.name(claim.category)} · {claim.tier} · {claim.source}")


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


def _claim(claim: Label, who: str) -> QWidget:
    made = QWidget()
    head = parts.line(
        parts.label(words.plain(claim.text, 80), wrap=True), parts.label(claim.tier.value, "dim")
    )
    head.setStretch(0, 1)
    source = who or claim.source or "no source given"
    verdict = {True: "illicit · ", False: "licit · ", None: ""}[claim.illicit]
    said = f"{verdict}{taxonomy.name(claim.category)} · {source} · confidence {claim.confidence}"
    lines = [parts.label(said, "dim", wrap=True)]
    if claim.note:
        lines.append(parts.label(claim.note[:300], "dim", wrap=True))
    made.setLayout(parts.column(head, *lines, 8))
    return made
