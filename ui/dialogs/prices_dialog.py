"""The prices of a case, and where more are to come from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from investigator.data.queries.prices import PriceRange
from investigator.records import Clock
from ui import words
from ui.dialogs.fields import number
from ui.dialogs.sheet import Sheet, field, side_by_side, text_line
from ui.language import say
from ui.panels import parts
from ui.panels.entries import ROW, Entry, EntryList
from ui.theme import Theme

_NODE = re.compile(r"((rpc\+)?(https?|wss?)://|ipc:).+", re.IGNORECASE)
_FIAT = re.compile(r"[A-Za-z]{3}")
_ASSET = re.compile(r"[^\s=]{1,20}(=0x[0-9a-fA-F]{40})?")
LISTED = 5
"""How many lines are seen without scrolling."""
NONE = "The case has no prices yet. Amounts show no worth until there are some."


@dataclass(frozen=True)
class PriceOrder:
    """What was decided: ask the feeds of `assets` at a node. Without `blocks`, where the case moved the assets."""

    source: str
    assets: tuple[str, ...]
    fiat: str
    blocks: tuple[int, int] | None
    every: int


class PricesDialog(Sheet):
    """`accepted_with` carries a `PriceOrder`; `import_asked` says that a table shall be imported."""

    import_asked = Signal()

    def __init__(
        self, parent: QWidget | None, held: Sequence[PriceRange], source: str = "", every: int = 300
    ) -> None:
        super().__init__(parent, say("Prices"), say("&Ask feeds"), 560)
        self.list = EntryList(say("Prices in the case"), inset=8)
        self.list.show_entries([_entry(at, one) for at, one in enumerate(held)])
        self.list.setFixedHeight(ROW * min(max(len(held), 1), LISTED))
        self.list.setVisible(bool(held))
        self.none = parts.label(say(NONE), "dim", wrap=True)
        self.none.setVisible(not held)
        self.table = parts.button(
            say("&Import a table…"), self._import, tip=say("Import prices from CSV or Parquet")
        )
        self.source = text_line(source, "http://127.0.0.1:8545", 2000)
        self.assets = text_line("ETH", say("ETH"), 2000)
        self.fiat = text_line("USD", say("USD"), 3)
        self.first, self.last = (
            text_line("", say("those of the case"), 20),
            text_line("", say("those of the case"), 20),
        )
        self.every = number(every, 1, 1_000_000, step=100)
        self._build()
        self.watch(self.source, self.assets, self.fiat, self.first, self.last)
        self.shown_first = self.source

    def _build(self) -> None:
        self.build(
            self.list,
            self.none,
            12,
            parts.line(self.table, 0),
            20,
            parts.section(say("Ask Chainlink's feeds")),
            8,
            field(
                say("&Node"),
                self.source,
                say("It needs the state of old blocks. {NAME} stands for a key that is kept."),
            ),
            side_by_side(
                field(say("A&ssets, by commas"), self.assets, say("ETH, or SYMBOL=0x… (a feed)")),
                field(say("&Currency"), self.fiat, say("Feeds known here are in USD")),
            ),
            side_by_side(
                field(say("&From block"), self.first),
                field(say("&To block"), self.last),
                field(say("&Every so many blocks"), self.every),
            ),
        )

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        super().set_theme(theme)
        self.list.set_theme(theme)

    def problem(self) -> str:
        """What is missing or cannot be read."""
        source = self.source.text().strip()
        if not source:
            return "To ask feeds, say where a node answers."
        if not _NODE.fullmatch(source):
            return "Begin with http://, https://, ws://, wss:// or ipc:"
        if not self._assets():
            return "Name the assets to price, such as ETH."
        for one in self._assets():
            if not _ASSET.fullmatch(one):
                return f"{words.plain(one, 30)} is no asset: write ETH, or SYMBOL=0x… with the address of its feed."
        if not _FIAT.fullmatch(self.fiat.text().strip()):
            return "Write the currency by its code, such as USD."
        return self._wrong_blocks()

    def _wrong_blocks(self) -> str:
        told = [_number(one.text()) for one in (self.first, self.last)]
        written = [bool(one.text().strip()) for one in (self.first, self.last)]
        if any(wanted and value is None for wanted, value in zip(written, told, strict=True)):
            return "Blocks are whole numbers, such as 15259101."
        if any(written) and not all(written):
            return "Name the first and the last block, or neither."
        return (
            "The blocks end before they begin." if all(written) and (told[0] or 0) > (told[1] or 0) else ""
        )

    def answer(self) -> PriceOrder:
        """The order."""
        first, last = _number(self.first.text()), _number(self.last.text())
        return PriceOrder(
            self.source.text().strip(),
            self._assets(),
            self.fiat.text().strip().upper(),
            None if first is None or last is None else (first, last),
            self.every.value(),
        )

    def _assets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.strip() for one in self.assets.text().split(",") if one.strip()))

    def _import(self) -> None:
        self.reject()
        self.import_asked.emit()


def _entry(at: int, one: PriceRange) -> Entry:
    days = [words.when(time, Clock.UTC)[:10] for time in (one.first, one.last)]
    span = days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}"
    name = f"{words.plain(one.asset, 40)} in {words.plain(one.fiat, 8)}"
    told = f"{words.plural(one.count, 'price')} · {span}"
    return Entry(at, name, told, tip=f"{one.source}\n{told}", whole=f"{one.asset} {one.fiat} {one.source}")


def _number(text: str) -> int | None:
    bare = text.strip().replace(",", "").replace("_", "")
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) < 16 else None
