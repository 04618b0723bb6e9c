"""What to trace, how far, and by which conventions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QWidget

from investigator import when
from investigator.data.queries.sources import AssetRow
from investigator.errors import Trouble
from investigator.records import Clock
from ui import words
from ui.dialogs.expand_dialog import TIME_HINTS
from ui.dialogs.fields import choice, chosen, number
from ui.dialogs.sheet import Sheet, field, side_by_side, text_line
from ui.language import say
from ui.panels import parts

CONVENTIONS = (
    ("poison", "Poison", "once reached, all that an account holds and sends counts"),
    ("haircut", "Haircut", "each payment takes of tainted and clean in proportion"),
    ("fifo", "FIFO", "what came in first goes out first"),
    ("lifo", "LIFO", "what came in last goes out first"),
    ("libr", "LIBR", "what is clean is spent first: lowest intermediate balance"),
)
STOP = "Stop at services, mixers and bridges"
STOPPED = (
    "Otherwise they are passed as if each were one person's account, which is stated as an assumption."
)


@dataclass(frozen=True)
class TraceOrder:
    """What was decided; `None` is no limit, no `assets` are all."""

    start: tuple[str, ...]
    backward: bool
    assets: tuple[int, ...]
    after: int | None
    before: int | None
    depth: int | None
    stop: bool
    conventions: tuple[str, ...]


class TraceDialog(Sheet):
    """`accepted_with` carries a `TraceOrder`. `start` is what `operations.tracing.trace_money` takes."""

    def __init__(
        self,
        parent: QWidget | None,
        start: Sequence[str],
        shown: str,
        assets: Sequence[AssetRow] = (),
        clock: Clock = Clock.UTC,
        *,
        backward: bool = False,
    ) -> None:
        title = "Trace back" if backward else "Trace forward"
        super().__init__(parent, title, say("&Trace"), 480)
        self._start, self._clock, self._backward = tuple(start), clock, backward
        every = [("All assets", None), *((f"{one.symbol} · {one.transfers:,}", one.id) for one in assets)]
        self.asset = choice(every, search=len(every) > 12)
        self.after, self.before = text_line("", TIME_HINTS[clock], 40), text_line("", TIME_HINTS[clock], 40)
        self.longest = number(0, 0, 10_000)
        self.longest.setSpecialValueText("Any number")
        self.stop = QCheckBox(say(STOP))
        self.stop.setChecked(True)
        self.conventions = {name: _box(text, meaning) for name, text, meaning in CONVENTIONS}
        who = f"Where it came from, back from {shown}" if backward else f"Where it went, from {shown}"
        boxes = [*self.conventions.values()]
        self.build(
            parts.label(words.plain(who, 120), "dim", wrap=True), 12,
            field(say("A&sset"), self.asset),
            side_by_side(field(say("&After"), self.after), field(say("&Before"), self.before)),
            field(say("At most so many &transfers on the way"), self.longest),
            self.stop, parts.label(say(STOPPED), "dim", wrap=True), 12,
            parts.label(say("Conventions, side by side"), "dim"), 4, parts.line(*boxes, 0),
        )  # fmt: skip
        self.watch(self.after, self.before)
        self.asset.currentTextChanged.connect(lambda _text: self.check())
        for box in boxes:
            box.toggled.connect(lambda _on: self.check())
        self.shown_first = self.asset

    def problem(self) -> str:
        """What cannot be read, or is missing."""
        try:
            after, before = self._time(self.after.text()), self._time(self.before.text())
        except Trouble as trouble:
            return str(trouble)
        if after is not None and before is not None and after > before:
            return "The span ends before it begins."
        if chosen(self.asset) is None and self.asset.currentIndex() > 0:
            return "Choose an asset from the list."
        return "" if self._chosen() else "Choose at least one convention."

    def answer(self) -> TraceOrder:
        """The order."""
        asset = chosen(self.asset)
        return TraceOrder(
            self._start,
            self._backward,
            (asset,) if isinstance(asset, int) else (),
            self._time(self.after.text()),
            self._time(self.before.text()),
            self.longest.value() or None,
            self.stop.isChecked(),
            self._chosen(),
        )

    def _chosen(self) -> tuple[str, ...]:
        return tuple(name for name, box in self.conventions.items() if box.isChecked())

    def _time(self, text: str) -> int | None:
        return when.parse(text, self._clock) if text.strip() else None


def _box(text: str, meaning: str) -> QCheckBox:
    made = QCheckBox(text)
    made.setChecked(True)
    made.setToolTip(words.tip(f"{text}: {meaning}"))
    return made
