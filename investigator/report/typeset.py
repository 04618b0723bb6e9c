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
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import msgspec
import typst

from investigator.cases.case import Case
from investigator.errors import Trouble
from investigator.progress import Tick, silent
from investigator.report.content import ReportOptions, content
from investigator.report.document import Document
from investigator.report.legible import LONGEST, legible, legible_svg, paragraphs

STANDARDS: list[Any] = ["a-2a", "ua-1"]
_FRESH = frozenset({"The chart", "Examiner's statement and certificates"})
"""Sections that begin on a page of their own."""
_LONGEST_TITLE, _LONGEST_CELL = 300, 1_000
_SHORT = 1_600
"""Characters of an entry that is kept on one page."""
_SHORT_CELL = 500
"""Characters of a cell up to which a table's rows are kept whole."""


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
    raw, pages = typeset(document)
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
    """The report of a case as PDF."""
    return typeset(content(case, options, scene_svg, tick))[0]


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
        raw = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=_sane(document.made))
        pages = json.loads(compiler.query("<pages>", field="value", one=True))
    assert isinstance(raw, bytes)
    return raw, int(pages)


def _sane(seconds: int) -> int:
    """A time that a PDF can hold: the years 1970 to 2200."""
    return min(max(seconds, 0), 7_258_118_399)


def printable(document: Document) -> dict[str, Any]:
    """The document as the template wants it: texts legible, long ones cut, those of many lines as lists."""
    made = datetime.fromtimestamp(_sane(document.made), UTC)
    told: dict[str, Any] = _clean(msgspec.to_builtins(document))
    for section in told["sections"]:
        section["fresh"] = section["title"] in _FRESH and len(section["blocks"]) > 1
        for block in section["blocks"]:
            if block["kind"] == "entry":
                block["short"] = len(json.dumps(block)) < _SHORT
            if block["kind"] == "table":
                cells = [cell for row in block["rows"] for cell in row]
                block["short"] = all(len("".join(cell["text"])) < _SHORT_CELL for cell in cells)
                block["shown_left_out"] = f"{block['left_out']:,}"
    return {
        **told,
        "running": legible(" ".join(document.title.split())[:80]),
        "made": f"{made:%Y-%m-%d %H:%M:%S} UTC",
        "date": [made.year, made.month, made.day, made.hour, made.minute, made.second],
    }


def _clean(value: Any, key: str = "", longest: int = LONGEST) -> Any:
    """Make every text fit to print. Those under `text` and `question` become lists of lines."""
    if isinstance(value, str):
        if key in {"text", "question"}:
            return paragraphs(value, longest)
        if key == "svg":
            return legible_svg(value)
        return legible(
            " ".join(value.split("\n")), _LONGEST_TITLE if key in {"title", "headline"} else longest
        )
    if isinstance(value, dict):
        longest = _LONGEST_CELL if value.get("kind") == "table" else longest
        return {name: _clean(inner, name, longest) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner, key, longest) for inner in value]
    return value
