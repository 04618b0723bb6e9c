"""What a report says: a pure function of the case, however it is set afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from investigator.cases.case import Case
from investigator.progress import Tick, silent
from investigator.report import caveats, claims, complete, learned, opposed, origins
from investigator.report.card import card
from investigator.report.document import Cell, Document, Look, Para, Section, mono
from investigator.report.gather import Gathered, gather
from investigator.report.glossary import glossary
from investigator.report.keeping import keeping
from investigator.report.parts import KEPT, KEYS, PARTS
from investigator.report.rules import rules
from investigator.report.sensitivity import Retraced, sensitivity
from investigator.report.template import Template
from investigator.settings import TOOL


@dataclass(frozen=True)
class ReportOptions:
    """What the case itself does not say.

    `card` is the card of the model that scored, as it lies beside the model. The journal is printed
    up to `journal_lines`, its beginning and its end; exhibits in full up to `exhibits`, all in short. `form` is what it
    is set as; `left_out` are keys of parts that are not wanted (`investigator.report.parts`), `template` the agency's.
    """

    examiner: str = ""
    organisation: str = ""
    card: Mapping[str, Any] | None = None
    journal_lines: int = 200
    exhibits: int = 300
    form: Literal["pdf", "html"] = "pdf"
    left_out: tuple[str, ...] = ()
    template: Template = Template()  # noqa: RUF009 - frozen


def content(
    case: Case,
    options: ReportOptions,
    scene_svg: str | None = None,
    tick: Tick = silent,
    traces: tuple[tuple[Retraced, ...], int] = ((), 0),
) -> Document:
    """The whole report as data. `scene_svg` is the chart, drawn by `investigator.figure`; `traces` are what
    `investigator.operations.retracing` says of the case, and how many more the journal has.
    """
    found, look = gather(case, tick), options.template
    who = options.examiner or (found.lines[-1].who if found.lines else "")
    agency = options.organisation or look.agency
    return Document(
        title=found.facts.title.strip() or "Untitled case",
        question=found.facts.question,
        made=found.made,
        mark=found.head[:12],
        stamp=_stamp(found, who, agency, TOOL),
        missing=caveats.missing(found),
        sections=_sections(found, options, who, scene_svg, traces),
        look=Look(look.accent, look.paper, look.marking, agency, look.logo),
    )


def _sections(
    found: Gathered,
    options: ReportOptions,
    who: str,
    scene_svg: str | None,
    traces: tuple[tuple[Retraced, ...], int],
) -> tuple[Section, ...]:
    """The parts that are wanted, in the order of the template, under its titles."""
    template = options.template
    without = [key for key in KEYS if key in {*options.left_out, *template.leave_out} - KEPT]
    order = [*template.order, *(key for key in KEYS if key not in template.order)]
    makers: dict[str, Callable[[], Section]] = {
        "question": lambda: origins.question(found),
        "tiers": origins.tiers,
        "scope": lambda: origins.scope(found),
        "sources": lambda: origins.provenance(found),
        "method": lambda: origins.method(found),
        "custody": lambda: keeping(found),
        "completeness": lambda: complete.completeness(found),
        "findings": lambda: claims.findings(found),
        "chart": lambda: claims.chart(found, scene_svg),
        "exhibits": lambda: claims.exhibits(found, options.exhibits),
        "sensitivity": lambda: sensitivity(*traces),
        "labels": lambda: claims.labels(found),
        "leads": lambda: learned.leads(found),
        "model": lambda: card(found, options.card),
        "rules": lambda: rules(found),
        "gaps": lambda: caveats.not_covered(found, [dict(PARTS)[key] for key in without]),
        "alternatives": lambda: opposed.opposed(found),
        "limits": lambda: caveats.limits(bool(traces[0])),
        "verification": lambda: caveats.verification(found, TOOL),
        "glossary": glossary,
        "statement": lambda: caveats.statement(found, who, TOOL),
        "journal": lambda: caveats.annex(found, options.journal_lines),
    }
    return tuple(_adapted(key, makers[key](), template) for key in order if key not in without)


def _adapted(key: str, section: Section, template: Template) -> Section:
    """A part with the agency's title and words."""
    before = (Para(template.before[key]),) if key in template.before else ()
    title = template.titles.get(key, section.title)
    return Section(title, (*before, *section.blocks), section.annex, key)


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
