"""Where reports go, and writing them down in the journal."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from investigator.cases.case import Case
from investigator.data import answers, ledger
from investigator.errors import Trouble
from investigator.progress import Tick, silent

if TYPE_CHECKING:
    from investigator.report import ReportOptions, ReportResult


def default_report(path: Path) -> Path:
    """Where a case's report goes when nobody says."""
    return path.with_suffix(".pdf")


def write_report(
    case: Case,
    target: Path,
    options: ReportOptions,
    figure: str | None = None,
    *,
    drawn: bool = False,
    tick: Tick = silent,
) -> ReportResult:
    """Write a report, and a line of the journal that says which, so that it can be made again.

    `figure` is the chart as SVG. It is kept in the case, unless `drawn`: then it is the chart as the case itself
    gives it (`investigator.operations.picture`), and can be drawn anew. A case that is only read stays as it is. Raises `Trouble` if it cannot be written.
    """
    # the typesetter is not paid for before a report is wanted
    from investigator.operations.retracing import retraced
    from investigator.report import make_report

    result = make_report(case, target, options, figure, tick, retraced(case, tick))
    content, template = (figure or "").encode(), options.template.raw()
    name = hashlib.sha256(content).hexdigest() if figure and not drawn else ""
    if case.store.read_only:
        return result
    with case.store.recorded("report") as recording:
        if name:
            answers.keep_raw(recording.db, name, iter([content]), lambda: None)
        if template_name(options):
            answers.keep_raw(recording.db, template_name(options), iter([template]), lambda: None)
        recording.body = {
            "sha256": result.sha256,
            "pages": result.pages,
            "head": _head(case),
            "figure": name or ("drawn" if figure else "none"),
            "options": report_terms(options),
        }
    return result


def form_of(target: Path) -> Literal["pdf", "html"]:
    """As what a report is set by the ending of its name. Raises `Trouble` for another ending."""
    ending = target.suffix.lower()
    if ending not in {".pdf", ".html", ".htm"}:
        raise Trouble(f"A report is a .pdf or a .html file, not {target.name}; name it so.")
    return "pdf" if ending == ".pdf" else "html"


def template_name(options: ReportOptions) -> str:
    """Under which hash a case keeps an agency's template; '' for the program's own."""
    from investigator.report.template import Template

    return "" if options.template == Template() else hashlib.sha256(options.template.raw()).hexdigest()


def report_terms(options: ReportOptions) -> dict[str, Any]:
    """Options as the journal holds them: of the model's card, whether it was there."""
    return {
        "examiner": options.examiner,
        "organisation": options.organisation,
        "model": options.card is not None,
        "journal_lines": options.journal_lines,
        "exhibits": options.exhibits,
        "form": options.form,
        "left_out": list(options.left_out),
        "template": template_name(options),
    }


def _head(case: Case) -> int:
    """The number of the last line that the report knows of."""
    with case.store.reading() as db:
        return max((line.seq for line in ledger.lines(db) if line.verb != "report"), default=0)
