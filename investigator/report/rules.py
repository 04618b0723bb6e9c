"""The rules of thumb that were used: what each looks for, how often it was right, on what data, and how it fails."""

from __future__ import annotations

import json

from investigator.data.ledger import Line
from investigator.graph.entities.catalogue import rules as link_rules
from investigator.graph.patterns.catalogue import catalogue
from investigator.graph.patterns.measured import measured
from investigator.report.document import AnyBlock, Cell, Para, Section, Table
from investigator.report.gather import Gathered

TITLE = "The rules and their error rates"
_INTRO = (
    "Rules of thumb err. Beside each rule stands how often it was right on labelled data, and on which; the figures "
    "hold for those data and promise nothing for others. Precision is the share of what the rule named that was "
    "right, recall the share of what it should have named that it did name. A rule without a measured rate must carry "
    "no more weight than its ordinary explanations leave it."
)


def rules(found: Gathered) -> Section:
    """Patterns that the journal says were looked for, and all rules by which accounts are linked."""
    used = _used(found.lines)
    blocks: list[AnyBlock] = [Para(_INTRO)]
    rows = tuple(
        (
            Cell(f"{one.name} {one.version}"),
            Cell(one.meaning),
            Cell(measured(one.name)),
            Cell("; ".join(one.ordinary)),
        )
        for one in catalogue()
        if used is None or _plain(one.name) in used
    )
    if rows:
        head = ("Pattern", "Looks for", "Measured", "Ordinary explanations")
        blocks.append(
            Table(
                head,
                rows,
                (0.14, 0.22, 0.27, 0.37),
                "Patterns that were looked for; all they see is a lead",
            )
        )
    else:
        blocks.append(Para("The journal says of no pattern that it was looked for.", "note"))
    return Section(TITLE, (*blocks, _links()))


def _links() -> Table:
    """The rules by which accounts are taken for one."""
    links = tuple(
        (
            Cell(f"{one.name} {one.version}"),
            Cell(one.tier.value, "tier"),
            Cell(one.meaning),
            Cell("; ".join(one.fails)),
        )
        for one in link_rules()
    )
    caption = "Rules by which accounts are taken for one; for none is a rate known, as there is no list of true entities"
    return Table(
        ("Rule", "Tier", "Links an account that", "Fails where"),
        links,
        (0.15, 0.16, 0.29, 0.4),
        caption,
    )


def _used(lines: tuple[Line, ...]) -> set[str] | None:
    """Names of the patterns that were looked for; `None` for all."""
    used = set[str]()
    for line in lines:
        if line.verb != "patterns":
            continue
        only = json.loads(line.body).get("only", [])
        if not only:
            return None
        used |= {_plain(str(name)) for name in only}
    return used


def _plain(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "").replace(" ", "")
