"""Set a report as PDF: archivable (PDF/A-2a), accessible (PDF/UA-1), and the same bytes on every machine.

typst was chosen over two others. reportlab can set pages of tables, but tags, PDF/UA and PDF/A-2a would be
ours to write and to get right. weasyprint sets HTML well, but needs Pango and takes fonts from the
system, so that another machine breaks lines elsewhere. typst comes as one wheel without system packages,
brings its fonts, writes and checks both standards, and takes its data as JSON apart from the markup.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

import msgspec

from investigator.cases.case import Case
from investigator.errors import Trouble
from investigator.progress import Tick, silent
from investigator.report.content import ReportOptions, content
from investigator.report.document import Document
from investigator.report.printable import STEP, printable, sane
from investigator.report.sensitivity import Retraced
from investigator.report.webpage import webpage
from investigator.typesetting.press import Job, Printed, set_pages

STANDARDS = ("a-2a", "ua-1")


@dataclass(frozen=True)
class ReportResult:
    """What was written."""

    path: Path
    sha256: str
    pages: int
    bytes: int


def make_report(
    case: Case,
    target: Path,
    options: ReportOptions = ReportOptions(),  # noqa: B008 - frozen
    scene_svg: str | None = None,
    tick: Tick = silent,
    traces: tuple[tuple[Retraced, ...], int] = ((), 0),
) -> ReportResult:
    """Write the report of a case to `target`, whole or not at all. Raises `Trouble` if that fails, or `Cancelled`."""
    document = content(case, options, scene_svg, tick, traces)
    tick(*STEP, "Setting pages")
    raw, pages = (webpage(document, tick), 1) if options.form == "html" else typeset(document, tick)
    part = target.with_name(target.name + ".part")
    try:
        part.write_bytes(raw)
        os.replace(part, target)
    except OSError as error:
        raise Trouble(
            f"The report cannot be written to {target}: {error.strerror}; choose another place, or close "
            "it where it is open."
        ) from error
    finally:
        _gone(part)
    tick(5, 5, "Written")
    return ReportResult(target, hashlib.sha256(raw).hexdigest(), pages, len(raw))


def _gone(part: Path) -> None:
    """Leave no half of a file behind, whatever came between."""
    with suppress(OSError):
        part.unlink(missing_ok=True)


def report_bytes(
    case: Case,
    options: ReportOptions = ReportOptions(),  # noqa: B008 - frozen
    scene_svg: str | None = None,
    tick: Tick = silent,
    traces: tuple[tuple[Retraced, ...], int] = ((), 0),
) -> bytes:
    """The report of a case, as PDF or HTML."""
    document = content(case, options, scene_svg, tick, traces)
    return webpage(document, tick) if options.form == "html" else typeset(document, tick)[0]


def typeset(document: Document, tick: Tick = silent) -> tuple[bytes, int]:
    """A document as PDF, and its number of pages. Raises `Trouble` if it cannot be set, or `Cancelled`."""
    printed = _set(document, "pdf", 0, tick)
    return printed.parts[0], printed.pages


def pictures(document: Document, dots: float = 60, tick: Tick = silent) -> list[bytes]:
    """The pages of a document as PNG, at so many dots an inch: what they will look like. Raises as `typeset` does."""
    return list(_set(document, "png", dots, tick).parts)


def _set(document: Document, form: Literal["pdf", "png"], dots: float, tick: Tick) -> Printed:
    told = printable(document, tick) | {"logo": list(document.look.logo)}
    data = msgspec.json.encode(told)
    del told  # of a long report more than the case itself
    with as_file(files("investigator.report").joinpath("report.typ")) as template:
        return set_pages(Job(template, data, sane(document.made), form, STANDARDS, dots), STEP, tick)
