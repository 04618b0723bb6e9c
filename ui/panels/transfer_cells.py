"""The columns of the transfer table, and how each cell of them reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont

from investigator.cases.worth import Derived, rounded
from investigator.data.queries.select import Order
from investigator.data.queries.transfers import TransferRow
from investigator.money import show_amount
from investigator.query import times
from investigator.query.pieces import quoted
from investigator.records import Clock
from ui import words
from ui.theme import DARK, Theme, address_font

Sorting = Order | Literal["worth"]


@dataclass(frozen=True)
class Head:
    """A column: its name, how it sorts if it does, its key among `exports.sheet` and in queries, and its widest text."""

    name: str
    order: Sorting | None
    key: str
    query: str
    widest: str
    tip: str = ""
    shown: bool = True


HEADS: tuple[Head, ...] = (
    Head("Time (UTC)", "time", "time", "time", "2026-03-02 04:00:00"),
    Head("From", "from", "from", "from", "0x0000…0000"),
    Head("To", "to", "to", "to", "0x0000…0000"),
    Head("Amount", "amount", "amount", "value", "1,000.000000000000"),
    Head("Asset", "asset", "asset", "asset", "WETH…"),
    Head("Kind", "kind", "kind", "kind", "ERC-20 · failed"),
    Head("Transaction", "transaction", "tx", "tx", "0x00000000…"),
    Head("Local time", "time", "local", "", "2026-03-02 04:00:00 CEST", "In this machine's time zone", False),
    Head("From, name", None, "from_name", "from", "Northwind hot wallet", "What the sender is called", False),
    Head("To, name", None, "to_name", "to", "Northwind hot wallet", "What the receiver is called", False),
    Head("Worth", "worth", "worth", "worth", "≈ 1,000,000.00 USD", "Derived from the prices in the case", False),
    Head("Block", "block", "block", "block", "19,426,587", "", False),
    Head("Token id", None, "token", "", "1234567890", "Of a collectible", False),
    Head("Source", None, "acquisition", "", "Source 12", "Which acquisition the row came with", False),
)  # fmt: skip
(
    TIME, SENDER, RECEIVER, AMOUNT, ASSET, KIND, TX, LOCAL, SENDER_NAME, RECEIVER_NAME, WORTH, BLOCK, TOKEN, SOURCE,
) = range(len(HEADS))  # fmt: skip
CLOCK_HEADS = {Clock.UTC: "Time (UTC)", Clock.STEP: "Step", Clock.BLOCK: "Block"}
_RIGHT = {AMOUNT, WORTH, BLOCK}
_ADDRESSES, _NAMES = {SENDER, RECEIVER}, {SENDER_NAME, RECEIVER_NAME}


def head(column: int, clock: Clock) -> str:
    """What stands over a column."""
    if column == AMOUNT and words.in_base_units():
        return "Amount (base units)"
    return CLOCK_HEADS[clock] if column == TIME else HEADS[column].name


@dataclass
class Cells:
    """How rows read: in a theme, a zone (that of this machine for `None`), a clock, with names and derived worths."""

    theme: Theme = DARK
    zone: tzinfo | None = None
    clock: Clock = Clock.UTC
    names: Mapping[str, str] = field(default_factory=dict)
    worths: dict[int, Derived] = field(default_factory=dict)

    def text(self, row: TransferRow, column: int) -> str:
        """What a cell shows."""
        if column in _ADDRESSES:
            return words.shorten(_end(row, column))
        if column in _NAMES:
            return words.plain(self.names.get(_end(row, column), ""), 60)
        if column == AMOUNT:
            return words.figure(row.amount, row.decimals)
        if column == ASSET:
            return words.asset(row.symbol, 24, row.doubts)
        if column == KIND:
            return words.kind(row.kind, row.ok, row.standing, row.provisional)
        return self._more(row, column)

    def _more(self, row: TransferRow, column: int) -> str:
        if column == TX:
            return f"{row.tx_hash[:10]}…" if row.tx_hash else ""
        if column == TIME:
            shown = words.when(row.time, row.clock)
            plain = row.clock != Clock.UTC and row.clock == self.clock
            return shown.rpartition(" ")[2] if plain else shown
        if column == LOCAL:
            return words.local(row.time, self.zone) if row.clock == Clock.UTC else ""
        if column == WORTH:
            found = self.worths.get(row.id)
            return f"≈ {rounded(found.value)} {found.fiat}" if found else ""
        if column == BLOCK:
            return "" if row.block is None else f"{row.block:,}"
        return words.plain(row.token_id, 30) if column == TOKEN else f"Source {row.acquisition}"

    def tip(self, row: TransferRow, column: int) -> str:
        """The whole of a cell, and what must be said with it."""
        if column in _ADDRESSES | _NAMES:
            address = _end(row, column)
            name = self.names.get(address, "")
            return f"{name}\n{words.whole(address)}\n{words.place(address)}".strip()
        if column in {TIME, LOCAL}:
            return words.when_tip(row.time, row.clock, self.zone)
        if column == AMOUNT:
            return f"{words.amount(row.amount, row.decimals, row.symbol)}\n{row.amount:,} base units"
        if column == ASSET:
            return f"{words.plain(row.symbol)}\n{words.doubtful(row.doubts)}".strip()
        return self._rest(row, column)

    def _rest(self, row: TransferRow, column: int) -> str:
        if column == TX:
            return row.tx_hash or f"No transaction hash: line {row.row_number} of the file"
        if column == WORTH:
            found = self.worths.get(row.id)
            return f"{found.figure}\n{found.basis}" if found else "No price is known for it."
        return f"{self.text(row, column)}\n{words.standing(row.ok, row.standing, row.provisional)}".strip()

    def ink(self, row: TransferRow, column: int) -> QColor | None:
        """The colour of a cell that is not ordinary."""
        void = not (row.ok and row.standing)
        if void or column in {KIND, TX, LOCAL, SENDER_NAME, RECEIVER_NAME, WORTH, BLOCK, TOKEN, SOURCE}:
            return QColor(self.theme.high_text if void and column == KIND else self.theme.dim)
        return QColor(self.theme.mid_text) if row.doubts and column == ASSET else None


def _end(row: TransferRow, column: int) -> str:
    return row.sender if column in {SENDER, SENDER_NAME} else row.receiver


def font(row: TransferRow, column: int) -> QFont | None:
    """The font of a cell that is not ordinary: of addresses, and struck through where nothing moved."""
    void = not (row.ok and row.standing)
    if not void and column not in {SENDER, RECEIVER, TX}:
        return None
    made = address_font(12) if column in {SENDER, RECEIVER, TX} else QFont()
    made.setStrikeOut(void and column in {AMOUNT, WORTH})
    return made


def side(column: int) -> Qt.AlignmentFlag:
    """Figures to the right."""
    where = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return where | Qt.AlignmentFlag.AlignVCenter


def term(row: TransferRow, column: int, clock: Clock) -> str:
    """The query that lets through what is like this cell; '' where there is none."""
    if column in {TIME, LOCAL}:
        day = times.written(row.time, row.clock)
        return (
            f"time:{day[:10] if row.clock is Clock.UTC and 'T' in day else day}"
            if row.clock == clock
            else ""
        )
    found = {
        SENDER: words.whole(row.sender), RECEIVER: words.whole(row.receiver),
        AMOUNT: show_amount(row.amount, row.decimals, grouped=False), ASSET: row.symbol,
        KIND: row.kind.name.lower(), TX: row.tx_hash, BLOCK: "" if row.block is None else str(row.block),
    }.get(column, "")  # fmt: skip
    sign = ">=" if column == AMOUNT else ":"
    return f"{HEADS[column].query}{sign}{quoted(found)}" if found else ""


def typed(column: int, text: str) -> str:
    """The term that a text typed under a head means: `>10k` under Amount is `value>10k`, `-usdc` is `-asset:usdc`."""
    text = text.strip()
    if not text or not HEADS[column].query:
        return ""
    minus, text = ("-", text[1:].strip()) if text.startswith("-") and len(text) > 1 else ("", text)
    sign = next((sign for sign in ("<=", ">=", "<", ">", ":", "=") if text.startswith(sign)), "")
    value = text[len(sign) :].strip()
    if " " in value and '"' not in value:
        value = quoted(value)
    return f"{minus}{HEADS[column].query}{sign or ':'}{value}"
