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
from collections.abc import Iterator
from contextlib import contextmanager
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
from investigator.report.sensitivity import Retraced
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
    traces: tuple[tuple[Retraced, ...], int] = ((), 0),
) -> ReportResult:
    """Write the report of a case to `target`, whole or not at all. Raises `Trouble` if that fails."""
    document = content(case, options, scene_svg, tick, traces)
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
    traces: tuple[tuple[Retraced, ...], int] = ((), 0),
) -> bytes:
    """The report of a case, as PDF or HTML."""
    document = content(case, options, scene_svg, tick, traces)
    return webpage(document) if options.form == "html" else typeset(document)[0]


def typeset(document: Document) -> tuple[bytes, int]:
    """A document as PDF, and its number of pages. Raises `Trouble` if it cannot be set."""
    with _compiler(document) as compiler:
        raw = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=sane(document.made))
        pages = json.loads(compiler.query("<pages>", field="value", one=True))
    assert isinstance(raw, bytes)
    return raw, int(pages)


def pictures(document: Document, dots: float = 60) -> list[bytes]:
    """The pages of a document as PNG, at so many dots an inch: what they will look like. Raises `Trouble`."""
    with _compiler(document) as compiler:
        made = compiler.compile(format="png", ppi=dots, timestamp=sane(document.made))
    return made if isinstance(made, list) else [made] if made else []


@contextmanager
def _compiler(document: Document) -> Iterator[typst.Compiler]:
    """A typesetter with the document at hand."""
    told = json.dumps(printable(document) | {"logo": list(document.look.logo)}, ensure_ascii=False)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    with as_file(files("investigator.report").joinpath("report.typ")) as template:
        try:
            yield typst.Compiler(
                input=template,
                root=template.parent,
                font_paths=fonts,
                ignore_system_fonts=True,
                sys_inputs={"report": told},
            )
        except typst.TypstError as error:
            raise Trouble(
                f"The report cannot be set: {str(error)[:300]}; look at the template's logo first."
            ) from error
