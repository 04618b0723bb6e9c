"""What leaves the house: the report, and the chart as a picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from gnn.casework import card_of_run
from investigator.cases.edits import Changed, SetTitle
from investigator.figure import svg
from investigator.operations import default_report, write_report
from investigator.progress import Tick
from ui import words
from ui.canvas.chart import Chart
from ui.desk import Desk
from ui.dialogs.report_dialog import ReportDialog, ReportOrder

if TYPE_CHECKING:
    from investigator.report.typeset import ReportResult

PICTURE = (1920, 1200)
CHOICES = (
    ("chart", "The chart, as it is shown now"),
    ("exhibits", "Exhibits in full"),
    ("journal", "The steps of the journal"),
    ("model", "The card of the model that scored"),
)
"""What may be left out. Question, scope, sources, findings, limits and how to verify never are."""


class ReportVerbs(QObject):
    """Write the case down for others."""

    def __init__(self, desk: Desk, chart: Chart) -> None:
        super().__init__(desk.window)
        self._desk, self._chart = desk, chart

    def report(self) -> None:
        """Ask what the report shall say, and write it."""
        case, who = self._desk.session.case, self._desk.settings.examiner
        place = default_report(case.store.path or Path.home() / "case")
        dialog = ReportDialog(self._desk.window, case.facts.title, case.facts.question, who, place, CHOICES)
        dialog.accepted_with.connect(self.write)
        self._desk.ask(dialog)

    def write(self, order: ReportOrder) -> None:
        """Write the report as ordered."""
        session, sight = self._desk.session, self._desk.scenery.sight
        facts = session.case.facts
        if (order.title, order.question) != (facts.title, facts.question):
            session.do(SetTitle(order.title, order.question))
        case, folder = session.at_rest(), self._desk.settings.models
        scene = sight.scene if sight and sight.graph.order and "chart" in order.sections else None

        def work(tick: Tick) -> ReportResult:
            # the typesetter is not paid for before a report is wanted
            from investigator.report.content import ReportOptions

            options = ReportOptions(order.examiner)
            if "model" in order.sections:
                options = replace(options, card=card_of_run(case, folder))
            if "exhibits" not in order.sections:
                options = replace(options, exhibits=0)
            if "journal" not in order.sections:
                options = replace(options, journal_lines=0)
            return write_report(case, order.path, options, svg(scene) if scene else None, tick=tick)

        self._desk.runner.start(f"Writing {order.path.name}", work, self._written)

    def picture(self) -> None:
        """Ask where to write the chart, and write it."""
        path = self._desk.session.case.store.path or Path.home() / "chart"
        dialog = QFileDialog(
            self._desk.window, "Save chart", str(path.with_suffix(".png")), "PNG images (*.png)"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.fileSelected.connect(self.save_picture)
        dialog.open()

    def save_picture(self, path: str) -> None:
        """Write the chart as a PNG."""
        if self._chart.to_image(*PICTURE).save(path):
            self._desk.messages.note(f"The chart is in {path}.")
        else:
            self._desk.messages.trouble(f"The chart cannot be written to {path}; choose another place.")

    def _written(self, result: ReportResult) -> None:
        self._desk.session.touch(Changed.CASE)  # the journal has a line more
        self._desk.messages.note(
            f"{result.path.name}: {words.plural(result.pages, 'page')}, SHA-256 {result.sha256[:12]}…",
            "Open it",
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(result.path))),
        )
