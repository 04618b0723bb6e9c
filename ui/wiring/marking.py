"""What the analyst marks: colours, bookmarks and the evidence basket."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu

from investigator.cases.edits import AnyEdit, SetBookmark, Together
from investigator.cases.facts import Item, account_of, finding_of, item, transfer_of
from investigator.colours import COLOURS
from investigator.operations import annotating
from investigator.records import Address
from ui import words
from ui.desk import Desk
from ui.dialogs.bookmark_dialog import BookmarkDialog
from ui.panels.account_head import swatch
from ui.wiring.selecting import Selecting


class MarkVerbs(QObject):
    """Every mark is an edit. `jumped` carries the accounts that are to be brought into sight, `wanted` those that are
    to be put on the chart for that, `finding_asked` the key of a finding that is to be shown.
    """

    jumped = Signal(object)
    wanted = Signal(object)
    finding_asked = Signal(str)

    def __init__(self, desk: Desk, selecting: Selecting) -> None:
        super().__init__(desk.window)
        self._desk, self._selecting = desk, selecting

    def exhibit(self) -> None:
        """Keep what is selected as exhibits; if all of it is, no longer."""
        moved = self._desk.selection.transfers
        chosen = [item("transfer", one) for one in moved] or [
            item("account", one) for one in self._selecting.chosen()
        ]
        self.set_exhibits(chosen, not set(chosen) <= set(self._desk.session.case.facts.basket))

    def set_exhibits(self, items: Sequence[Item], wanted: bool) -> None:
        """Keep these as exhibits, or no longer."""
        facts = self._desk.session.case.facts
        edit = annotating.exhibit_edit(facts, items) if wanted else annotating.withdraw_edit(facts, items)
        self._do(edit)
        if edit and wanted:
            numbers = [self._desk.session.case.facts.basket[one].number for one in edit.items]
            shown = ", ".join(map(str, numbers[:6])) + ("…" if len(numbers) > 6 else "")
            self._desk.messages.note(f"Kept as exhibit{'s' * (len(numbers) != 1)} {shown}.")

    def move_exhibit(self, one: Item, step: int) -> None:
        """Move an exhibit up or down in the basket; its number stays."""
        facts = self._desk.session.case.facts
        if one in facts.basket:
            self._do(annotating.move_edit(facts, one, facts.items.index(one) + step))

    def note_exhibit(self, one: Item, text: str) -> None:
        """Write an exhibit's own note."""
        if self._desk.session.is_open:
            self._do(annotating.exhibit_note_edit(self._desk.session.case.facts, one, text))

    def show_exhibit(self, one: Item) -> None:
        """Select what an exhibit is."""
        moved, address, key = transfer_of(one), account_of(one), finding_of(one)
        if moved is not None:
            self._desk.selection.choose_transfers([moved])
        elif address is not None:
            self.jump(address)
        elif key is not None:
            self.finding_asked.emit(key)

    def bookmark(self) -> None:
        """Bookmark what is selected; if all of it is, no longer."""
        chosen = self._selecting.chosen()
        self.set_bookmarks(chosen, not set(chosen) <= set(self._desk.session.case.facts.bookmarks))

    def set_bookmarks(self, addresses: Sequence[Address], wanted: bool) -> None:
        """Bookmark accounts, or no longer."""
        kept = self._desk.session.case.facts.bookmarks
        edits: list[AnyEdit] = [
            SetBookmark(one, "" if wanted else None) for one in addresses if (one in kept) != wanted
        ]
        verb = "Bookmark" if wanted else "Remove the bookmarks of"
        if len(edits) > 1:
            self._do(Together(tuple(edits), f"{verb} {words.plural(len(edits), 'account')}"))
        elif edits:
            self._do(edits[0])

    def name_bookmark(self) -> None:
        """Ask what the bookmark of the selected account is called; it is made if there is none."""
        chosen = self._selecting.chosen()
        if chosen:
            address = chosen[0]
            name = self._desk.session.case.facts.bookmarks.get(address, "")
            dialog = BookmarkDialog(self._desk.window, address, name)
            dialog.accepted_with.connect(lambda now: self._name(address, now))
            self._desk.ask(dialog)

    def _name(self, address: Address, name: str) -> None:
        if self._desk.session.case.facts.bookmarks.get(address) != name:
            self._do(SetBookmark(address, name))

    def next_bookmark(self, step: int) -> None:
        """Go to the bookmark after, or before, the one that is selected."""
        order = [one for one, _ in annotating.bookmarks(self._desk.session.case.facts)]
        if not order:
            self._desk.messages.note("There are no bookmarks yet; select an account and bookmark it.")
            return
        here = next((one for one in self._selecting.chosen() if one in order), None)
        at = order.index(here) + step if here else (0 if step > 0 else -1)
        self.jump(order[at % len(order)])

    def jump(self, address: Address) -> None:
        """Select an account and bring it into sight."""
        numbers = self._selecting.numbers([address])
        self._desk.selection.choose(numbers)
        self.jumped.emit(numbers)

    def take_up(self, address: Address) -> None:
        """Select an account that is to be decided on, and have it on the chart."""
        numbers = self._selecting.numbers([address])
        self._desk.selection.choose(numbers)
        self.wanted.emit(numbers)

    def colour(self) -> None:
        """Ask for a colour for what is selected."""
        menu = QMenu(self._desk.window)
        for at, name in enumerate((*COLOURS, ""), start=1):
            action = QAction(f"&{at}  {name.capitalize() or 'No colour'}", menu)
            if name:
                action.setIcon(swatch(name))
            action.triggered.connect(
                lambda _=False, name=name: self.set_colours(self._selecting.chosen(), name)
            )
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QCursor.pos())

    def set_colours(self, addresses: Sequence[Address], name: str) -> None:
        """Give accounts a colour, or none with ''."""
        self._do(annotating.colour_edit(self._desk.session.case.facts, addresses, name))

    def _do(self, edit: AnyEdit | None) -> None:
        if edit:
            self._desk.session.do(edit)
