"""What leaves the house: the report, and the chart as a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from gnn.casework import card_of_run
from investigator.cases.edits import Changed, SetTitle
from investigator.errors import Trouble
from investigator.figure import svg
from investigator.operations import default_report, form_of, write_report
from investigator.progress import Tick
from ui import words
from ui.canvas.chart import Chart
from ui.desk import Desk
from ui.dialogs.picture_dialog import PictureDialog, PictureOrder
from ui.frame.query_field import QueryField
from ui.tasks import Failure, Task

if TYPE_CHECKING:
    from investigator.report.content import ReportOptions
    from investigator.report.typeset import ReportResult
    from ui.dialogs.report_dialog import ReportDialog, ReportOrder

SHOWN = 10
"""Exhibits that the preview sets in full."""


class ReportVerbs(QObject):
    """Write the case down for others."""

    def __init__(self, desk: Desk, chart: Chart, query: QueryField) -> None:
        super().__init__(desk.window)
        self._desk, self._chart, self._query = desk, chart, query
        self._asked, self._previewing = 0, cast("Task | None", None)

    def report(self) -> None:
        """Ask what the report shall say, show how it will look, and write it."""
        # what a report is made of is loaded once the window is there (`ui.warm`)
        from ui.dialogs.report_dialog import ReportDialog

        case, who = self._desk.session.case, self._desk.settings.examiner
        place = default_report(case.store.path or Path.home() / "case")
        dialog = ReportDialog(self._desk.window, case.facts.title, case.facts.question, who, place)
        dialog.accepted_with.connect(self.write)
        dialog.changed.connect(lambda order: self._preview(dialog, order))
        self._desk.ask(dialog)

    def _preview(self, dialog: ReportDialog, order: ReportOrder) -> None:
        """Set the pages as ordered and show them in the dialog, unless it has gone or something newer is asked."""
        case, make = self._desk.session.at_rest(), self._maker(order)
        self._asked += 1
        mine = self._asked

        def work(tick: Tick) -> list[bytes]:
            from investigator.operations.retracing import retraced
            from investigator.report.preview import preview

            options, figure = make()
            titled = (order.title or case.facts.title, order.question)
            return preview(
                case, replace(options, exhibits=SHOWN), figure, titled, tick, retraced(case, tick)
            )

        def done(pages: list[bytes]) -> None:
            if mine == self._asked and not dialog.over:
                dialog.show_pages(pages)

        def failed(failure: Failure) -> None:
            if mine == self._asked and not dialog.over:
                dialog.show_trouble(failure.sentence)

        if self._previewing:
            self._previewing.cancel()
        self._previewing = self._desk.runner.start("Preview of the report", work, done, failed, quiet=True)

    def _maker(self, order: ReportOrder) -> Callable[[], tuple[ReportOptions, str | None]]:
        """What makes the options and the figure of a report, off the window's thread."""
        sight, case = self._desk.scenery.sight, self._desk.session.at_rest()
        folder = self._desk.settings.models
        scene = sight.scene if sight and sight.graph.order and "chart" in order.sections else None

        def make() -> tuple[ReportOptions, str | None]:
            # the typesetter is not paid for before a report is wanted
            from investigator.report.content import ReportOptions
            from investigator.report.template import Template, read_template
            from ui.dialogs.report_dialog import SECTIONS

            options = ReportOptions(
                order.examiner,
                card=card_of_run(case, folder) if "model" in order.sections else None,
                form=form_of(order.path),
                left_out=tuple(key for key, _ in SECTIONS if key not in order.sections),
                template=read_template(order.template) if order.template else Template(),
            )
            return options, svg(scene) if scene else None

        return make

    def write(self, order: ReportOrder) -> None:
        """Write the report as ordered."""
        session = self._desk.session
        facts = session.case.facts
        if (order.title, order.question) != (facts.title, facts.question):
            session.do(SetTitle(order.title, order.question))
        case, make = session.at_rest(), self._maker(order)

        def work(tick: Tick) -> ReportResult:
            options, figure = make()
            return write_report(case, order.path, options, figure, tick=tick)

        self._desk.runner.start(f"Writing {order.path.name}", work, self._written)

    def picture(self) -> None:
        """Ask how to write the chart as a picture, and write it."""
        path = self._desk.session.case.store.path or Path.home() / "chart"
        dialog = PictureDialog(self._desk.window, path.with_suffix(".png"), stamp=not self._desk.veil.on)
        dialog.accepted_with.connect(self.write_picture)
        self._desk.ask(dialog)

    def write_picture(self, order: PictureOrder) -> None:
        """Write the chart as ordered."""
        sight, case = self._desk.scenery.sight, self._desk.session.at_rest()
        if sight is None or not len(sight.scene.account):
            raise Trouble("There is nothing on the chart to be written; expand an account first.")
        scene, who, query = sight.scene, self._desk.settings.examiner, self._query.text()
        camera = self._chart.camera
        width, height = self._chart.width(), self._chart.height()
        seen = camera if not order.whole and camera[2] > 0 else None

        def work(tick: Tick) -> Path:
            from investigator.operations.picturing import HIGH, WIDE, Told, drawn, stamp_of, write_picture

            stamp = stamp_of(case, scene, who, int(time())) if order.stamp else None
            told = Told(order.scale, query if order.filter else None, stamp)
            high = HIGH if order.whole else round(WIDE * height / max(width, 1))
            write_picture(drawn(scene, told, seen, WIDE, high), order.path, tick)
            return order.path

        self._desk.runner.start(f"Writing {order.path.name}", work, self._pictured)

    def _pictured(self, path: Path) -> None:
        self._desk.messages.note(
            f"The chart is in {path}.",
            "Open it",
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
        )

    def _written(self, result: ReportResult) -> None:
        self._desk.session.touch(Changed.CASE)  # the journal has a line more
        pages = f"{words.plural(result.pages, 'page')}, " if result.pages > 1 else ""
        self._desk.messages.note(
            f"{result.path.name}: {pages}SHA-256 {result.sha256[:12]}…",
            "Open it",
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(result.path))),
        )
