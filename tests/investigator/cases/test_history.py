"""The tree of steps: replayed it is the same, and whatever way one takes through it leads to the same facts."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from investigator.cases.case import Case
from investigator.cases.edits import AnyEdit, Changed, SetNote, SetSeeds
from investigator.cases.facts import Facts
from investigator.cases.history import MAIN, START, UNNAMED, Move
from investigator.cases.merging import described, merging
from investigator.cases.verify import verify
from investigator.records import Address
from tests.investigator.cases.edit_strategies import edits

ONE, TWO = Address("bank:1"), Address("bank:2")


def noted(text: str) -> AnyEdit:
    return SetNote(ONE, text)


def walk(case: Case, verb: object, number: int) -> None:
    """One step of a random walk."""
    history = case.history
    places = [START, *history.steps]
    step = places[number % len(places)]
    if verb == "undo":
        case.undo()
    elif verb == "redo":
        case.redo()
    elif verb == "branch":
        case.branch(f"h{len(history.stands)}-{len(history.steps)}-{number}", step)
    elif verb == "switch":
        name = sorted(history.stands)[number % len(history.stands)]
        case.switch(name, history.stands[name].at)
    elif verb == "go":
        case.switch(UNNAMED, step)
    elif verb == "merge":
        found = merging(history, step)
        chosen = {one.id: ("ours", "theirs")[number % 2] for one in found.conflicts}
        found = merging(history, step, chosen)  # type: ignore[arg-type]
        case.merge(step, found.edit, described(found.conflicts, chosen))  # type: ignore[arg-type]
    else:
        case.do(verb)  # type: ignore[arg-type]


verbs = st.one_of(edits, edits, st.sampled_from(["undo", "redo", "branch", "switch", "go", "merge"]))
walks = st.lists(st.tuples(verbs, st.integers(0, 30)), max_size=14)


@settings(max_examples=30, deadline=None)
@given(walks)
def test_the_journal_alone_gives_facts_and_tree(some: list[tuple[object, int]]) -> None:
    with Case.create(None) as case:
        for verb, number in some:
            walk(case, verb, number)
        again = Case(case.store).history
        assert again.facts == case.facts
        assert again.facts.numbered == case.facts.numbered
        assert (again.steps, again.stands, again.on) == (
            case.history.steps, case.history.stands, case.history.on,
        )  # fmt: skip
        assert verify(case.store) == []


@settings(max_examples=30, deadline=None)
@given(walks, st.integers(0, 30))
def test_there_and_back_is_the_same_and_undo_all_is_the_start(
    some: list[tuple[object, int]], number: int
) -> None:
    with Case.create(None) as case:
        for verb, at in some:
            walk(case, verb, at)
        history, before = case.history, copy.deepcopy(case.facts)
        was = (history.on, history.here)
        there = [START, *history.steps][number % (len(history.steps) + 1)]
        expected = history.facts_at(there)
        assert case.facts == before
        case.branch("a place to come back to")
        case.switch(UNNAMED, there)
        assert case.facts == expected
        case.switch("a place to come back to", was[1])
        assert case.facts == before
        depth = len(history.path(history.here))
        for _ in range(depth):
            case.undo()
        assert case.facts == Facts()
        assert case.undo() is Changed.NOTHING
        for _ in range(depth):
            case.redo()
        assert case.facts == before


def test_what_was_undone_is_kept_beside_what_was_done_instead() -> None:
    with Case.create(None) as case:
        case.do(noted("first"))
        case.undo()
        case.do(noted("other"))
        assert case.redo() is Changed.NOTHING
        first, other = case.history.steps
        assert case.history.facts_at(first).notes == {ONE: "first"}
        case.switch(UNNAMED, first)
        assert case.facts.notes == {ONE: "first"}
        assert case.history.stands[MAIN].at == other
        case.branch("The first thought")
        assert UNNAMED not in case.history.stands
        case.do(noted("more"))
        assert case.history.stands["The first thought"].at == case.history.here
        case.switch(MAIN, other)
        assert case.facts.notes == {ONE: "other"}


def test_a_hypothesis_that_is_left_by_naming_another_keeps_what_was_undone() -> None:
    with Case.create(None) as case:
        for text in "abc":
            case.do(noted(text))
        case.undo()
        case.undo()
        case.branch("Theory")
        assert (case.history.on, case.history.forth) == ("Theory", None)
        case.do(noted("d"))
        case.switch(MAIN, case.history.stands[MAIN].at)
        assert case.facts.notes == {ONE: "c"}
        case.undo()
        assert case.facts.notes == {ONE: "b"}
        case.redo()
        assert case.facts.notes == {ONE: "c"}


def test_going_along_ones_own_way_is_many_steps_at_once() -> None:
    with Case.create(None) as case:
        for text in "abc":
            case.do(noted(text))
        first, _, last = case.history.steps
        case.switch(MAIN, first)
        assert (case.facts.notes, case.history.here) == ({ONE: "a"}, first)
        case.redo()
        assert case.facts.notes == {ONE: "b"}
        case.switch(MAIN, last)
        assert (case.facts.notes, case.history.forth) == ({ONE: "c"}, None)


def test_a_switch_says_what_it_touches() -> None:
    with Case.create(None) as case:
        case.do(noted("a"))
        case.branch("Theory")
        case.do(SetSeeds((ONE,)))
        changed = case.switch(MAIN, case.history.stands[MAIN].at)
    assert Changed.CASE in changed
    assert Changed.MEMBERS not in changed


@pytest.mark.parametrize(
    "verb, body",
    [
        ("switch", {"name": "nobody", "to": START}),
        ("switch", {"name": MAIN, "to": "99"}),
        ("switch", {"name": MAIN}),
        ("branch", {"name": MAIN, "at": START}),
        ("branch", {"name": "", "at": START}),
        ("branch", {"name": "x", "at": "99"}),
        ("branch", {"name": "x", "at": START, "was": "nobody"}),
        ("graft", {"steps": [], "stands": {MAIN: START}}),
        ("undo", {}),
        ("steal", {}),
    ],
)
def test_a_line_that_does_not_fit_the_tree_is_refused(verb: str, body: dict[str, object]) -> None:
    with Case.create(None) as case, pytest.raises(ValueError):  # noqa: PT011 - the sentence differs
        case.history.take(Move(verb, "9", "eve", 0, "", None, body))
