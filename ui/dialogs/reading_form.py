"""How a table is to be read: which column is what, and what no column says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from investigator.address import is_chain
from investigator.chain.mapping import FIELDS, REQUIRED
from investigator.chain.source import ImportOptions, TimeKind, Units
from ui import words
from ui.dialogs.fields import choice, chosen
from ui.dialogs.sheet import text_line
from ui.panels import parts

TIMES: tuple[tuple[str, TimeKind], ...] = (
    ("Tell by the values", "auto"), ("Seconds since 1970", "seconds"),
    ("Milliseconds since 1970", "milliseconds"),
    ("Dates and times", "iso"), ("Steps", "step"), ("Blocks", "block"),
)  # fmt: skip
AMOUNTS: tuple[tuple[str, Units], ...] = (
    ("Tell by the values", "auto"), ("Whole units, with decimals", "whole"), ("Base units", "base"),
)  # fmt: skip
PER_LINE = 5


class ReadingForm(QWidget):
    """`changed` is emitted for what a person changes, never for what is shown."""

    changed = Signal()

    def __init__(self, options: ImportOptions) -> None:
        super().__init__()
        self._said = dict(part.split("=", 1) for part in options.mapping.split(",") if "=" in part)
        self.columns = {field: self._column_box(field) for field in FIELDS}
        self._heads: dict[str, QLabel] = {}
        self._columns = QWidget()
        grid = QGridLayout(self._columns)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        for place, (field, box) in enumerate(self.columns.items()):
            line, at = divmod(place, PER_LINE)
            self._heads[field] = parts.label(_named(field), "dim")
            grid.addWidget(self._heads[field], 2 * line, at)
            grid.addWidget(box, 2 * line + 1, at)
            grid.setColumnStretch(at, 1)
        self.asset = self._line(options.asset, "as the file says", "Asset")
        self.decimals = self._line(
            "" if options.decimals is None else str(options.decimals), "not known", "Decimals"
        )
        self.units = self._choice(AMOUNTS, options.units, "Amounts are")
        self.time = self._choice(TIMES, options.time, "Times are")
        self.chain = self._line(options.chain, "eip155:1", "Chain")
        self.namespace = self._line(options.namespace, "for plain ids, such as amlsim", "Namespace")
        self.setLayout(parts.column(self._columns, 10, self._rest()))

    def _rest(self) -> QWidget:
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        for at, widget in enumerate(
            (self.asset, self.decimals, self.units, self.time, self.chain, self.namespace)
        ):
            line, column = divmod(at, 3)
            grid.addWidget(parts.label(widget.accessibleName(), "dim"), 2 * line, column)
            grid.addWidget(widget, 2 * line + 1, column)
            grid.setColumnStretch(column, 1)
        return held

    def options(self) -> ImportOptions:
        """What is said. Only what a person chose is in the mapping; the rest is left to be guessed."""
        decimals = self.decimals.text().strip()
        time, units = chosen(self.time), chosen(self.units)
        return ImportOptions(
            mapping=",".join(f"{field}={column}" for field, column in self._said.items()),
            decimals=int(decimals) if decimals.isdecimal() else None,
            asset=self.asset.text().strip(),
            chain=self.chain.text().strip(),
            namespace=self.namespace.text().strip(),
            time=next(kind for _, kind in TIMES if kind == time),
            units=next(kind for _, kind in AMOUNTS if kind == units),
        )

    def problem(self) -> str:
        """What cannot be meant, in a sentence."""
        decimals = self.decimals.text().strip()
        if decimals and not (decimals.isdecimal() and int(decimals) <= 77):
            return "Decimals are a whole number from 0 to 77."
        if not self.namespace.text().strip() and not is_chain(self.chain.text().strip()):
            return "The chain is not one known here; write eip155:1 for Ethereum, or give a namespace."
        return ""

    def show_columns(
        self, header: Sequence[str], columns: Mapping[str, int] | None, guessed: frozenset[str]
    ) -> None:
        """Offer the columns of a file; `None` where there is nothing to map."""
        self._columns.setVisible(columns is not None)
        for field, box in self.columns.items():
            at = (columns or {}).get(field)
            box.clear()
            free = field in guessed or at is None
            box.addItem(_guess(header, at if free else None), None)
            for name in header:
                box.addItem(words.plain(name, 60), name)
            box.setCurrentIndex(0 if free else box.findData(header[at or 0]))
            box.setToolTip(words.tip(box.currentText()))
            missing = at is None and field in REQUIRED
            said = " · needed" if missing else " · guessed" if at is not None and free else ""
            self._heads[field].setText(f"{_named(field)}{said}")
            parts.retone(self._heads[field], "tone", "mid" if missing else "dim")

    def _column_box(self, field: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(f"Column of {field.replace('_', ' ')}")
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(10)
        made.activated.connect(lambda _index: self._say(field, made.currentData()))
        return made

    def _say(self, field: str, column: str | None) -> None:
        """Name a column, or leave it to be guessed; a column serves one field only."""
        self._said = {
            known: name for known, name in self._said.items() if known != field and name != column
        }
        if column is not None:
            self._said[field] = column
        self.changed.emit()

    def _line(self, value: str, hint: str, name: str) -> QLineEdit:
        made = text_line(value, hint, 120)
        made.setAccessibleName(name)
        made.textEdited.connect(lambda _text: self.changed.emit())
        return made

    def _choice(self, options: Sequence[tuple[str, object]], current: object, name: str) -> QComboBox:
        made = choice(options, current)
        made.setAccessibleName(name)
        made.activated.connect(lambda _index: self.changed.emit())
        return made


def _named(field: str) -> str:
    return field.replace("_", " ").capitalize()


def _guess(header: Sequence[str], at: int | None) -> str:
    return words.plain(header[at], 60) if at is not None and at < len(header) else "–"
