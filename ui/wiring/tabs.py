"""The charts of a case in tabs, one beside another, and views that are kept by name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt

from investigator.cases.accountset import AccountSet
from investigator.cases.edits import Changed, SetChart, SetView, Together
from investigator.cases.views import Lens
from investigator.errors import Trouble
from ui.desk import Desk
from ui.dialogs.views_dialog import NameDialog, ViewsDialog
from ui.frame.query_field import QueryField
from ui.frame.stage import Stage
from ui.query import Query
from ui.wiring.beside import Beside
from ui.wiring.lenses import aim, lens_of, recolour

FIRST = "Main"
"""What the first chart is called in its tab."""


class TabVerbs(QObject):
    """Which accounts are on a chart is in the case; how each is looked at is remembered while it is open."""

    def __init__(self, desk: Desk, stage: Stage, query: QueryField) -> None:
        super().__init__(desk.window)
        self._desk, self._stage, self._query = desk, stage, query
        self._lenses: dict[str, Lens] = {}
        self._pending: Lens | None = None
        self._beside = Beside(desk, stage)
        area = stage.area
        area.chosen.connect(self.go)
        area.close_asked.connect(self._close)
        area.rename_asked.connect(self._rename)
        area.view_chosen.connect(self.open_view)
        desk.session.opened.connect(self._reopen)
        desk.session.changed.connect(self._follow)
        desk.scenery.seen.connect(self._arrive, Qt.ConnectionType.QueuedConnection)
        self._beside.acted.connect(self.swap)
        self._beside.turned.connect(self._show)

    def go(self, key: str) -> None:
        """See another chart."""
        scenery = self._desk.scenery
        if key == scenery.chart:
            return
        self._lenses[scenery.chart] = self.lens()
        if key == self._beside.key:  # what is seen there is not left: both change sides
            self.swap()
            return
        self._look(key, self._lenses.get(key, Lens()))

    def step(self, by: int) -> None:
        """See the chart of a tab further on, or back."""
        keys = [key for key, _ in self._charts()]
        self.go(keys[(keys.index(self._desk.scenery.chart) + by) % len(keys)])

    def with_selection(self) -> None:
        """Open a chart with what is selected."""
        chosen = self._desk.selection.accounts
        self._open(f"Chart {len(self._charts()) + 1}", chosen)

    def empty(self) -> None:
        """Open a chart with nothing on it."""
        self._open(f"Chart {len(self._charts()) + 1}", ())

    def rename(self) -> None:
        """Ask what the chart that is seen is called."""
        self._rename(self._desk.scenery.chart)

    def close(self) -> None:
        """Close the chart that is seen."""
        self._close(self._desk.scenery.chart)

    def beside(self) -> None:
        """Show another chart beside the one that is seen, or no longer."""
        if self._beside.open:
            self._beside.close()
            return
        keys = [key for key, _ in self._charts()]
        here = self._desk.scenery.chart
        other = keys[(keys.index(here) + 1) % len(keys)]
        self._beside.show(other, self._lenses.get(other, self.lens()))

    def swap(self) -> None:
        """Have commands act on the chart on the other side."""
        if self._beside.open:
            self._lenses[self._desk.scenery.chart] = self.lens()
            text, seen = self._query.text(), self._beside.trade(self._query.text())
            if text != seen:
                self._query.set_text(seen)
            self._show()

    def keep(self) -> None:
        """Ask for a name, and keep under it how the chart that is seen is looked at."""
        views = self._desk.session.case.facts.views
        hint = "What is on the chart, its filter, layout, place and colours are kept. Undo lets it go."
        name = self._names().get(self._desk.scenery.chart, FIRST)
        dialog = NameDialog(self._desk.window, "Save view", "&Save view", name, hint, tuple(views))
        dialog.accepted_with.connect(self.keep_as)
        self._desk.ask(dialog)

    def keep_as(self, name: str) -> None:
        """Keep how the chart that is seen is looked at."""
        self._desk.session.do(SetView(name, self.lens(), AccountSet.of(self._desk.scenery.shown)))
        self._desk.messages.note(f"The view {name} is kept.")

    def choose(self) -> None:
        """List the saved views."""
        dialog = ViewsDialog(self._desk.window, self._desk.session.case.facts.views)
        dialog.accepted_with.connect(lambda order: self._ordered(*order))
        self._desk.ask(dialog)

    def open_view(self, name: str) -> None:
        """See a saved view: on a chart that holds the same accounts, else on a further one."""
        view = self._desk.session.case.facts.views.get(name)
        if view is None:
            raise Trouble(f"There is no view {name}; it was let go.")
        facts, wanted = self._desk.session.case.facts, frozenset(view.accounts)
        here = self._desk.scenery.chart
        fit = [key for key, _ in self._charts() if facts.on_chart(key) == wanted]
        if here in fit:
            self._look(here, view.lens)
        elif fit and fit[0] != self._beside.key:
            self._lenses[here] = self.lens()
            self._look(fit[0], view.lens)
        else:
            self._open(name, wanted, view.lens)

    def lens(self) -> Lens:
        """How the chart that is seen is looked at."""
        return lens_of(self._desk.scenery, self._stage.chart, self._query.text())

    def _open(self, name: str, accounts: Iterable[int], lens: Lens | None = None) -> None:
        taken = [int(key[1:]) for key in self._desk.session.case.facts.charts if key[1:].isdigit()]
        key = f"c{max((0, *taken)) + 1}"
        self._lenses[self._desk.scenery.chart] = self.lens()
        self._desk.session.do(SetChart(key, name, AccountSet.of(accounts)))
        self._look(key, lens or Lens(layout=self._desk.scenery.layout))

    def _look(self, key: str, lens: Lens) -> None:
        scenery = self._desk.scenery
        layout = next((one for one in scenery.layouts if one == lens.layout), scenery.layout)
        scenery.turn(key, Query(), layout)
        recolour(scenery, lens)
        self._query.set_text(lens.query)
        self._pending = lens
        self._show()

    def _arrive(self) -> None:
        """The camera is set once the chart is there that it looks at."""
        if self._pending and not self._desk.scenery.waiting:
            aim(self._stage.chart, self._pending)
            self._pending = None

    def _ordered(self, what: str, name: str) -> None:
        views = self._desk.session.case.facts.views
        if what == "open":
            self.open_view(name)
        elif what == "remove":
            self._desk.session.do(SetView(name, None))
        else:
            dialog = NameDialog(self._desk.window, "Rename view", "&Rename", name, "", tuple(views))
            dialog.accepted_with.connect(lambda now: self._call(name, now))
            self._desk.ask(dialog)

    def _call(self, name: str, now: str) -> None:
        view = self._desk.session.case.facts.views.get(name)
        if view and now != name:
            kept = SetView(now, view.lens, AccountSet.of(view.accounts))
            self._desk.session.do(
                Together((SetView(name, None), kept), f"Rename the view {name!r} to {now!r}")
            )

    def _rename(self, key: str) -> None:
        if key:
            dialog = NameDialog(self._desk.window, "Rename chart", "&Rename", self._names()[key], "")
            dialog.accepted_with.connect(lambda name: self._named(key, name))
            self._desk.ask(dialog)

    def _named(self, key: str, name: str) -> None:
        chart = self._desk.session.case.facts.charts.get(key)
        if chart and name != chart.name:
            self._desk.session.do(SetChart(key, name, AccountSet.of(chart.accounts)))

    def _close(self, key: str) -> None:
        if key:
            self._desk.session.do(SetChart(key, ""))

    def _charts(self) -> list[tuple[str, str]]:
        if not self._desk.session.is_open:
            return [("", FIRST)]
        charts = self._desk.session.case.facts.charts
        further = sorted(charts, key=lambda key: (len(key), key))
        return [("", FIRST), *((key, charts[key].name) for key in further)]

    def _names(self) -> dict[str, str]:
        return dict(self._charts())

    def _reopen(self) -> None:
        self._lenses.clear()
        self._pending = None
        self._beside.close()
        self._show()

    def _follow(self, changed: Changed) -> None:
        if not changed & (Changed.VIEWS | Changed.CASE | Changed.MEMBERS):
            return
        names = self._names()
        if self._beside.open and self._beside.key not in names:
            self._beside.close()
        if self._desk.scenery.chart not in names:  # it was closed, or its opening undone
            self._look("", self._lenses.get("", Lens()))
        self._show()

    def _show(self) -> None:
        names, session = self._names(), self._desk.session
        views = sorted(session.case.facts.views) if session.is_open else ()
        here = self._desk.scenery.chart
        self._stage.area.show_charts(self._charts(), here if here in names else "", views)
        if self._beside.open:
            self._stage.area.name_panes(names.get(here, FIRST), names.get(self._beside.key or "", FIRST))
