"""Hypotheses as functions."""

from __future__ import annotations

import pytest

from investigator.cases.case import Case
from investigator.cases.edits import Changed, SetExhibits, SetLabels, SetNote
from investigator.cases.history import MAIN, START, UNNAMED
from investigator.errors import Trouble
from investigator.operations import branching
from investigator.operations.branching import compare, hypotheses, merge, name_hypothesis, place, switch
from investigator.records import Address, Label
from tests.makers import Move, case

ONE, TWO = Address("bank:1"), Address("bank:2")


@pytest.fixture
def parted() -> Case:
    """A case with the hypotheses Main (where one stands) and Theory, which both changed the label of `ONE`."""
    made = case([Move(0, 1, 500), Move(1, 2, 300)])
    made.do(SetNote(ONE, "seen"))
    name_hypothesis(made, "  Theory  of   two ")
    made.do(SetLabels(ONE, (Label("mixer"),)))
    made.do(SetExhibits((1,)))
    switch(made, MAIN)
    made.do(SetLabels(ONE, (Label("shop"),)))
    return made


def test_hypotheses_are_listed_with_who_stands_where(parted: Case) -> None:
    found = hypotheses(parted.history)
    assert [(one.name, one.steps, one.current, one.who) for one in found] == [
        (MAIN, 2, True, "examiner"), ("Theory of two", 3, False, "examiner"),
    ]  # fmt: skip
    switch(parted, START)
    assert next((one.name, one.steps) for one in hypotheses(parted.history)) == (MAIN, 0)


def test_a_step_means_the_hypothesis_that_stands_there_or_none(parted: Case) -> None:
    history = parted.history
    theory = history.stands["Theory of two"].at
    assert place(history, theory) == ("Theory of two", theory)
    assert place(history, history.path(theory)[0]) == (MAIN, history.path(theory)[0])
    between = history.path(theory)[1]
    assert place(history, between) == (UNNAMED, between)
    switch(parted, between)
    assert [one.name for one in hypotheses(history)][-1] == UNNAMED
    name_hypothesis(parted, "Half way")
    assert (history.on, history.here) == ("Half way", between)
    assert switch(parted, "Half way") is Changed.NOTHING


def test_comparing_leaves_everything_where_it_is(parted: Case) -> None:
    here = parted.history.here
    found = compare(parted, MAIN, "Theory of two")
    assert [(one.field, one.key) for one in found.differences] == [
        ("labels", ONE),
        ("basket", "transfer:1"),
    ]
    assert (found.left_steps, found.right_steps, parted.history.here) == (1, 2, here)
    told = branching.compared_as_json(parted, found)["differences"]
    assert [one["about"] for one in told] == [ONE, "3 EUR from bank:1 to bank:2"]


def test_a_merge_waits_for_every_decision(parted: Case) -> None:
    with pytest.raises(Trouble, match="both sides changed labels:bank:1"):
        merge(parted, "Theory of two")
    with pytest.raises(Trouble, match="no conflict 'title'"):
        merge(parted, "Theory of two", {"labels:bank:1": "ours", "title": "ours"})
    with pytest.raises(Trouble, match="cannot be decided"):
        merge(parted, "Theory of two", {"labels:bank:1": "mine"})  # type: ignore[dict-item]
    merge(parted, "Theory of two", {"labels:bank:1": "theirs"})
    assert parted.facts.labels == {ONE: (Label("mixer"),)}
    assert parted.facts.exhibits == (1,)
    assert Case(parted.store).facts == parted.facts
    with pytest.raises(Trouble, match="nothing to merge"):
        merge(parted, START)
    parted.undo()
    assert parted.facts.labels == {ONE: (Label("shop"),)}
