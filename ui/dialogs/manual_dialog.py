"""The manual, to be read beside the work: its pages at the left, the one chosen at the right, a field that searches all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QSplitter, QTextBrowser, QWidget

from ui.dialogs.sheet import Sheet
from ui.pages import Page, search
from ui.panels.entries import Entry, EntryList
from ui.theme import Theme


class ManualDialog(Sheet):
    """Shows pages. It does not keep the window from being worked in: show it with `show()`."""

    def __init__(self, parent: QWidget | None, pages: Sequence[Page]) -> None:
        super().__init__(parent, "Manual", "&Close", 760)
        self.setModal(False)
        self._pages = tuple(pages)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search the manual")
        self.search.setAccessibleName("Search the manual")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._list())
        self.list = EntryList("Pages of the manual", inset=12)
        self.list.setMinimumWidth(220)
        self.page = QTextBrowser()
        self.page.setAccessibleName("Page")
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setOpenLinks(False)
        self.page.setMinimumSize(440, 400)
        self.page.document().setDocumentMargin(16)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._turn())
        beside = QSplitter()
        beside.setChildrenCollapsible(False)
        beside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        for at, part in enumerate((self.list, self.page)):
            beside.addWidget(part)
            beside.setStretchFactor(at, at)
        self.cancel.hide()
        self.trouble.hide()
        self.build(self.search, 12, beside)
        self.resize(900, 620)
        self.shown_first = self.search
        self._list()

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        super().set_theme(theme)
        self.list.set_theme(theme)

    def answer(self) -> None:
        """Nothing is decided here."""

    def turn_to(self, name: str) -> None:
        """Show a page by its name."""
        self.list.select(name)

    def _list(self) -> None:
        found = search(self.search.text(), self._pages)
        self.list.show_entries([Entry(page.name, page.title) for page in found])
        if found and self.list.current() is None:
            self.list.select(found[0].name)
        if not found:
            self.page.setPlainText("No page holds all of these words.")

    def _turn(self) -> None:
        chosen = next((page for page in self._pages if page.name == self.list.current()), None)
        if chosen:
            self.page.setMarkdown(chosen.text)
            self._air()

    def _air(self) -> None:
        """Qt sets Markdown without air between paragraphs."""
        block = self.page.document().firstBlock()
        while block.isValid():
            shape = block.blockFormat()
            shape.setBottomMargin(4 if block.textList() else 10)
            QTextCursor(block).setBlockFormat(shape)
            block = block.next()
