from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import SetGroup
from investigator.cases.facts import Facts
from investigator.errors import Trouble
from investigator.operations.grouping import (
    folds,
    group_edit,
    owners,
    rest_of,
    titles,
    touched,
    turn_edit,
    ungroup_edit,
)
from tests.makers import graph


def test_grouping_opening_and_ungrouping_undo_to_the_same_facts() -> None:
    with Case.create(None) as case:
        case.do(group_edit(case.facts, {1, 2, 3}, " Mules "))
        assert folds(case.facts) == [("G1", frozenset({1, 2, 3}))]
        assert titles(case.facts) == {"G1": "Mules"}
        assert case.history.done[-1][0].summary == "Group 3 accounts as 'Mules'"
        case.do(turn_edit(case.facts, {2}))
        assert folds(case.facts) == []
        assert owners(case.facts) == dict.fromkeys((1, 2, 3), "Mules")
        case.do(turn_edit(case.facts, {2}))
        assert len(folds(case.facts)) == 1
        case.do(ungroup_edit(case.facts, {3, 9}))
        assert case.facts.groups == {}
        for _ in range(4):
            case.undo()
        assert case.facts == Facts()
        for _ in range(4):
            case.redo()
        assert case.facts.groups == {}


def test_a_new_group_takes_its_members_out_of_others() -> None:
    with Case.create(None) as case:
        case.do(group_edit(case.facts, {1, 2, 3, 4}, "First"))
        case.do(group_edit(case.facts, {7, 8}, "Second"))
        case.do(group_edit(case.facts, {4, 7}, "Third"))
        assert folds(case.facts) == [("G1", frozenset({1, 2, 3})), ("G3", frozenset({4, 7}))]
        case.undo()
        assert folds(case.facts) == [("G1", frozenset({1, 2, 3, 4})), ("G2", frozenset({7, 8}))]
        assert touched(case.facts, {8, 99}) == ["G2"]


def test_what_cannot_be_grouped_is_said() -> None:
    with pytest.raises(Trouble, match="two accounts"):
        group_edit(Facts(), {1}, "One")
    with pytest.raises(Trouble, match="in a group"):
        ungroup_edit(Facts(), {1})
    with pytest.raises(ValueError, match="name"):
        SetGroup("G1", " ", AccountSet.of([1, 2]))
    with pytest.raises(ValueError, match="two accounts"):
        SetGroup("G1", "One", AccountSet.of([1]))


def test_the_rest_is_who_moved_the_least_with_it() -> None:
    some = graph([(0, 1), (2, 0), (0, 3), (0, 4), (3, 4)], 5)
    some = replace(some, amount=np.array([9.0, 1.0, 8.0, 2.0, 99.0]))
    around = np.array([0], np.int32)
    assert rest_of(some, around, top=2).tolist() == [2, 4]
    assert rest_of(some, around, spared={4}, top=2).tolist() == [2]
    assert rest_of(some, around, top=4).tolist() == []
