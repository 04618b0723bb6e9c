"""By which convention, of which asset and how far to look at an account's exposure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from investigator.data.queries.sources import AssetRow
from ui import words
from ui.dialogs.fields import choice, chosen, number
from ui.dialogs.sheet import Sheet, field, side_by_side
from ui.dialogs.trace_dialog import CONVENTIONS
from ui.language import say
from ui.panels import parts

DIVIDING = tuple((text, name) for name, text, _ in CONVENTIONS if name != "poison")
WHY = "Poison is not offered: under it the same money counts many times, and shares would not sum to the whole."


@dataclass(frozen=True)
class ExposureOrder:
    """What was decided; no `assets` are all, `depth` of `None` is no limit."""

    address: str
    convention: str
    assets: tuple[int, ...]
    depth: int | None


class ExposureDialog(Sheet):
    """`accepted_with` carries an `ExposureOrder`."""

    def __init__(self, parent: QWidget | None, address: str, assets: Sequence[AssetRow] = ()) -> None:
        super().__init__(parent, say("Risk exposure"), say("&Look"), 440)
        self._address = address
        self.convention = choice(DIVIDING, "haircut")
        every = [("All assets", None), *((f"{one.symbol} · {one.transfers:,}", one.id) for one in assets)]
        self.asset = choice(every, search=len(every) > 12)
        self.longest = number(0, 0, 10_000)
        self.longest.setSpecialValueText("Any number")
        self.build(
            parts.label(f"Of {words.shorten(address)}: where its money comes from, and where it goes", "dim", wrap=True),
            12,
            side_by_side(field(say("&Convention"), self.convention), field(say("&Transfers at most"), self.longest)),
            parts.label(say(WHY), "dim", wrap=True), 12,
            field(say("A&sset"), self.asset),
        )  # fmt: skip
        self.asset.currentTextChanged.connect(lambda _text: self.check())
        self.shown_first = self.convention

    def problem(self) -> str:
        """What is missing."""
        unknown = chosen(self.asset) is None and self.asset.currentIndex() > 0
        return "Choose an asset from the list." if unknown else ""

    def answer(self) -> ExposureOrder:
        """The order."""
        asset = chosen(self.asset)
        return ExposureOrder(
            self._address,
            str(chosen(self.convention)),
            (asset,) if isinstance(asset, int) else (),
            self.longest.value() or None,
        )
