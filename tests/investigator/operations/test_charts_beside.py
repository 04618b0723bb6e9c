"""Two hypotheses as two charts."""

from __future__ import annotations

import pytest

from investigator.cases.accountset import AccountSet
from investigator.cases.edits import Show
from investigator.colours import COLOURS
from investigator.errors import Trouble
from investigator.look import PLAIN
from investigator.operations import branching
from investigator.operations.charts_beside import ONLY, charts_beside
from tests.makers import Move, case


def test_accounts_of_one_side_are_coloured_and_those_of_both_stand_at_one_place() -> None:
    with case([Move(0, 1, 5), Move(1, 2, 4), Move(1, 3, 3)]) as made:
        made.do(Show(AccountSet.of([0, 1])))
        branching.name_hypothesis(made, "Theory")
        made.do(Show(AccountSet.of([2, 3])))
        branching.switch(made, "Main")
        made.do(Show(AccountSet.of([2])))
        here, facts = made.history.here, set(made.facts.shown)
        left, right = charts_beside(made, "Main", "Theory")
        assert (left.only, right.only) == (frozenset(), {3})
        assert left.scene.account.tolist() == [0, 1, 2]
        assert right.scene.account.tolist() == [0, 1, 2, 3]
        assert left.scene.x.tolist() == right.scene.x.tolist()[:3]
        assert left.scene.y.tolist() == right.scene.y.tolist()[:3]
        assert right.scene.tint.tolist() == [PLAIN, PLAIN, PLAIN, COLOURS[ONLY]]
        assert (made.history.here, set(made.facts.shown)) == (here, facts)
        with pytest.raises(Trouble, match="no hypothesis or step"):
            charts_beside(made, "Main", "Nowhere")


def test_before_anything_is_shown_both_are_empty() -> None:
    with case([Move(0, 1, 5)]) as made:
        left, right = charts_beside(made, "Main", "0")
        assert left.scene.account.size == right.scene.account.size == 0
