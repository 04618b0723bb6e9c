"""The inspector: what is selected, whatever it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from ui import words
from ui.language import say
from ui.panels import parts
from ui.panels.account_page import AccountPage
from ui.panels.entries import Entry, EntryList
from ui.panels.subject import AccountView, SeveralView, TransferView
from ui.panels.transfer_page import TransferPage
from ui.theme import Theme

LISTED = 100


class SeveralPage(QWidget):
    """Several accounts: how many, which, and what to do with them."""

    account_clicked = Signal(object)
    label_asked = Signal(object)
    finding_asked = Signal(object)
    expand_asked = Signal(object, str)
    hide_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._view = SeveralView((), 0)
        self.title = parts.label("", "title")
        self.left = parts.label("", "dim")
        self.list = EntryList(say("Selected accounts"), whole=True, inset=0)
        self.list.chosen.connect(self.account_clicked)
        self.label = parts.button(say("&Label…"), lambda: self.label_asked.emit(self._view.addresses))
        self.expand = parts.button(
            say("&Expand…"), lambda: self.expand_asked.emit(self._view.addresses, "")
        )
        self.hide_them = parts.button(say("&Hide"), lambda: self.hide_asked.emit(self._view.addresses))
        self.finding = parts.button(
            say("&State finding…"), lambda: self.finding_asked.emit(self._view.addresses)
        )
        buttons = parts.line(self.label, self.expand, self.hide_them, 0)
        self.setLayout(
            parts.column(
                self.title, 12, buttons, 8, parts.line(self.finding, 0), 16, self.list, self.left, 0
            )
        )

    def show_several(self, view: SeveralView) -> None:
        """Show these accounts."""
        self._view = view
        self.title.setText(f"{words.plural(view.total, 'account')} selected")
        shown = view.addresses[:LISTED]
        self.list.show_entries(
            [
                Entry(
                    one,
                    words.shorten(one),
                    view.names.get(one, ""),
                    mono=True,
                    tip=words.whole(one),
                    whole=words.whole(one),
                )
                for one in shown
            ]
        )
        self.left.setText(f"{len(shown):,} of {view.total:,} are listed" if view.total > len(shown) else "")


class Inspector(QStackedWidget):
    """The right panel. What each page asks for is in the signals of `account`, `transfer` and `several`;
    `account_clicked` gathers the clicks on accounts from all of them.
    """

    account_clicked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setMinimumWidth(280)
        self.account, self.transfer, self.several = AccountPage(), TransferPage(), SeveralPage()
        self.empty = parts.label(
            say(
                "Select an account or a transfer, on the chart or in the table, and everything known about it"
                " appears here."
            ),
            "empty",
            wrap=True,
        )
        nothing = QWidget()
        nothing.setObjectName("panel")
        nothing.setLayout(
            parts.column(
                parts.label(say("Nothing selected"), "title"), 8, self.empty, 0, margins=(16, 16, 16, 16)
            )
        )
        self.addWidget(nothing)
        for page in (self.account, self.transfer, self.several):
            page.account_clicked.connect(self.account_clicked)
            self.addWidget(_scrolled(page))

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self.account.set_theme(theme)
        self.several.list.set_theme(theme)

    def show_nothing(self) -> None:
        """Say what would be here."""
        self._save()
        self.setCurrentIndex(0)

    def show_account(self, view: AccountView) -> None:
        """Show one account."""
        self.transfer.note.save()
        self.account.show_account(view)
        self.setCurrentIndex(1)

    def show_transfer(self, view: TransferView) -> None:
        """Show one transfer."""
        self.account.note.save()
        with parts.filling(self.transfer):
            self.transfer.show_transfer(view)
        self.setCurrentIndex(2)

    def show_several(self, view: SeveralView) -> None:
        """Show several accounts."""
        self._save()
        self.several.show_several(view)
        self.setCurrentIndex(3)

    def _save(self) -> None:
        """Keep what is being written."""
        for page in (self.account, self.transfer):
            page.note.save()


def _scrolled(page: QWidget) -> QScrollArea:
    held = QWidget()
    held.setObjectName("panel")
    held.setLayout(parts.column(page, margins=(16, 16, 16, 16)))
    made = QScrollArea()
    made.setAccessibleName("What is selected")
    made.setWidget(held)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made
