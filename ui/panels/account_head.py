"""The head of an account's page: what it is called, where it lives, its chips, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from investigator import taxonomy
from investigator.colours import COLOURS, hex_of
from investigator.records import AccountKind, Label
from ui import words
from ui.panels import parts
from ui.panels.flow import Flow
from ui.panels.proof_list import OUTCOMES, TONES
from ui.panels.subject import AccountView

BADGES = {"complete": "✓", "unproven": "–", "failed": "✗"}
CERTIFIED = (
    "Whether all there is about it within the span that was pulled is in the case; each check stands below."
)
SEEN = (
    "From the memory on this machine, which holds keyed digests of addresses and nothing of any case. It is in no report,"
    " export or package."
)
KIND_NAMES = {kind: kind.name.lower() for kind in AccountKind}


class AccountHead(QWidget):
    """All signals but `push_asked` carry the account's address first.

    `expand_asked` (address, 'both', 'in', 'out' or '' to ask how), `seed_asked`, `exhibit_asked` and
    `bookmark_asked` (address, whether it shall be one), `colour_asked` (address, name of a colour or '').
    """

    label_asked = Signal(object)
    finding_asked = Signal(object)
    expand_asked = Signal(object, str)
    seed_asked = Signal(object, bool)
    transfers_asked = Signal(object)
    bookmark_asked = Signal(object, bool)
    exhibit_asked = Signal(object, bool)
    colour_asked = Signal(object, str)
    push_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: AccountView | None = None
        self.title = parts.label("", "title", wrap=True, copy=True)
        self.where = parts.label("", "dim", wrap=True)
        self.seen = parts.label("", "", wrap=True, copy=True)
        self.seen.setToolTip(words.tip(SEEN))
        self.seen.hide()
        self.address = parts.label("", "address", copy=True)
        self.copy = _link("Copy", self._copy, "Copy the whole address")
        self._chips = QWidget()
        self._chips.setLayout(Flow())
        self.expand = self._expand_menu()
        self.label = parts.button("&Label…", lambda: self._emit(self.label_asked))
        self.finding = parts.button("&State finding…", lambda: self._emit(self.finding_asked))
        self.bookmark = parts.button("&Bookmark", self._bookmark, tip="Keep it in the list of bookmarks")
        self.exhibit = parts.button("Add e&xhibit", self._exhibit, tip="Put it into the evidence basket")
        self.colour = self._colour_menu()
        self.setLayout(
            parts.column(
                self.title, 2, parts.line(self.address, self.copy, 0), self.where, self.seen, 8, self._chips, 12,
                flowing(self.label, self.expand, self.finding, self.exhibit, self.bookmark, self.colour),
            )
        )  # fmt: skip

    def show_account(self, view: AccountView) -> None:
        """Show this account."""
        self._view = view
        self.title.setText(words.plain(view.title or words.shorten(view.address), 120))
        self.address.setText(words.broken(words.whole(view.address)))
        self.where.setText(f"{KIND_NAMES[view.kind]} · {words.place(view.address)}")
        self.seed.setText("No longer a seed" if view.seed else "Make it a seed")
        self.bookmark.setText("No &bookmark" if view.bookmark is not None else "&Bookmark")
        self.exhibit.setText("Remove e&xhibit" if view.exhibit else "Add e&xhibit")
        for name, action in self._colours.items():
            action.setChecked(name == view.colour)
        self.colour.setIcon(swatch(view.colour) if view.colour else QIcon())
        self._show_chips(view)

    def show_seen(self, text: str) -> None:
        """In which other cases it was seen; '' for none, or where that is not kept."""
        self.seen.setText(words.plain_lines(text))
        self.seen.setVisible(bool(text))

    def _show_chips(self, view: AccountView) -> None:
        row = self._chips.layout()
        assert row
        parts.clear(row)
        if view.seed:
            row.addWidget(parts.pill("seed", "accent"))
        if view.exhibit:
            row.addWidget(parts.pill(f"exhibit {view.exhibit}", "accent"))
        if view.bookmark is not None:
            row.addWidget(parts.pill(f"bookmark{f': {view.bookmark}' if view.bookmark else ''}"))
        if view.certificate:
            outcome = view.certificate.outcome
            row.addWidget(parts.pill(f"{OUTCOMES[outcome]} {BADGES[outcome]}", TONES[outcome], CERTIFIED))
        for claim in dict.fromkeys(view.labels + view.claims):
            row.addWidget(_chip(claim))
        if view.disputed:
            row.addWidget(
                parts.pill("disputed", "mid", "What is claimed about this account does not agree.")
            )
        if view.unsettled:
            told = words.plural(view.unsettled, "transfer")
            row.addWidget(
                parts.pill(f"{view.unsettled:,} not final", "mid", f"{told} may still be replaced.")
            )
        if view.stop and view.stop.open:
            told = f"The pull stopped here: {words.plain(view.stop.detail, 200)}. Push further to go on."
            row.addWidget(parts.pill(f"frontier · {view.stop.reason}", "", told))
            row.addWidget(_link("Push further…", self.push_asked.emit, "Pull on from this account"))
        self._chips.setVisible(row.count() > 0)

    def _expand_menu(self) -> QPushButton:
        made = parts.button("Expand ▾")
        menu = QMenu(made)
        ways = (
            ("One hop, both ways", "both"), ("One hop to where it went", "out"),
            ("One hop to where it came from", "in"), ("Expand…", ""),
        )  # fmt: skip
        for text, way in ways:
            action = QAction(text, menu)
            action.triggered.connect(lambda _=False, way=way: self._emit(self.expand_asked, way))
            menu.addAction(action)
        menu.addSeparator()
        self.seed = QAction("Make it a seed", menu)
        self.seed.triggered.connect(
            lambda _=False: self._emit(self.seed_asked, not (self._view and self._view.seed))
        )
        menu.addAction(self.seed)
        shown = QAction("Show its transfers in the table", menu)
        shown.triggered.connect(lambda _=False: self._emit(self.transfers_asked))
        menu.addAction(shown)
        made.setMenu(menu)
        return made

    def _colour_menu(self) -> QPushButton:
        made = parts.button("Colour ▾", tip="Mark it on the chart in a colour of your own")
        menu = QMenu(made)
        self._colours: dict[str, QAction] = {}
        for name in (*COLOURS, ""):
            action = QAction(name.capitalize() or "No colour", menu)
            action.setIcon(swatch(name) if name else QIcon())
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, name=name: self._emit(self.colour_asked, name))
            menu.addAction(action)
            self._colours[name] = action
        made.setMenu(menu)
        return made

    def _bookmark(self) -> None:
        self._emit(self.bookmark_asked, self._view is not None and self._view.bookmark is None)

    def _exhibit(self) -> None:
        self._emit(self.exhibit_asked, not (self._view and self._view.exhibit))

    def _copy(self) -> None:
        if self._view:
            parts.copy(words.whole(self._view.address))

    def _emit(self, signal: object, *more: object) -> None:
        if self._view:
            signal.emit(self._view.address, *more)  # type: ignore[attr-defined]


def flowing(*some: QWidget) -> QWidget:
    """Buttons beside each other that break into lines where there is no room."""
    made = QWidget()
    row = Flow(gap=8)
    for one in some:
        row.addWidget(one)
    made.setLayout(row)
    return made


def swatch(name: str) -> QIcon:
    """A square of a colour of `colours`."""
    made = QPixmap(12, 12)
    made.fill(QColor(hex_of(name)))
    return QIcon(made)


def _link(text: str, pressed: object, tip: str) -> QPushButton:
    made = parts.button(text, pressed, tip=tip)  # type: ignore[arg-type]
    made.setProperty("link", True)
    return made


def _chip(claim: Label) -> QWidget:
    tone = {True: "high", False: "verified", None: ""}[claim.illicit]
    return parts.pill(claim.text, tone, f"{taxonomy.name(claim.category)} · {claim.tier} · {claim.source}")
