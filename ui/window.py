"""The main window: five places that never move, and the wiring between them."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QBoxLayout, QMainWindow, QMenu, QSplitter, QStackedWidget, QWidget

from investigator.errors import Trouble
from investigator.settings import Settings
from ui.actions import ACTIONS
from ui.actions.offers import offered
from ui.actions.row import State
from ui.appearance import Appearance
from ui.choices import Choices
from ui.desk import Desk
from ui.frame.rail import Rail
from ui.frame.shape import Shape
from ui.frame.stage import Stage
from ui.frame.status import Status
from ui.frame.top_bar import TopBar
from ui.frame.welcome import Welcome
from ui.menus import Menus
from ui.messages import FaultLog, Messages
from ui.panels import parts
from ui.panels.explorer import Explorer
from ui.panels.findings import FindingsPanel
from ui.panels.history import HistoryPanel
from ui.panels.inspector import Inspector
from ui.panels.tasks import TasksPanel
from ui.panels.worklist import Worklist
from ui.scenery import Scenery
from ui.session import Selection, Session
from ui.tasks import Runner
from ui.theme import Theme
from ui.veil import Veil, secrets
from ui.wiring.assembling import make_verbs
from ui.wiring.deepening import Depths
from ui.wiring.gesturing import wire_chart
from ui.wiring.hands import wire_explorer, wire_inspector, wire_records
from ui.wiring.helping import Places
from ui.wiring.inspecting import InspectorWiring
from ui.wiring.listing import ListingWiring
from ui.wiring.outline import OutlineWiring
from ui.wiring.querying import QueryWiring
from ui.wiring.standing import StandingWiring
from ui.wiring.viewing import NARROW, ViewVerbs

ROOM = QSize(1440, 900)
LEFT, RIGHT = 248, 336
"""Widths of the side panels at first, in pixels."""


class Window(QMainWindow):
    """Assembles everything that is on the screen. `open_path` opens a case in it."""

    def __init__(
        self, settings: Settings, keep: QSettings, appearance: Appearance, choices: Choices
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self._leaving = False
        self.setAcceptDrops(True)
        self.setMinimumSize(1040, 600)  # the three columns beside each other
        self.resize(ROOM)
        self._make_desk(settings, keep, appearance, choices)
        self._make_panels()
        self._make_verbs()
        self._lay_out()
        self._wire()
        self._shape = Shape(self, {"split": self.split, "stage": self.stage.split}, self._panels(), keep)
        self._shape.restore()

    def _make_desk(
        self, settings: Settings, keep: QSettings, appearance: Appearance, choices: Choices
    ) -> None:
        runner, session = Runner(self), Session(self)
        messages = Messages(self, FaultLog(settings.config / "faults.log"))
        self.desk = Desk(
            self, settings, keep, session, Selection(self), Scenery(session, runner, self), runner, messages,
            appearance, choices, Veil(self, lambda: secrets(session, keep)),
        )  # fmt: skip

    def _make_panels(self) -> None:
        self.explorer, self.worklist = Explorer(), Worklist()
        self.findings, self.history, self.tasks = FindingsPanel(), HistoryPanel(), TasksPanel()
        self.inspector, self.status = Inspector(), Status()
        self.left = QStackedWidget()
        self.left.setObjectName("panel")
        for page in (self.explorer, self.findings, self.worklist, self.history, self.tasks):
            self.left.addWidget(page)
        self.left.setMinimumWidth(NARROW)

    def _make_verbs(self) -> None:
        desk = self.desk
        self.menus = Menus(self, desk.appearance)
        actions = self.menus.by_id
        self.stage, self.bar, self.welcome = Stage(actions), TopBar(actions), Welcome(actions)
        self.rail = Rail(actions, self.menus.whole(self), desk.appearance)
        self.view = ViewVerbs(desk, self.rail, self.left, self.stage, self.inspector, self.bar.query)
        self.view.actions = actions
        places = Places(self.rail, self.bar.query, self.left, self.stage.chart, self.inspector, self.status)
        self.verbs, self.hands, self.files = make_verbs(desk, self.stage, self.inspector, self.view, places)

    def _lay_out(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        for at, part in enumerate((self.left, self.stage, self.inspector)):
            self.split.addWidget(part)
            self.split.setStretchFactor(at, int(part is self.stage))
        self.split.setSizes([LEFT, ROOM.width() - LEFT - RIGHT - 52, RIGHT])
        right = QWidget()
        right.setLayout(parts.column(self.bar, parts.rule(), self.split))
        bench = QWidget()
        bench.setObjectName("panel")
        bench.setLayout(_tight(parts.line(self.rail, right)))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.welcome)
        self.pages.addWidget(bench)
        whole = QWidget()
        whole.setLayout(parts.column(self.pages, parts.rule(), self.status))
        self.setCentralWidget(whole)
        if sys.platform == "darwin":  # one menu bar for the screen: it is looked for there
            for menu in self.menus.whole(self).actions():
                self.menuBar().addAction(menu)

    def _wire(self) -> None:
        desk = self.desk
        outline = OutlineWiring(desk, self.explorer, self.worklist, self.findings, self.history)
        standing = StandingWiring(desk, self.bar, self.status, self.tasks)
        listing = ListingWiring(desk, self.stage)
        inspecting = InspectorWiring(desk, self.inspector)
        inspecting.account_shown.connect(Depths(desk, self.inspector.account).follow)
        inspecting.account_shown.connect(self.verbs.remembering.follow)
        QueryWiring(desk, self.bar.query, self.stage.timeline, self.hands.chart)
        outline.told.connect(standing.told)
        self.files.verified.connect(standing.verified)
        wire_explorer(desk, self.explorer, self.hands)
        wire_records(desk, self.findings, self.worklist, self.history, self.hands, outline)
        wire_inspector(self.inspector, self.hands, listing)
        self.inspector.account.head.push_asked.connect(self.verbs.acquiring.push)
        wire_chart(desk, self.stage, self.hands, self._popup)
        self.welcome.case_chosen.connect(self.files.open_path)
        self.status.tasks_asked.connect(lambda: self.view.place("tasks"))
        self.status.journal_asked.connect(lambda: self.view.place("history"))
        self.menus.triggered.connect(self._run)
        desk.appearance.changed.connect(self._wear)
        for told in (desk.session.opened, desk.scenery.seen, desk.scenery.ready, self.stage.area.turned):
            told.connect(self._follow)
        desk.session.changed.connect(lambda _changed: self._follow())
        desk.selection.changed.connect(lambda _source: self._follow())
        desk.session.opened.connect(self._turn)
        self._turn()
        self._follow()
        self._wear(desk.appearance.theme)

    def _panels(self) -> dict[str, QWidget]:
        return {"left": self.left, "inspector": self.inspector, "timeline": self.stage.timeline}

    def open_path(self, path: Path) -> None:
        """Open a case."""
        self.files.open_path(path)

    def state(self) -> State:
        """What there is to act on now."""
        desk, held = self.desk, self.desk.scenery.held
        if not desk.session.is_open:
            return State()
        facts = desk.session.case.facts
        return State(
            open=True,
            evidence=bool(held and held.counts.transfers),
            shown=len(desk.scenery.shown),
            accounts=len(desk.selection.accounts),
            transfers=len(desk.selection.transfers),
            seeds=len(facts.seeds),
            scored=bool(held and held.scores is not None),
            undo=bool(desk.session.undoable()),
            redo=bool(desk.session.redoable()),
            charts=1 + len(facts.charts),
            further=bool(desk.scenery.chart),
            beside=self.stage.area.back is not None,
            views=len(facts.views),
            read_only=desk.session.case.store.read_only,
            laying=desk.scenery.arranging,
        )

    def _run(self, name: str) -> None:
        row = next(one for one in ACTIONS if one.id == name)
        try:
            row.run(self.verbs)
        except Trouble as trouble:
            self.desk.messages.trouble(str(trouble))

    def _follow(self) -> None:
        self.menus.enable(self.state())
        self.stage.show_layout(self.desk.scenery.layout)

    def _turn(self) -> None:
        self.pages.setCurrentIndex(int(self.desk.session.is_open))
        self.welcome.show_recent(self.files.recent())

    def _wear(self, theme: Theme) -> None:
        for part in (
            self.explorer, self.worklist, self.findings, self.history, self.inspector, self.welcome,
            self.stage.chart, self.stage.timeline, self.stage.table, self.stage.results, self.bar.query,
        ):  # fmt: skip
            part.set_theme(theme)

    def _popup(self, account: int, spot: QPoint) -> None:
        menu: QMenu = self.menus.menu(offered(account), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(spot)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks once where work is running; the case itself is kept with every gesture."""
        if self._leaving or not self.desk.runner.running():
            self._shape.save()
            self.desk.selection.clear()  # a note that is being written is kept
            self.desk.runner.stop()
            self.desk.session.close()
            self.desk.runner.close()
            event.accept()
            return
        event.ignore()
        self.files.leave(self._leave)

    def _leave(self) -> None:
        self._leaving = True
        self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a case, or import files."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.files.drop(paths)


def _tight(row: QBoxLayout) -> QBoxLayout:
    row.setSpacing(0)
    return row
