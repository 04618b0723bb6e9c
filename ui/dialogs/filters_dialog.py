"""Filters by name: keep the present one, and choose among those that are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QWidget

from investigator.cases.edits.keeping import NAME_LIMIT
from ui import words
from ui.dialogs.sheet import Sheet, field, text_line
from ui.panels import parts
from ui.panels.entries import ROW, Entry, EntryList
from ui.theme import Theme


class SaveFilterDialog(Sheet):
    """`accepted_with` carries the name under which the filter is to be kept."""

    def __init__(self, parent: QWidget | None, query: str, kept: Mapping[str, str]) -> None:
        super().__init__(parent, "Save filter", "&Save", 480)
        self._kept, self._query = kept, query
        self.name = text_line(hint="Large transfers to mixers", limit=NAME_LIMIT, changed=self.check)
        self.build(
            field("&Name", self.name, "Kept in the case, where it can be undone like every other step."),
            field("Filter", parts.label(words.plain(query, 2000), "address", wrap=True, copy=True)),
        )
        self.shown_first = self.name

    def problem(self) -> str:
        """What is still missing; a name that is taken is only pointed out."""
        if not self._query:
            return "Nothing is filtered now; type a filter first, such as asset:USDC value>10k."
        if not self.name.text().strip():
            return "Give the filter a name."
        return "" if self.name.text().isprintable() else "The name has characters that cannot be seen."

    def check(self) -> None:
        """Say as well which filter would be replaced."""
        super().check()
        before = self._kept.get(self.name.text().strip())
        if before and not self.problem():
            self.trouble.setText(f"This replaces {words.plain(before, 80)}.")

    def answer(self) -> str:
        """The name."""
        return self.name.text().strip()


@dataclass(frozen=True)
class Chosen:
    """A filter or a list, and whether it is to be used or let go."""

    name: str
    kind: Literal["filter", "list"]
    use: bool


class FiltersDialog(Sheet):
    """`accepted_with` carries a `Chosen`."""

    def __init__(
        self, parent: QWidget | None, filters: Mapping[str, str], lists: Mapping[str, int]
    ) -> None:
        super().__init__(parent, "Saved filters and lists", "&Use", 560)
        self.list = EntryList("Saved filters and lists", inset=8)
        self.list.show_entries(
            [
                *(
                    Entry(("filter", name), name, text, whole=text)
                    for name, text in sorted(filters.items())
                ),
                *(
                    Entry(("list", name), name, f"list of {words.plural(count, 'address', 'addresses')}")
                    for name, count in sorted(lists.items())
                ),
            ]
        )
        self.list.setMinimumHeight(ROW * min(10, max(4, len(filters) + len(lists))) + 2)
        self.list.selectionModel().currentChanged.connect(lambda *_: self.check())
        self.list.opened.connect(lambda _key: self._finish())
        self.forget = parts.button("&Let go", self._let_go)
        self._use = True
        self.build(self.list, 8, parts.line(self.forget, 0))
        if self.list.entries():
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.shown_first = self.list

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        super().set_theme(theme)
        self.list.set_theme(theme)

    def problem(self) -> str:
        """Why nothing can be used."""
        self.forget.setEnabled(self.list.current() is not None)
        if not self.list.entries():
            return "None is kept yet. Filter, then choose Save filter…, or paste a list of addresses and name it."
        return "" if self.list.current() is not None else "Choose one."

    def answer(self) -> Chosen:
        """What was chosen."""
        key = self.list.current()
        assert isinstance(key, tuple)
        return Chosen(key[1], key[0], self._use)

    def _let_go(self) -> None:
        self._use = False
        self._finish()
