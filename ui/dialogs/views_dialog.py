"""A name for something, and the list of views that were saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtWidgets import QWidget

from investigator.cases.views import SavedView
from ui import words
from ui.dialogs.sheet import Sheet, field, text_line
from ui.language import say
from ui.panels import parts
from ui.panels.entries import Entry, EntryList
from ui.theme import Theme

LIMIT = 80


class NameDialog(Sheet):
    """`accepted_with` carries a name. One that is `taken` is said to be replaced."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        verb: str,
        name: str,
        hint: str,
        taken: tuple[str, ...] = (),
    ) -> None:
        super().__init__(parent, title, verb, 440)
        self._taken = taken
        self.name = text_line(name, limit=LIMIT)
        self.replaces = parts.label("", "dim", wrap=True)
        self.build(field(say("&Name"), self.name, hint), self.replaces)
        self.watch(self.name)
        self.shown_first = self.name
        self.name.selectAll()

    def problem(self) -> str:
        """What is still missing."""
        name = self.name.text().strip()
        self.replaces.setText(f"The view {name} is replaced." if name in self._taken else "")
        return "" if name and name.isprintable() else "Give it a name."

    def answer(self) -> str:
        """The name."""
        return self.name.text().strip()


Wanted = Literal["open", "rename", "remove"]


class ViewsDialog(Sheet):
    """Lists the saved views; `accepted_with` carries (what is wanted, the name of a view)."""

    def __init__(self, parent: QWidget | None, views: Mapping[str, SavedView]) -> None:
        super().__init__(parent, say("Saved views"), say("&Open"), 520)
        self.list = EntryList(say("Saved views"), inset=12)
        self.list.setMinimumHeight(28 * 6)
        self.list.show_entries([_entry(name, view) for name, view in sorted(views.items())])
        self.list.opened.connect(lambda _key: self.primary.click())
        self.list.selectionModel().currentChanged.connect(lambda *_: self.check())
        self.rename = parts.button(say("&Rename…"), lambda: self._ask("rename"))
        self.remove = parts.button(say("Re&move"), lambda: self._ask("remove"))
        self.remove.setToolTip(say("Let the view go. Undo brings it back."))
        self.build(
            parts.label(say("A view opens in a tab of its own; the charts that are open stay."), "dim", wrap=True), 8,
            self.list, 8, parts.line(self.rename, self.remove, 0),
        )  # fmt: skip
        self.shown_first = self.list
        if views:
            self.list.select(min(views))

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        super().set_theme(theme)
        self.list.set_theme(theme)

    def problem(self) -> str:
        """What is still missing."""
        chosen = self.list.current() is not None
        for button in (self.rename, self.remove):
            button.setEnabled(chosen)
        return "" if chosen else "Choose a view."

    def answer(self) -> tuple[Wanted, str]:
        """The view to open."""
        return "open", str(self.list.current())

    def _ask(self, what: Wanted) -> None:
        name = str(self.list.current())
        self.accept()
        self.accepted_with.emit((what, name))


def _entry(name: str, view: SavedView) -> Entry:
    told = [words.plural(len(view.accounts), "account")]
    told += [view.lens.query] if view.lens.query else []
    return Entry(name, name, " · ".join(words.plain(one, 40) for one in told))
