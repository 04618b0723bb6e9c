"""Handing a case on, and vouching for it: exports, signatures, time stamps, and working it out again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from investigator.errors import Trouble
from investigator.operations.exporting import Exported
from investigator.progress import Tick
from ui import words
from ui.desk import Desk
from ui.dialogs.export_dialog import ExportDialog, ExportOrder
from ui.dialogs.stamp_dialog import StampDialog, StampOrder
from ui.lists.found import Found
from ui.wiring.outcome import Outcome
from ui.wiring.signing import Signing


class HandingVerbs(QObject):
    """What leaves the house beside the report, and what makes others believe it."""

    def __init__(self, desk: Desk, out: Outcome, signing: Signing) -> None:
        super().__init__(desk.window)
        self._desk, self._out, self._signing = desk, out, signing

    def export(self) -> None:
        """Ask in which format, and write it."""
        case = self._desk.session.case
        place = case.store.path or Path.home() / "case"
        dialog = ExportDialog(self._desk.window, place, len(case.facts.items))
        dialog.accepted_with.connect(self.write)
        self._desk.ask(dialog)

    def write(self, order: ExportOrder) -> None:
        """Write an export as ordered."""
        case = self._desk.session.at_rest()

        def work(tick: Tick) -> Exported:
            # each format brings a library of its own
            from investigator.operations.exporting import export_case

            return export_case(case, order.form, order.path, order.part, tick)

        self._desk.runner.start(f"Exporting {order.path.name}", work, self._written)

    def _written(self, made: Exported) -> None:
        names = " and ".join(one.name for one in made.files)
        self._desk.messages.note(
            f"{names}: {words.plural(made.accounts, 'account')}, {words.plural(made.transfers, 'transfer')}."
        )

    def sign(self) -> None:
        """Sign what was done since the last signature, with the examiner's key."""
        self._signing.sign()

    def stamp(self) -> None:
        """Ask whom to have the case stamped by."""
        if not self._desk.session.is_open:
            raise Trouble("No case is open.")
        dialog = StampDialog(self._desk.window)
        dialog.accepted_with.connect(self.ask)
        self._desk.ask(dialog)

    def ask(self, order: StampOrder) -> None:
        """Have the case stamped as ordered."""
        store = self._desk.session.case.store

        def work(tick: Tick) -> str:
            from investigator.cases.custody.stamping import stamped
            from investigator.operations import custody

            tick(0, None, "Waiting for the authority")
            row = custody.stamp(store, order.url, order.kind, order.roots)
            with store.reading() as db:
                told = next(one for one in stamped(db) if one.row == row.id)
            return f"{told.sentence}.{f' Not proved by it: {told.open}.' if told.open else ''}"

        self._desk.runner.start("Asking for a time stamp", work, self._desk.messages.note)

    def replay(self) -> None:
        """Work the case out again from evidence and journal alone, and list what is the same."""
        case, models = self._desk.session.at_rest(), self._desk.settings.models

        def work(tick: Tick) -> Found:
            from gnn.client import Worker
            from gnn.replay import replay
            from ui.lists.replayed import replay_list

            with Worker() as worker:
                return replay_list(replay(case, worker, models, tick))

        self._desk.runner.start("Working the case out again", work, self._out.show)
