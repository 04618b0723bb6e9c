"""What a report says: a pure function of the case, however it is set afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from investigator.cases.case import Case
from investigator.progress import Tick, silent
from investigator.report import caveats, claims, complete, learned, opposed, origins
from investigator.report.card import card
from investigator.report.document import Cell, Document, mono
from investigator.report.gather import Gathered, gather
from investigator.settings import TOOL


@dataclass(frozen=True)
class ReportOptions:
    """What the case itself does not say.

    `card` is the card of the model that scored, as it lies beside the model. The journal is printed
    up to `journal_lines`, its beginning and its end; exhibits in full up to `exhibits`, all in short. `form` is what it
    is set as.
    """

    examiner: str = ""
    organisation: str = ""
    card: Mapping[str, Any] | None = None
    journal_lines: int = 200
    exhibits: int = 300
    form: Literal["pdf", "html"] = "pdf"


def content(
    case: Case, options: ReportOptions, scene_svg: str | None = None, tick: Tick = silent
) -> Document:
    """The whole report as data. `scene_svg` is the chart, drawn by `investigator.figure`."""
    found = gather(case, tick)
    who = options.examiner or (found.lines[-1].who if found.lines else "")
    tool = TOOL
    return Document(
        title=found.facts.title.strip() or "Untitled case",
        question=found.facts.question,
        made=found.made,
        mark=found.head[:12],
        stamp=_stamp(found, who, options.organisation, tool),
        missing=caveats.missing(found),
        sections=(
            origins.question(found),
            origins.tiers(),
            origins.scope(found),
            origins.provenance(found),
            origins.method(found),
            complete.completeness(found),
            claims.findings(found),
            claims.chart(found, scene_svg),
            claims.exhibits(found, options.exhibits),
            claims.labels(found),
            learned.leads(found),
            card(found, options.card),
            caveats.not_covered(found),
            opposed.opposed(found),
            caveats.limits(),
            caveats.verification(found, tool),
            caveats.glossary(),
            caveats.statement(found, who, tool),
            caveats.annex(found, options.journal_lines),
        ),
    )


def _stamp(found: Gathered, who: str, organisation: str, tool: str) -> tuple[tuple[str, Cell], ...]:
    """The lines of the cover."""
    return (
        ("Examiner", Cell(", ".join(part for part in (who, organisation) if part) or "not named")),
        ("State of the case", Cell(origins.moment(found.made) if found.lines else "nothing has been done")),
        *origins.cut_off(found),
        (
            "Evidence",
            Cell(f"{found.counts.transfers:,} transfers among {found.counts.accounts:,} accounts"),
        ),
        (f"Journal, line {found.lines[-1].seq if found.lines else 0:,}", mono(found.head)),
        ("Program", Cell(tool)),
    )
