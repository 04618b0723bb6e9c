"""How a report will look, page by page, before it is written."""

from __future__ import annotations

import msgspec

from investigator.cases.case import Case
from investigator.progress import Tick, silent
from investigator.report.content import ReportOptions, content
from investigator.report.document import AnyBlock, Table
from investigator.report.sensitivity import Retraced
from investigator.report.typeset import pictures

DOTS = 66
"""Dots an inch: a page of A4 is about 545 pixels wide."""
ROWS = 80
"""Of a table that are shown: how it looks is seen from them, and thousands would be waited for."""


def preview(
    case: Case,
    options: ReportOptions,
    scene_svg: str | None,
    titled: tuple[str, str],
    tick: Tick = silent,
    traces: tuple[tuple[Retraced, ...], int] = ((), 0),
) -> list[bytes]:
    """The pages as PNG, under a title and a question that the case need not have yet. Long tables are cut.

    Raises `Trouble` or `Cancelled`.
    """
    document = content(case, options, scene_svg, tick, traces)
    title, question = titled
    sections = tuple(
        msgspec.structs.replace(one, blocks=tuple(_cut(block) for block in one.blocks))
        for one in document.sections
    )
    shown = msgspec.structs.replace(
        document, title=title or "Untitled case", question=question, sections=sections
    )
    return pictures(shown, DOTS, tick)


def _cut(block: AnyBlock) -> AnyBlock:
    """Of a long table the beginning; it says how many rows are not shown."""
    if not isinstance(block, Table) or len(block.rows) <= ROWS:
        return block
    left = block.left_out + len(block.rows) - ROWS
    return msgspec.structs.replace(block, rows=block.rows[:ROWS], left_out=left)
