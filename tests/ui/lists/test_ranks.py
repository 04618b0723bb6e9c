"""A ranking as a list: a lead, said so, and drawn by its accounts."""

from __future__ import annotations

from investigator.operations.ranking import Ranked
from investigator.progress import silent
from investigator.records import Address
from ui.lists.found import Drawn, Names
from ui.lists.ranks import rank_list

A, B = Address("bank:a"), Address("bank:b")


def test_the_highest_first_and_said_to_be_a_lead() -> None:
    found = rank_list([Ranked(A, 0.75, ""), Ranked(B, 0.25, "")], "bank:0", Names(), {A: 4, B: 7})
    assert found.results.tier == "lead"
    assert [[cell.text for cell in line.cells] for line in found.results.lines] == [
        ["1", "bank:a", "75.00 %"],
        ["2", "bank:b", "25.00 %"],
    ]
    assert found.draw([1, 0], silent) == Drawn((7, 4))
    assert rank_list([], "bank:0", Names(), {}).results.empty == "No transfer leads on from there."
