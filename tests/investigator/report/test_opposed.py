"""Ordinary explanations stand under the findings of a report."""

from __future__ import annotations

from investigator.cases.edits import SetFinding
from investigator.cases.facts import Finding
from investigator.records import Address, Tier
from investigator.report.caveats import alternatives
from investigator.report.document import Table
from investigator.report.gather import gather
from investigator.report.opposed import opposed
from tests.makers import Move, case


def test_each_finding_has_its_explanations() -> None:
    with case([Move(0, 1, 5)]) as made:
        assert opposed(gather(made)) == alternatives()
        made.do(
            SetFinding("F1", Finding("It went on", "Seen.", Tier.STRUCTURAL, (Address("bank:0"),), (0,)))
        )
        section = opposed(gather(made))
        *_, table = (block for block in section.blocks if isinstance(block, Table))
        assert table.caption == "F1: It went on"
        rows = {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}
        assert rows["payout batch"][0] == "spoken against"
        assert "bank:0: It never paid more than 1 account within an hour." in rows["payout batch"][1]
        assert rows["what is missing"][0] == "open"
