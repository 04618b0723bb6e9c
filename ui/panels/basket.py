"""The evidence basket: exhibits in their order, each with its number that stays, and its own note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from investigator.cases.facts import Finding
from investigator.operations.annotating import Shown
from investigator.records import Address
from ui import words
from ui.language import say
from ui.panels import parts
from ui.panels.entries import Entry, EntryList
from ui.panels.note import Note
from ui.theme import Theme

EMPTY = (
    "Select transfers or accounts and keep them as exhibits, or add a finding; they are printed in the report"
    " under numbers that stay."
)


class Basket(QWidget):
    """`chosen` carries the item clicked; `move_asked` (item, -1 or 1), `remove_asked` an item,
    `note_written` (item, text). Alt+Up and Alt+Down move the exhibit in focus, Del takes it out.
    """

    chosen = Signal(object)
    move_asked = Signal(object, int)
    remove_asked = Signal(object)
    note_written = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[object, Shown] = {}
        self.list = EntryList(say("Exhibits"), whole=True, inset=8)
        self.list.chosen.connect(self.chosen)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._follow())
        self.list.model().modelReset.connect(self._follow)
        self.list.installEventFilter(self)
        self.empty = parts.label(say(EMPTY), "empty", wrap=True)
        self.up = parts.button(
            say("&Up"), lambda: self._ask_move(-1), tip=say("Move the exhibit up (Alt+Up)")
        )
        self.down = parts.button(
            say("Do&wn"), lambda: self._ask_move(1), tip=say("Move the exhibit down (Alt+Down)")
        )
        self.remove = parts.button(
            say("Take &out"),
            self._ask_remove,
            tip=say("Take it out of the basket (Del); its number is given to no other"),
        )
        self.note = Note()
        self.note.head.setText(say("NOTE OF THE EXHIBIT"))
        self.note.written.connect(self.note_written)
        self._tools = QWidget()
        self._tools.setLayout(
            parts.column(8, parts.line(self.up, self.down, self.remove, 0), 12, self.note)
        )
        self.setLayout(parts.column(self.list, self.empty, self._tools))
        self.show_basket((), {}, {})

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self.list.set_theme(theme)

    def show_basket(
        self, shown: Sequence[Shown], names: Mapping[Address, str], findings: Mapping[str, Finding]
    ) -> None:
        """Show these exhibits, in the order in which they will be printed."""
        held = self.list.current()
        self._shown = {one.item: one for one in shown}
        self.list.show_entries([_entry(one, names, findings) for one in shown])
        if shown and self.list.current() is None:
            self.list.select(held if held in self._shown else shown[0].item)
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self._follow()

    def _follow(self) -> None:
        """The note and the buttons are about the exhibit in focus."""
        one = self._shown.get(self.list.current())
        self._tools.setVisible(one is not None)
        if one is None:
            self.note.save()
            return
        at = self.list.currentIndex().row()
        self.up.setEnabled(at > 0)
        self.down.setEnabled(at < len(self._shown) - 1)
        self.note.head.setText(f"NOTE OF EXHIBIT {one.exhibit.number}")
        self.note.show_note(one.item, one.exhibit.note)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self._ask_move(steps[Qt.Key(event.key())])
            return True
        if event.key() == Qt.Key.Key_Delete:
            self._ask_remove()
            return True
        return False

    def _ask_move(self, step: int) -> None:
        if self.list.current() is not None:
            self.move_asked.emit(self.list.current(), step)

    def _ask_remove(self) -> None:
        if self.list.current() is not None:
            self.remove_asked.emit(self.list.current())


def _entry(one: Shown, names: Mapping[Address, str], findings: Mapping[str, Finding]) -> Entry:
    number, row = one.exhibit.number, one.row
    noted = f"\n{one.exhibit.note[:200]}" if one.exhibit.note else ""
    if row:
        sender, receiver = (names.get(end) or words.shorten(end) for end in (row.sender, row.receiver))
        exact = words.amount(row.amount, row.decimals, row.symbol)
        return Entry(
            one.item,
            f"{number}. {sender} → {receiver}",
            words.amount(row.amount, row.decimals, row.symbol, places=2),
            tip=f"{exact}\n{words.when(row.time, row.clock)}{noted}",
            whole=row.tx_hash,
        )
    if one.address:
        name = names.get(one.address, "")
        shown = f"{name} · {words.shorten(one.address)}" if name else words.shorten(one.address)
        tip = f"{name}\n{words.whole(one.address)}".strip()
        return Entry(
            one.item, f"{number}. {shown}", "account", tip=f"{tip}{noted}", whole=words.whole(one.address)
        )
    stated = findings.get(one.key)
    title = stated.title if stated else "withdrawn" if one.key else "no longer in the case"
    return Entry(
        one.item,
        f"{number}. {title}",
        "finding" if one.key else "transfer",
        tip=f"{title}{noted}",
    )
