"""How a report will look, page by page, before it is written."""

from __future__ import annotations

import msgspec

from investigator.cases.case import Case
from investigator.progress import Tick, silent
from investigator.report.content import ReportOptions, content
from investigator.report.sensitivity import Retraced
from investigator.report.typeset import pictures

DOTS = 66
"""Dots an inch: a page of A4 is about 545 pixels wide."""


def preview(
    case: Case,
    options: ReportOptions,
    scene_svg: str | None,
    titled: tuple[str, str],
    tick: Tick = silent,
    traces: tuple[tuple[Retraced, ...], int] = ((), 0),
) -> list[bytes]:
    """The pages as PNG, under a title and a question that the case need not have yet. Raises `Trouble`."""
    document = content(case, options, scene_svg, tick, traces)
    tick(4, 5, "Setting pages")
    title, question = titled
    return pictures(
        msgspec.structs.replace(document, title=title or "Untitled case", question=question), DOTS
    )
