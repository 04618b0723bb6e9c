"""A report's content made fit to print: every text legible, the long ones cut, those of many lines as lists."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import msgspec

from investigator.progress import Tick, silent
from investigator.report.document import Document, Section
from investigator.report.gather import STEPS
from investigator.report.legible import LONGEST, legible, legible_svg, paragraphs
from investigator.report.rows import heights

STEP = (STEPS - 1, STEPS)
"""Setting pages, among the steps of a report."""
_FRESH = frozenset({"statement"})
"""Keys of sections that begin on a page of their own."""
_LONGEST_TITLE = 300
_LONGEST_CELL, _SHORTEST_CELL = 3_000, 300
"""Characters of a cell as wide as the page, and of the narrowest: no token's name fills pages of its own."""
_RUNNING = 60
"""Characters of what stands at the head and foot of each page."""
_SHORT = 1_600
"""Characters of an entry that is kept on one page."""
_TALL, _LINE = 30, 95
"""Lines from which on a row may go over pages, and the characters that a line of the whole width holds at least."""


def sane(seconds: int) -> int:
    """A time that a PDF can hold: the years 1970 to 2200."""
    return min(max(seconds, 0), 7_258_118_399)


def printable(document: Document, tick: Tick = silent) -> dict[str, Any]:
    """The document as the template wants it: texts legible, long ones cut, those of many lines as lists."""
    made = datetime.fromtimestamp(sane(document.made), UTC)
    bare = msgspec.structs.replace(
        document, look=msgspec.structs.replace(document.look, logo=b""), sections=()
    )
    told: dict[str, Any] = _clean(msgspec.to_builtins(bare))
    told["sections"] = []
    for section in document.sections:
        tick(*STEP, f"Setting pages: {section.title[:60]}")
        told["sections"].append(_section(section, tick))
    return {
        **told,
        "running": legible(" ".join(document.title.split())[:_RUNNING]),
        "agency": legible(" ".join(document.look.agency.split())[:_RUNNING]),
        "made": f"{made:%Y-%m-%d %H:%M:%S} UTC",
        "date": [made.year, made.month, made.day, made.hour, made.minute, made.second],
    }


def _section(section: Section, tick: Tick) -> dict[str, Any]:
    told: dict[str, Any] = _clean(msgspec.to_builtins(msgspec.structs.replace(section, blocks=())))
    told["blocks"] = []
    for at, block in enumerate(section.blocks):
        if at % 100 == 0:
            tick(*STEP, f"Setting pages: {section.title[:60]}")
        told["blocks"].append(_block(msgspec.to_builtins(block)))
    told["fresh"] = section.key in _FRESH and len(section.blocks) > 1
    return told


def _block(raw: dict[str, Any]) -> dict[str, Any]:
    """Cleaned, with what the template would be slow to find out."""
    rows = raw.pop("rows") if raw["kind"] == "table" else []
    block: dict[str, Any] = _clean(raw)
    if block["kind"] == "entry":
        block["sentences"] = (
            [graded(line, block["tier"]) for line in block["text"]] if block["graded"] else []
        )
        block["short"] = len(json.dumps(block)) < _SHORT
    if block["kind"] == "table":
        most = [
            max(_SHORTEST_CELL, int(_LONGEST_CELL * share / sum(raw["widths"]))) for share in raw["widths"]
        ]
        block["rows"] = [
            [_clean(cell, longest=longest) for cell, longest in zip(row, most, strict=True)] for row in rows
        ]
        block["tall"] = [at for at, row in enumerate(block["rows"]) if _tall(row, block["widths"])]
        block["heights"] = heights(block["rows"], block["widths"])
        block["shown_left_out"] = f"{block['left_out']:,}"
    return block


def _tall(row: list[dict[str, Any]], shares: list[float]) -> bool:
    """Whether a row takes much of a page."""
    for cell, share in zip(row, shares, strict=True):
        wide = max(1, int(_LINE * share / sum(shares)))
        if sum(1 + len(line) // wide for line in cell["text"]) > _TALL:
            return True
    return False


_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[A-Z0-9\[“\"(])")
_OWN = re.compile(r"\[(structural|attribution|lead)\]\s*", re.IGNORECASE)


def graded(line: str, tier: str) -> list[list[str]]:
    """The sentences of a line, each with its tier: the one written before it in brackets, or `tier`."""
    found, begin = [], 0
    for gap in (*_SENTENCE.finditer(line), None):
        sentence = line[begin : gap.end() if gap else len(line)].strip()
        begin = gap.end() if gap else begin
        own = _OWN.match(sentence)
        if own:
            sentence = sentence[own.end() :]
        if sentence:
            found.append([own[1].lower() if own else tier, sentence])
    return found


def _clean(value: Any, key: str = "", longest: int = LONGEST) -> Any:
    """Make every text fit to print. Those under `text` and `question` become lists of lines."""
    if isinstance(value, str):
        if key in {"text", "question"}:
            return paragraphs(value, longest)
        if key == "svg":
            return legible_svg(value)
        return legible(
            " ".join(value.split("\n")),
            _LONGEST_TITLE if key in {"title", "headline", "caption"} else longest,
        )
    if isinstance(value, dict):
        return {name: _clean(inner, name, longest) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner, key, longest) for inner in value]
    return value
