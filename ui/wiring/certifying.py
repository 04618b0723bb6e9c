"""Completeness certificates: their badges kept in step with the evidence, and all of them as a list."""

from __future__ import annotations

from PySide6.QtCore import QObject

from investigator.cases.completeness import Certificate, outcomes
from investigator.cases.edits import Changed
from investigator.data.queries import sources
from investigator.operations.certifying import certify
from investigator.progress import Tick
from investigator.records import Address
from ui.desk import Desk
from ui.dialogs.certificates_dialog import CertificatesDialog
from ui.tasks import Latest
from ui.wiring.outline import called
from ui.wiring.selecting import Selecting


class CertifyVerbs(QObject):
    """Checks off the GUI thread, again only when the evidence is another; its newest state wins."""

    def __init__(self, desk: Desk, selecting: Selecting) -> None:
        super().__init__(desk.window)
        self._desk, self._selecting = desk, selecting
        self._look = Latest(desk.runner, "Checking that accounts are complete")
        self._stale = True
        desk.session.opened.connect(self._reopen)
        desk.session.changed.connect(self._mark)
        desk.scenery.ready.connect(self._follow)

    def _reopen(self) -> None:
        self._look.drop()
        self._stale = True

    def _mark(self, changed: Changed) -> None:
        self._stale = self._stale or bool(changed & Changed.EVIDENCE)

    def _follow(self) -> None:
        if self._stale and self._desk.session.is_open:
            self._stale = False
            store = self._desk.session.at_rest().store
            self._look.ask(lambda tick: outcomes(store, tick), self._desk.scenery.certify)

    def certify(self) -> None:
        """Show the certificates of the selected accounts, or of all that were pulled."""
        case, wanted = self._desk.session.at_rest(), self._selecting.chosen()

        def work(tick: Tick) -> tuple[list[Certificate], dict[Address, str]]:
            found = certify(case, wanted, tick)
            tags = sources.tags(case.store, [one.address for one in found])
            names = ((one.address, called(case.facts, tags, one.address)) for one in found)
            return found, {address: name for address, name in names if name}

        self._desk.runner.start("Checking that accounts are complete", work, lambda told: self._show(*told))

    def _show(self, found: list[Certificate], names: dict[Address, str]) -> None:
        dialog = CertificatesDialog(self._desk.window, found, names)
        dialog.chosen.connect(lambda address: self._selecting.go([address]))
        self._desk.ask(dialog)
