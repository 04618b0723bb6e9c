"""What to pull, from whom, and what that would take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from investigator.operations.acquiring import Estimate, PullOptions
from investigator.records import Address
from ui import words
from ui.dialogs.fields import number
from ui.dialogs.sheet import Sheet, field, side_by_side, text_box, text_line
from ui.language import say
from ui.panels import parts

_SOURCE = re.compile(
    r"((rpc\+)?(https?|wss?)://|ipc:|etherscan:|(explorer|blockscout)\+https?://).+", re.IGNORECASE
)
_NODE = re.compile(r"((rpc\+)?(https?|wss?)://|ipc:).+", re.IGNORECASE)
_BLOCK = re.compile(r"[0-9][0-9_,]*|(latest|final)(-[0-9]+)?", re.IGNORECASE)
EXAMPLES = "Also wss://…, ipc:PATH, etherscan:1, blockscout+https://…; {NAME} stands for a kept key. It learns what you ask."
ACCOUNTS, TOLD = 68, 132
"""Pixels for the accounts, and for what the source can do."""
WHOLE = "None: whole blocks are pulled, all that is in them."


ABILITIES = {
    "archive": "the state of old blocks (archive)",
    "finalized": "which blocks are final",
    "trace_filter": "a search for traces",
    "trace_block": "traces of blocks",
    "debug_trace": "call traces of blocks",
    "ots": "Otterscan's search for transactions",
    "block_receipts": "receipts of whole blocks",
    "eth_getLogs": "a search for logs",
}
"""What a probe finds out, in words."""


@dataclass(frozen=True)
class PullOrder:
    """What was decided: pull what touches `addresses` (whole blocks without any) from `source`."""

    source: str
    addresses: tuple[str, ...]
    options: PullOptions


class PullDialog(Sheet):
    """`accepted_with` carries a `PullOrder`, and `check_asked` the one to be estimated: nothing is kept of that."""

    check_asked = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        addresses: Sequence[Address] = (),
        source: str = "",
        options: PullOptions | None = None,
        why: str = "",
    ) -> None:
        super().__init__(parent, say("Pull from a node or an explorer"), say("&Pull"), 620)
        start = options or PullOptions()
        self.why = parts.label(why, wrap=True)
        self.why.setContentsMargins(0, 0, 0, 12)
        self.why.setVisible(bool(why))
        self.source = text_line(source, "http://127.0.0.1:8545", 2000)
        self.look = parts.button(
            say("Chec&k"), self._check, tip=say("Ask what it can do, and what the pull would take.")
        )
        self.accounts = text_box("\n".join(words.whole(one) for one in addresses), say(WHOLE), ACCOUNTS)
        self.first = text_line("", say("the first"), 40)
        self.last = text_line("", say("the last"), 40)
        self.hops = number(start.hops, 1, 20)
        self.budget = number(start.budget, 1, 1_000_000, step=10)
        self.least = text_line("", say("any"), 40)
        self.assets = text_line("", say("all of them"), 2000)
        self.second = text_line("", say("none"), 2000)
        self.accounts.setFixedHeight(ACCOUNTS)
        self.told = text_box("", "", TOLD)
        self.told.setFixedHeight(TOLD)
        self.told.setReadOnly(True)
        self.told.hide()
        self.told.setAccessibleName(say("What the source can do"))
        self._asked: PullOrder | None = None
        self._build()
        self.watch(self.source, self.accounts, self.first, self.last, self.least, self.second)
        self.hops.valueChanged.connect(lambda _hops: self.check())
        self.shown_first = self.source

    def _build(self) -> None:
        row = parts.line(self.source, self.look)
        row.setStretch(0, 1)
        held = QWidget()
        held.setLayout(row)
        self.look.setFocusPolicy(self.primary.focusPolicy())
        source = field(say("&Source"), held, say(EXAMPLES))
        self.source.setAccessibleName("Source")
        held.setFocusProxy(self.source)
        self.build(
            self.why,
            source,
            field(say("&Accounts, one a line"), self.accounts),
            side_by_side(
                field(say("&From block"), self.first, say("A number, or latest-1000")),
                field(say("&To block"), self.last, say("A number, latest, or final")),
            ),
            side_by_side(
                field(say("&Hops"), self.hops, say("1: these only")),
                field(say("&Budget"), self.budget, say("Most counterparties passed")),
                field(say("&Least value"), self.least, say("Whole units, to go on")),
            ),
            side_by_side(
                field(say("A&ssets"), self.assets, say("Symbols or contracts, by commas")),
                field(say("Seco&nd source"), self.second, say("Asked what accounts hold, too")),
            ),
            self.told,
        )

    def problem(self) -> str:
        """What is missing or cannot be read."""
        self.look.setEnabled(bool(_SOURCE.fullmatch(self.source.text().strip())))
        if not self.source.text().strip():
            return "Say where a node or an explorer answers."
        if not self.look.isEnabled():
            return "Begin with http://, https://, ws://, wss://, ipc:, etherscan: or blockscout+https://."
        for one in (self.first, self.last):
            text = one.text().strip()
            if text and not _BLOCK.fullmatch(text):
                return f"{words.plain(text, 30)} is no block: write a number, latest, latest-1000 or final."
        second = self.second.text().strip()
        if second and not _NODE.fullmatch(second):
            return "The second source is a node: begin with http://, https://, ws://, wss:// or ipc:."
        if not self.typed() and self.hops.value() > 1:
            return "Hops go on from accounts: name some."
        return _wrong_amount(self.least.text())

    def typed(self) -> tuple[str, ...]:
        """The accounts as they are written."""
        texts = re.split(r"[\s,;]+", self.accounts.toPlainText())
        return tuple(dict.fromkeys(text for text in texts if text))

    def answer(self) -> PullOrder:
        """The order."""
        least = self.least.text().strip()
        options = PullOptions(
            hops=self.hops.value(),
            first=_plain(self.first.text()),
            last=_plain(self.last.text()),
            assets=tuple(one.strip() for one in self.assets.text().split(",") if one.strip()),
            min_value=Decimal(least) if least else None,
            budget=self.budget.value(),
            second=self.second.text().strip(),
        )
        return PullOrder(self.source.text().strip(), self.typed(), options)

    def set_estimate(self, order: PullOrder, found: Estimate) -> None:
        """Show what the source can do; nothing happens if the dialog is over, or asks for something else."""
        if not self.over and order == self._asked:
            self._say("\n".join(estimate_lines(found)), "")

    def set_failure(self, order: PullOrder, sentence: str) -> None:
        """Show why it could not be asked."""
        if not self.over and order == self._asked:
            self._say(sentence, "high")

    def _check(self) -> None:
        if self.problem():
            self.check()
            return
        self._asked = self.answer()
        self._say("Asking the source …", "")
        self.check_asked.emit(self._asked)

    def _say(self, text: str, tone: str) -> None:
        self.told.setPlainText(text)
        parts.retone(self.told, "tone", tone)
        if self.told.isHidden():
            self.told.show()
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as everything in it; by itself a dialog takes two thirds of the screen at most."""
        column = self.layout()
        assert column
        column.activate()
        self.resize(self.width(), column.totalHeightForWidth(self.width()))


def estimate_lines(found: Estimate) -> list[str]:
    """An estimate in sentences."""
    able = [said for name, said in ABILITIES.items() if found.words.get(name) is True]
    unable = [said for name, said in ABILITIES.items() if found.words.get(name) is False]
    ways: dict[str, list[str]] = {}
    for what, method in found.methods.items():
        ways.setdefault(method, []).append(what)
    client = words.plain(str(found.words.get("client") or ""), 60)
    limits = [
        f"{found.words['log_range']:,} blocks of logs at once" if found.words.get("log_range") else "",
        f"{found.words['batch']:,} calls at once" if found.words.get("batch") else "",
    ]
    return [
        f"{found.endpoint}: {found.chain}{f', {client}' if client else ''}.",
        f"Blocks {found.first:,} to {found.last:,}: about {words.plural(found.calls, 'call')} in "
        f"{words.plural(found.units, 'part')}; {words.plural(found.skipped, 'part')} in the case already.",
        *(f"Note: {words.plain(warning, 300)}" for warning in found.warnings),
        *(["It is still catching up with its chain."] if found.words.get("syncing") is True else []),
        *(f"{', '.join(whats).capitalize()}: by {method}." for method, whats in ways.items()),
        *([f"Its limits: {', '.join(filter(None, limits))}."] if any(limits) else []),
        *([f"It does not offer: {'; '.join(unable)}."] if unable else []),
        *([f"It offers: {'; '.join(able)}."] if able else []),
    ]


def _plain(text: str) -> str:
    return text.strip().replace(",", "").replace("_", "").lower()


def _wrong_amount(text: str) -> str:
    if not text.strip():
        return ""
    try:
        amount = Decimal(text.strip())
    except InvalidOperation:
        amount = Decimal("NaN")
    if amount.is_finite() and amount >= 0:
        return ""
    return f"{words.plain(text, 30)} is not an amount; write it as 1000 or 0.5."
