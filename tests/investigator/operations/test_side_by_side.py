"""Two hypotheses fact by fact."""

from __future__ import annotations

import pytest

from investigator.cases.accountset import AccountSet
from investigator.cases.edits import SetNote, SetSeeds, Show
from investigator.errors import Trouble
from investigator.operations import branching
from investigator.operations.side_by_side import MOST, Pair, side_by_side
from investigator.records import Address
from tests.makers import case

ONE, TWO = Address("bank:1"), Address("bank:2")


def test_every_fact_of_both_is_told_and_the_chart_counted() -> None:
    with case() as made:
        made.do(SetNote(ONE, "seen"))
        made.do(SetSeeds((ONE, TWO)))
        branching.name_hypothesis(made, "Theory")
        made.do(Show(AccountSet.of([0, 3])))
        made.do(SetSeeds((TWO, ONE)))
        branching.switch(made, "Main")
        made.do(Show(AccountSet.of([0])))
        found = side_by_side(made, "Main", "Theory")
        assert (found.left_steps, found.right_steps) == (1, 2)
        assert [one for one in found.pairs if one.differs] == [
            Pair("seeds", "Seeds", "the order", "bank:1, bank:2", "bank:2, bank:1"),
            Pair("shown", "Accounts on the chart", "how many", "1", "2"),
            Pair("shown", "Accounts on the chart", "bank:3", "", "on the chart"),
        ]
        assert Pair("notes", "Notes", "bank:1", "seen", "seen") in found.pairs
        with pytest.raises(Trouble, match="no hypothesis or step"):
            side_by_side(made, "Main", "Nowhere")


def test_many_facts_are_told_up_to_a_bound() -> None:
    with case(accounts=MOST + 40) as made:
        made.do(Show(AccountSet.of(range(MOST + 20))))
        found = side_by_side(made, "0", "Main")
    assert len(found.pairs) == MOST + 2
    assert (found.pairs[-1].about, found.pairs[-1].differs) == ("and 20 more", True)
