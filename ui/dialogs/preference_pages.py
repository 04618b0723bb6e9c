"""The pages of the preferences that hold lists: sources by name, and the keys of providers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import words
from ui.dialogs.sheet import field, side_by_side, text_line
from ui.language import say
from ui.panels import parts
from ui.panels.entries import ROW, Entry, EntryList

LISTED = 5
WHERE = "Nodes and explorers by a short name, offered where a source is asked for. {NAME} in an address stands for a key."
SECRETS = "Keys lie in the system keyring, never in a case, a log or this program's files. An address refers to one by {NAME}."


class SourcesPage(QWidget):
    """Names and addresses; `changed` is emitted at every letter. `fit` says whether an address holds no key."""

    changed = Signal()

    def __init__(self, sources: Mapping[str, str], fit: Callable[[str], bool]) -> None:
        super().__init__()
        self._sources, self._fit = dict(sources), fit
        self.list = EntryList(say("Sources"), inset=8)
        self.list.setFixedHeight(ROW * LISTED)
        self.name = text_line("", say("home"), 60, self.changed.emit)
        self.address = text_line("", "http://127.0.0.1:8545", 2000, self.changed.emit)
        self.add = parts.button(say("&Add"), self._add)
        self.remove = parts.button(say("&Remove"), self._remove)
        for edit in (self.name, self.address):
            edit.returnPressed.connect(self._add)
        self.list.clicked.connect(lambda _index: self._take())
        self.setLayout(
            parts.column(
                parts.label(say(WHERE), "dim", wrap=True), 12, self.list, 12,
                side_by_side(field(say("&Name"), self.name), field(say("A&ddress"), self.address)),
                parts.line(self.add, self.remove, 0), 0,
            )
        )  # fmt: skip
        self._show()

    def problem(self) -> str:
        """What is half written or may hold a key."""
        name, address = self.name.text().strip(), self.address.text().strip()
        wrong = ""
        if bool(name) != bool(address):
            wrong = "A source has a name and an address."
        elif address and not self._fit(address):
            wrong = "The address holds a key or is none: write {NAME} for a key, and keep it under Keys."
        self.add.setEnabled(bool(name) and not wrong)
        return wrong

    def answer(self) -> dict[str, str]:
        """Names and addresses; one that is written but not added yet counts, too."""
        name, address = self.name.text().strip(), self.address.text().strip()
        return {**self._sources, **({name: address} if name and address else {})}

    def _add(self) -> None:
        if not self.problem():
            self._sources = self.answer()
            self._show()

    def _remove(self) -> None:
        self._sources.pop(str(self.list.current()), None)
        self._show()

    def _take(self) -> None:
        name = str(self.list.current())
        self.name.setText(name)
        self.address.setText(self._sources.get(name, ""))

    def _show(self) -> None:
        self.list.show_entries(
            [Entry(name, name, words.plain(one, 60), tip=one) for name, one in self._sources.items()]
        )
        self.name.clear()
        self.address.clear()
        self.remove.setEnabled(bool(self._sources))
        self.changed.emit()


class KeysPage(QWidget):
    """Names of keys; a secret is seen only while it is typed. `kept` carries name and secret, `dropped` a name."""

    kept = Signal(str, str)
    dropped = Signal(str)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = list(names)
        self.list = EntryList(say("Keys"), inset=8)
        self.list.setFixedHeight(ROW * LISTED)
        self.name = text_line("", "etherscan", 60, self._follow)
        self.secret = text_line("", "", 2000, self._follow)
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.returnPressed.connect(self._keep)
        self.keep = parts.button(say("&Keep key"), self._keep)
        self.drop = parts.button(say("&Forget key"), self._drop)
        self.said = parts.label("", "dim", "mid", wrap=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(
            parts.column(
                parts.label(say(SECRETS), "dim", wrap=True), 12, self.list, 12,
                side_by_side(field(say("&Name"), self.name), field(say("Se&cret"), self.secret)),
                parts.line(self.keep, self.drop, 0), 8, self.said, 0,
            )
        )  # fmt: skip
        self.show_names(names, "")

    def show_names(self, names: Sequence[str], said: str) -> None:
        """The keys that are kept, and what went wrong with the last one."""
        self.names = list(names)
        self.list.show_entries([Entry(name, name, "in the system keyring") for name in names])
        self.said.setText(words.plain_lines(said))
        self._follow()

    def _keep(self) -> None:
        if self.keep.isEnabled():
            self.kept.emit(self.name.text().strip(), self.secret.text().strip())
            self.name.clear()
            self.secret.clear()

    def _drop(self) -> None:
        if self.list.current() is not None:
            self.dropped.emit(str(self.list.current()))

    def _follow(self) -> None:
        self.keep.setEnabled(bool(self.name.text().strip() and self.secret.text().strip()))
        self.drop.setEnabled(bool(self.names))
