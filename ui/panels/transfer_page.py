"""The inspector's page of one transfer: every field, exact, and where it comes from."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from investigator.records import Address, Clock
from ui import words
from ui.language import say
from ui.panels import parts
from ui.panels.note import Note
from ui.panels.subject import TransferView

_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{40}\b")


class TransferPage(QWidget):
    """`exhibit_asked` carries (transfer, whether it shall be an exhibit), `account_clicked` an address.

    `prove_asked` carries a transfer whose transaction shall be proved, `note_written` (transfer, the exhibit's note).
    """

    exhibit_asked = Signal(object, bool)
    prove_asked = Signal(object)
    note_written = Signal(object, str)
    account_clicked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._view: TransferView | None = None
        self.figure = parts.label("", "figure", copy=True)
        self.worth = parts.label("", "dim", wrap=True, copy=True)
        self.worth.setContentsMargins(0, 4, 0, 4)
        self.state = parts.label("", "dim", wrap=True)
        self.exhibit = parts.button(say("Add e&xhibit"), self._toggle)
        self.origin, self.target = (self._end(name) for name in ("From", "To"))
        self._facts, self._source, self._proven = QWidget(), QWidget(), QWidget()
        for part in (self._facts, self._source, self._proven):
            part.setLayout(parts.column())
        self.hash = parts.label("", "address", copy=True)
        self.copy = parts.button(say("Copy"), self._copy, tip=say("Copy the transaction hash"))
        self.copy.setProperty("link", True)
        self.prove = parts.button(
            say("Prove"), self._prove, tip=say("Prove that the transaction is in its block")
        )
        self.prove.setProperty("link", True)
        self.note = Note()
        self.note.written.connect(self.note_written)
        self.proof = parts.label("", "dim", wrap=True, copy=True)
        self.setLayout(
            parts.column(
                parts.label(say("Transfer"), "title"), 8, self.figure, self.worth, self.state, 12,
                parts.line(self.exhibit, 0), 12, self.note, 16, parts.section(say("Between")), 4, self.origin, self.target, 20,
                parts.section(say("Details")), 4, self._facts, 20,
                parts.section(say("Transaction")), 4, parts.line(self.hash, self.copy, 0), 20,
                parts.section(say("Proof")), 4, _first_wide(parts.line(self.proof, self.prove)), self._proven, 20,
                parts.section(say("Where it comes from")), 4, self._source, 0,
            )
        )  # fmt: skip

    def _end(self, name: str) -> QWidget:
        made = QWidget()
        text = parts.label("", "address", copy=True)
        called = parts.label("", "dim", wrap=True)
        go = parts.button(say("Show"))
        go.setProperty("link", True)
        head = parts.label(name, "dim")
        head.setMinimumWidth(36)
        made.setLayout(parts.column(parts.line(head, text, 0, go), parts.line(44, called), 4))
        go.clicked.connect(lambda _=False: self._go(name))
        made.setMinimumHeight(28)
        return made

    def show_transfer(self, view: TransferView) -> None:
        """Show this transfer."""
        self._view = view
        row = view.row
        shown = words.amount(row.amount, row.decimals, row.symbol)
        self.figure.setText(words.broken(shown))
        parts.retone(self.figure, "role", "figure" if len(shown) <= 18 else "title")
        self._show_worth(view)
        state = (
            f"{words.standing(row.ok, row.standing, row.provisional)}\n{words.doubtful(row.doubts)}".strip()
        )
        self.state.setText(state)
        self.state.setVisible(bool(state))
        self.note.setVisible(view.exhibit is not None)
        self.note.head.setText(f"NOTE OF EXHIBIT {view.exhibit}")
        self.note.show_note(row.id if view.exhibit else None, view.exhibit_note)
        self.exhibit.setText(f"Remove e&xhibit {view.exhibit}" if view.exhibit else say("Add e&xhibit"))
        for end, address in ((self.origin, row.sender), (self.target, row.receiver)):
            self._show_end(end, address, view.names.get(address, ""))
        self._show_facts(view)
        self.hash.setText(words.broken(row.tx_hash) or "none: the file names no transaction")
        self.copy.setVisible(bool(row.tx_hash))
        self._show_proof(view)
        self._show_source(view)

    def _show_worth(self, view: TransferView) -> None:
        """What it was worth: no fact of the chain, so that the price, its source and its age stand beside it."""
        derived = view.worth
        self.worth.setVisible(derived is not None)
        if derived is not None:
            basis = words.plain(derived.basis, 400)
            brief = _ADDRESS.sub(lambda found: words.shorten(found[0]), basis)
            shown = " ".join(words.broken(word, 30) for word in brief.split(" "))
            self.worth.setText(f"{words.plain(derived.figure)}\n{shown}")
            self.worth.setToolTip(words.tip(basis))
            parts.retone(self.worth, "tone", "mid" if derived.stale else "")

    @staticmethod
    def _show_end(end: QWidget, address: Address, name: str) -> None:
        _, text, called = end.findChildren(QLabel)
        text.setText(words.shorten(address))
        text.setToolTip(words.tip(f"{words.whole(address)}\n{words.place(address)}"))
        called.setText(words.plain(name, 120))
        called.setVisible(bool(name))
        called.setToolTip(words.tip(name))

    def _show_facts(self, view: TransferView) -> None:
        body = self._facts.layout()
        assert body
        parts.clear(body)
        row = view.row
        unit = "Time (UTC)" if row.clock == Clock.UTC else "Time"
        lines = [(unit, words.when(row.time, row.clock)),
                 ("Kind", words.kind(row.kind, row.ok, row.standing, row.provisional)),
                 ("Asset", words.asset(row.symbol, 40, row.doubts)), ("Base units", words.broken(str(row.amount), 30)),
                 ("Decimals", "not known" if row.decimals is None else str(row.decimals))]  # fmt: skip
        for name, number in (("Block", row.block), ("Position", row.position)):
            lines += [(name, f"{number:,}")] if number is not None else []
        lines += [("Token", words.plain(row.token_id, 80))] if row.token_id else []
        for name, value in lines:
            body.addWidget(parts.fact(name, value))

    def _show_proof(self, view: TransferView) -> None:
        """What a Merkle proof says of the transfer, or the offer to make one."""
        mark, body = view.proof, self._proven.layout()
        assert body
        parts.clear(body)
        self.prove.setVisible(mark is None and bool(view.row.tx_hash))
        if mark is None:
            named = bool(view.row.tx_hash)
            said, tone = "Not proved to be in its block" if named else "None without a transaction", ""
        elif mark.wrong:
            said, tone = f"The proof contradicts this: {mark.wrong}", "high"
        elif mark.shows:
            said, tone = f"Proved to be in block {mark.block:,}", "verified"
        else:
            said, tone = (
                f"Its transaction is proved to be in block {mark.block:,}, this movement is not",
                "",
            )
        self.proof.setText(words.plain_lines(said))
        parts.retone(self.proof, "tone", tone)
        for name, digest in (
            (("Hash of the block", mark.block_hash), ("SHA-256 of the proof", mark.sha256)) if mark else ()
        ):
            body.addWidget(parts.label(name, "dim"))
            body.addWidget(parts.label(words.broken(digest), "address", copy=True))

    def _show_source(self, view: TransferView) -> None:
        body = self._source.layout()
        assert body
        parts.clear(body)
        row, got = view.row, view.acquisition
        line = f", line {row.row_number:,}" if row.row_number is not None else ""
        if got is None:
            body.addWidget(parts.label(f"Acquisition {row.acquisition}{line}", wrap=True))
            return
        body.addWidget(parts.label(f"{got.source}{line}", wrap=True, copy=True))
        at = words.when(got.acquired_at, Clock.UTC)
        kept = "kept in the case" if got.kept else "kept by its hash"
        body.addWidget(
            parts.label(
                f"{got.kind} · {words.size(got.bytes)} · {kept}\n{at} UTC · {got.tool}", "dim", wrap=True
            )
        )
        body.addWidget(parts.label(say("SHA-256"), "dim"))
        body.addWidget(parts.label(words.broken(got.sha256), "address", copy=True))

    def _toggle(self) -> None:
        if self._view:
            self.exhibit_asked.emit(self._view.row.id, self._view.exhibit is None)

    def _go(self, name: str) -> None:
        if self._view:
            row = self._view.row
            self.account_clicked.emit(row.sender if name == "From" else row.receiver)

    def _prove(self) -> None:
        if self._view:
            self.prove_asked.emit(self._view.row.id)

    def _copy(self) -> None:
        if self._view:
            parts.copy(self._view.row.tx_hash)


def _first_wide(row: QBoxLayout) -> QBoxLayout:
    row.setStretch(0, 1)
    return row
