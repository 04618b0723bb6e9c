"""Set a report as PDF: archivable (PDF/A-2a), accessible (PDF/UA-1), and the same bytes on every machine.

typst was chosen over two others. reportlab can set pages of tables, but tags, PDF/UA and PDF/A-2a would be
ours to write and to get right. weasyprint sets HTML well, but needs Pango and takes fonts from the
system, so that another machine breaks lines elsewhere. typst comes as one wheel without system packages,
brings its fonts, writes and checks both standards, and takes its data as JSON apart from the markup.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import typst

from investigator.cases.case import Case
from investigator.errors import Trouble
from investigator.progress import Tick, silent
from investigator.report.content import ReportOptions, content
from investigator.report.document import Document
from investigator.report.printable import printable, sane
from investigator.report.webpage import webpage

STANDARDS: list[Any] = ["a-2a", "ua-1"]


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
) -> ReportResult:
    """Write the report of a case to `target`, whole or not at all. Raises `Trouble` if that fails."""
    document = content(case, options, scene_svg, tick)
    tick(4, 5, "Setting pages")
    raw, pages = (webpage(document), 1) if options.form == "html" else typeset(document)
    part = target.with_name(target.name + ".part")
    try:
        part.write_bytes(raw)
        os.replace(part, target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Trouble(
            f"The report cannot be written to {target}: {error.strerror}; choose another place, or close "
            "it where it is open."
        ) from error
    tick(5, 5, "Written")
    return ReportResult(target, hashlib.sha256(raw).hexdigest(), pages, len(raw))


def report_bytes(
    case: Case,
    options: ReportOptions = ReportOptions(),  # noqa: B008 - frozen
    scene_svg: str | None = None,
    tick: Tick = silent,
) -> bytes:
    """The report of a case, as PDF or HTML."""
    document = content(case, options, scene_svg, tick)
    return webpage(document) if options.form == "html" else typeset(document)[0]


def typeset(document: Document) -> tuple[bytes, int]:
    """A document as PDF, and its number of pages."""
    told = json.dumps(printable(document), ensure_ascii=False)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    with as_file(files("investigator.report").joinpath("report.typ")) as template:
        compiler = typst.Compiler(
            input=template,
            root=template.parent,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"report": told},
        )
        raw = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=sane(document.made))
        pages = json.loads(compiler.query("<pages>", field="value", one=True))
    assert isinstance(raw, bytes)
    return raw, int(pages)
