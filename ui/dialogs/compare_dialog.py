"""Two hypotheses side by side, fact by fact; what differs stands out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from investigator.operations.side_by_side import Pair, SideBySide
from ui import words
from ui.dialogs.chart_pair import ChartPair, Drawn
from ui.dialogs.sheet import Sheet
from ui.panels import parts
from ui.panels.plain_table import plain_table
from ui.theme import DARK, Theme, interface_font

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class PairModel(QAbstractTableModel):
    """What, about whom, left, right. The sides of what differs are tinted, bold, and marked by `≠`."""

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = DARK
        self.pairs: Sequence[Pair] = ()
        self.heads = ["", "Fact", "About", "Left", "Right"]

    def show(self, pairs: Sequence[Pair], left: str, right: str) -> None:
        """Show these, under the names of the two sides."""
        self.beginResetModel()
        self.pairs = tuple(pairs)
        self.heads[3:] = [words.plain(left, 60), words.plain(right, 60)]
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.pairs)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        return super().headerData(section, way, role)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        pair = self.pairs[index.row()]
        text = ("≠" if pair.differs else "", pair.what, pair.about, pair.left, pair.right)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words.plain(words.shorten_in(text), 300) or ("not stated" if index.column() > 2 else "")
        if role == Qt.ItemDataRole.ToolTipRole and text:
            return words.tip(text)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return "differs" if pair.differs else "the same"
        return self._look(pair, index.column(), text, role)

    def _look(self, pair: Pair, column: int, text: str, role: int) -> Any:
        sides = column > 2
        if role == Qt.ItemDataRole.ForegroundRole:
            strong = pair.differs and sides and text
            return QColor(self.theme.text if strong or not sides else self.theme.dim)
        if role == Qt.ItemDataRole.FontRole and pair.differs and sides and text:
            font = interface_font(13)
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None


class PairDelegate(QStyledItemDelegate):
    """Tints the sides of what differs: the style sheet would paint over a background that the model gives."""

    def __init__(self, model: PairModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if self._model.pairs[index.row()].differs and index.column() > 2:
            painter.fillRect(option.rect.adjusted(0, 0, 0, -1), QColor(self._model.theme.tint))
        super().paint(painter, option, index)


class CompareDialog(Sheet):
    """`compare_asked` carries the two sides that were chosen; `show_sides` shows what they come to."""

    compare_asked = Signal(str, str)

    def __init__(self, parent: QWidget | None, names: Sequence[tuple[str, str]]) -> None:
        """`names` are what there is to compare: what it means, and what to call it."""
        super().__init__(parent, "Compare hypotheses", "&Close", 920)
        self.cancel.hide()
        self.trouble.hide()
        self.model = PairModel()
        self.table = plain_table(self.model, "Facts side by side")
        self.table.setItemDelegate(PairDelegate(self.model, self.table))
        self.table.setMinimumHeight(240)
        self.charts = ChartPair()
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate((32, 176, 210)):
            self.table.setColumnWidth(column, width)
        for column in (3, 4):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.left, self.right = self._choice("Left", names), self._choice("Right", names)
        self.all = QCheckBox("Show also what is the &same")
        self.all.toggled.connect(lambda _on: self._fill())
        self.told = parts.label("", "dim", wrap=True)
        self.found: SideBySide | None = None
        versus = parts.label("beside", "dim")
        top = parts.line(self.left, versus, self.right, 0, self.all)
        top.setStretch(0, 1)
        top.setStretch(2, 1)
        self.build(top, 12, self.charts, 8, self.told, 8, self.table)
        self.shown_first = self.left

    def _choice(self, side: str, names: Sequence[tuple[str, str]]) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(side)
        made.setMinimumWidth(200)
        for value, name in names:
            made.addItem(words.plain(name, 60), value)
        made.activated.connect(lambda _at: self.ask())
        return made

    def choose(self, left: str, right: str) -> None:
        """Choose two sides, and ask for them."""
        for box, value in ((self.left, left), (self.right, right)):
            box.setCurrentIndex(max(0, box.findData(value)))
        self.ask()

    def ask(self) -> None:
        """Ask for the two sides that are chosen."""
        self.compare_asked.emit(self.left.currentData(), self.right.currentData())

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        super().set_theme(theme)
        self.model.theme = theme

    def show_sides(self, found: SideBySide) -> None:
        """Show what two sides come to."""
        self.found = found
        self._fill()

    def show_charts(self, pair: Sequence[Drawn]) -> None:
        """Show the charts of the two sides."""
        self.charts.show_pair(pair)
        self.adjustSize()

    def answer(self) -> None:
        """Nothing is decided here."""

    def _fill(self) -> None:
        found = self.found
        if found is None:
            return
        every = found.pairs if self.all.isChecked() else [one for one in found.pairs if one.differs]
        self.model.show(every, self.left.currentText(), self.right.currentText())
        count = sum(one.differs for one in found.pairs)
        since = (
            f"{words.plural(found.left_steps, 'step')} on the left and "
            f"{words.plural(found.right_steps, 'step')} on the right since they were last one, at step {found.fork}."
        )
        said = f"They differ on {words.plural(count, 'fact')}." if count else "All facts are the same."
        self.told.setText(f"{said} {since}")
        self.table.setVisible(bool(every))  # an empty one says nothing
        self.adjustSize()
