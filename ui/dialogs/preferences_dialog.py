"""What an analyst prefers: a page for each kind, all of them written together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLayout, QListWidget, QStackedWidget, QWidget

from investigator import switches
from investigator.preferences import TEXTS, Preferences
from ui.dialogs.fields import PathField, choice, chosen
from ui.dialogs.preference_pages import KeysPage, SourcesPage
from ui.dialogs.sheet import Sheet, field
from ui.dialogs.zones import zone_choice, zone_of
from ui.language import say, spoken
from ui.panels import parts
from ui.theme import Theme

PAGES = ("General", "Sources", "Keys", "Custody", "Safety")
THEMES = (("As the system", "system"), ("Dark", "dark"), ("Light", "light"))
UNITS = (("Whole units, such as ETH", "whole"), ("Base units, such as wei", "base"))
OFFLINE = "No connection is opened, whoever wants one: pulls, prices, certificates, explorers and time stamps are refused."
READ_ONLY = "Cases are opened so that nothing in their files can be changed; several people can read one at the same time."

MEMORY = (
    "Tells in the inspector in how many other cases an address was seen. Kept on this machine are keyed digests of addresses,"
    " nothing else of a case; the key lies in the system keyring, or in a file of yours where there is none. Off deletes both."
)
SIGN = (
    "What you did in a case is signed when it is closed, if your key is open by then: one in the keyring opens by itself, a"
    " key file when you sign for the first time. A case that you only looked at stays as it is."
)


class PreferencesDialog(Sheet):
    """`accepted_with` carries the `Preferences`. Keys go to the system keyring at once: `key_kept` carries a name and a
    secret, `key_dropped` a name; the answer comes by `show_keys`.

    `fixed` are the switches that the environment has set for this run; `fit` says whether an address holds no key.
    """

    key_kept = Signal(str, str)
    key_dropped = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        now: Preferences,
        place: Path,
        fixed: Collection[str] = (),
        fit: Callable[[str], bool] = bool,
    ) -> None:
        super().__init__(parent, say("Preferences"), say("&Save"), 640)
        self._now = now
        self.sources, self.keys = SourcesPage(now.sources, fit), KeysPage(now.keys)
        self.sources.changed.connect(self.check)
        self.keys.kept.connect(self.key_kept)
        self.keys.dropped.connect(self.key_dropped)
        self.stack = QStackedWidget()
        for page in (
            self._general(now, place), self.sources, self.keys, self._custody(now), self._safety(now, fixed),
        ):  # fmt: skip
            self.stack.addWidget(page)
        self.pages = QListWidget()
        self.pages.setAccessibleName(say("Pages"))
        self.pages.addItems(PAGES)
        self.pages.setFixedWidth(132)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.pages.setCurrentRow(0)
        both = parts.line(self.pages, self.stack)
        both.setSpacing(24)
        both.setStretch(1, 1)
        self.build(both)
        self.shown_first = self.pages

    def show_keys(self, names: Sequence[str], said: str) -> None:
        """The keys that are kept now, and what went wrong."""
        self.keys.show_names(names, said)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for page in (self.sources, self.keys):
            page.list.set_theme(theme)

    def problem(self) -> str:
        """What is wrong on any page."""
        if self.key_file.edit.text().strip() and not self.key_file.path().is_file():
            return say("There is no such key file; choose another, or leave the field empty.")
        return self.sources.problem() or (
            "" if zone_of(self.zone) is not None else "Choose a zone from the list."
        )

    def answer(self) -> Preferences:
        """All that is preferred; keys are kept already."""
        return replace(
            self._now,
            theme=str(chosen(self.theme_)),
            text=int(str(chosen(self.text))),
            language=str(chosen(self.language)),
            units=str(chosen(self.units)),
            zone=zone_of(self.zone) or "",
            offline=self.offline.isChecked(),
            read_only=self.read_only.isChecked(),
            memory=self.memory.isChecked(),
            sign=self.sign.isChecked(),
            key_file=str(self.key_file.path()) if self.key_file.edit.text().strip() else "",
            sources=self.sources.answer(),
            keys=tuple(self.keys.names),
        )

    def _general(self, now: Preferences, place: Path) -> QWidget:
        self.theme_ = choice(THEMES, now.theme)
        self.language = choice(_languages(), now.language)
        self.text = choice([(f"{size} %", str(size)) for size in TEXTS], str(now.text))
        self.units = choice(UNITS, now.units)
        self.zone = zone_choice(now.zone, self.check)
        return _page(
            field(say("&Theme"), self.theme_),
            field(say("Te&xt size"), self.text, say("Also by Ctrl+Alt with + and −.")),
            field(say("&Language"), self.language, say("Takes effect when the program is started again.")),
            field(say("&Amounts"), self.units, say("Tool tips always give both.")),
            field(
                say("Time &zone beside UTC"),
                self.zone,
                say("Times are in UTC; your zone stands in the tool tip."),
            ),
            parts.label(f"Kept in {place}", "dim", wrap=True, copy=True),
        )

    def _custody(self, now: Preferences) -> QWidget:
        self.sign = QCheckBox(say("Sign the &journal when a case is closed"))
        self.sign.setChecked(now.sign)
        self.key_file = PathField(
            say("Key file"),
            "Key files (*.pem *.json);;All files (*)",
            self.check,
            start=now.key_file,
            opens=True,
        )
        return _page(
            self.sign, 4, parts.label(SIGN, "dim", wrap=True), 20,
            field(
                say("Your key in a &file, if it is not in the system keyring"),
                self.key_file,
                say("Made by: investigator key --new --file FILE. Its passphrase is asked for, and kept nowhere."),
            ),
        )  # fmt: skip

    def _safety(self, now: Preferences, fixed: Collection[str]) -> QWidget:
        self.offline = QCheckBox(say("&Offline: ask nothing over a network"))
        self.read_only = QCheckBox(say("&Read-only: change no case"))
        self.offline.setChecked(now.offline)
        self.read_only.setChecked(now.read_only)
        self.memory = QCheckBox(say("Remember &addresses across cases"))
        self.memory.setChecked(now.memory)
        return _page(
            self.offline, 4, parts.label(OFFLINE + _fixed(switches.OFFLINE, fixed), "dim", wrap=True), 20,
            self.read_only, 4, parts.label(READ_ONLY + _fixed(switches.READ_ONLY, fixed), "dim", wrap=True), 20,
            self.memory, 4, parts.label(MEMORY, "dim", wrap=True),
        )  # fmt: skip


def _fixed(variable: str, fixed: Collection[str]) -> str:
    return (
        f" On for this run whatever is chosen here: {variable} or the command line says so."
        if variable in fixed
        else ""
    )


def _page(*body: QWidget | QLayout | int) -> QWidget:
    made = QWidget()
    made.setLayout(parts.column(*body, 0))
    return made


def _languages() -> list[tuple[str, str]]:
    """English, and what there is a translation of, each by its own name."""
    return [("English", ""), *((QLocale(code).nativeLanguageName() or code, code) for code in spoken())]
