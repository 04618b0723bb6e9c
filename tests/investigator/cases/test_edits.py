"""Edits one by one: each inverse restores, each survives the journal's text, nothing else gets through it."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.cases import journal
from investigator.cases.accountset import AccountSet
from investigator.cases.edits import (
    AnyEdit,
    Basket,
    Changed,
    Draw,
    Place,
    SetBookmark,
    SetChart,
    SetColours,
    SetExhibits,
    SetFilter,
    SetFinding,
    SetLabels,
    SetList,
    SetNote,
    SetSeeds,
    SetTitle,
    SetView,
    Show,
    Together,
)
from investigator.cases.facts import Exhibit, Facts, Finding, Item, Shape, item
from investigator.cases.views import Lens
from investigator.data.ledger import canonical
from investigator.records import Address, Label, Tier

A, B = Address("bank:a"), Address("bank:b")
who = st.sampled_from([A, B])
texts = st.text(max_size=4)
labels = st.builds(
    Label,
    text=st.sampled_from(["mixer", "λ<b>"]),
    tier=st.sampled_from(Tier),
    confidence=st.integers(0, 100),
    illicit=st.sampled_from([None, True, False]),
)
items = st.sampled_from(
    [item("transfer", 3), item("transfer", 5), item("account", A), item("finding", "F1")]
)
exhibits = st.builds(Exhibit, st.integers(1, 9), st.integers(0, 9), texts)
shapes = st.builds(
    Shape,
    st.sampled_from(["rectangle", "ellipse", "arrow", "text"]),
    *[st.integers(-(2**31) + 1, 2**31 - 1)] * 4,
    texts,
    st.sampled_from(["", "teal"]),
)
some = st.builds(AccountSet.of, st.sets(st.integers(0, 6), max_size=4))
spot = st.integers(-(2**31) + 1, 2**31 - 1)
pins = st.lists(st.tuples(st.integers(0, 3), spot, spot), max_size=3).map(tuple)
simple: dict[type, st.SearchStrategy[Any]] = {
    SetTitle: st.builds(SetTitle, texts, texts),
    SetLabels: st.builds(SetLabels, who, st.lists(labels, max_size=2).map(tuple)),
    SetNote: st.builds(SetNote, who, texts),
    SetSeeds: st.builds(SetSeeds, st.lists(who, max_size=2).map(tuple)),
    Show: st.builds(Show, some, some, texts, st.sampled_from(["", "c1", "c2"])),
    SetChart: st.builds(
        SetChart, st.sampled_from(["c1", "c2"]), st.sampled_from(["", "Cash-out", "λ"]), some
    ),
    SetView: st.builds(
        SetView, st.sampled_from(["a", "b"]), st.none() | st.builds(Lens, texts, texts), some
    ),
    Place: st.builds(Place, pins, st.lists(st.integers(0, 3), max_size=2).map(tuple)),
    SetExhibits: st.builds(SetExhibits, st.lists(st.integers(0, 5), unique=True, max_size=3).map(tuple)),
    SetFilter: st.builds(SetFilter, st.sampled_from("xy"), texts),
    SetList: st.builds(SetList, st.sampled_from("xy"), st.lists(who, max_size=2).map(tuple)),
    SetFinding: st.builds(
        SetFinding,
        st.sampled_from("xy"),
        st.none() | st.builds(Finding, texts, texts, st.sampled_from(Tier)),
    ),
    Basket: st.builds(Basket, st.dictionaries(items, st.none() | exhibits, max_size=3)),
    SetColours: st.builds(
        SetColours, st.dictionaries(who, st.sampled_from(["", "teal", "pink"]), max_size=2)
    ),
    SetBookmark: st.builds(SetBookmark, who, st.none() | texts),
    Draw: st.builds(Draw, st.sampled_from(["S1", "S2"]), st.none() | shapes),
}
any_simple = st.one_of(*simple.values())
nested = st.recursive(
    any_simple,
    lambda inner: st.builds(Together, st.lists(inner, max_size=3).map(tuple), texts),
    max_leaves=5,
)


@pytest.mark.parametrize("kind", simple)
@given(st.data())
def test_the_inverse_restores_whatever_was_there(kind: type, data: st.DataObject) -> None:
    facts = Facts()
    for edit in data.draw(st.lists(any_simple, max_size=4)):
        edit.apply(facts)
    _restores(facts, data.draw(simple[kind]))


@given(st.lists(nested, max_size=3), nested)
def test_edits_together_undo_as_one(before: list[AnyEdit], edit: AnyEdit) -> None:
    facts = Facts()
    for earlier in before:
        earlier.apply(facts)
    _restores(facts, edit)


def _restores(facts: Facts, edit: AnyEdit) -> None:
    start = copy.deepcopy(facts)
    inverse = edit.apply(facts)
    end = copy.deepcopy(facts)
    again = inverse.apply(facts)
    assert facts == start
    again.apply(facts)
    assert facts == end


@given(nested)
def test_an_edit_comes_back_from_the_journal_the_same(edit: AnyEdit) -> None:
    text = canonical(journal.encode(edit))
    back = journal.decode(json.loads(text))
    assert back == edit
    assert canonical(journal.encode(back)) == text
    assert back.changes == edit.changes


def test_what_edits_do_literally() -> None:
    facts = Facts()
    SetTitle("Theft", "Where did it go?").apply(facts)
    SetLabels(A, (Label("mixer"),)).apply(facts)
    SetNote(A, "x").apply(facts)
    SetNote(B, "y").apply(facts)
    SetNote(B, "").apply(facts)
    Show(AccountSet.of([1, 2, 3])).apply(facts)
    Show(AccountSet.of([4]), AccountSet.of([3, 4])).apply(facts)
    Place(((1, 50, -50), (2, 0, 0))).apply(facts)
    Place((), (2, 9)).apply(facts)
    SetExhibits((7, 5)).apply(facts)
    assert facts == Facts(
        title="Theft",
        question="Where did it go?",
        labels={A: (Label("mixer"),)},
        notes={A: "x"},
        shown=frozenset({1, 2, 4}),
        places={1: (50, -50)},
        basket={item("transfer", 7): Exhibit(1, 0), item("transfer", 5): Exhibit(2, 1)},
    )
    assert facts.exhibits == (7, 5)


def test_an_exhibit_keeps_its_number_whatever_happens_to_the_basket() -> None:
    facts, seven, five = Facts(), item("transfer", 7), item("transfer", 5)
    SetExhibits((7, 5)).apply(facts)
    undo = Basket({item("account", A): Exhibit(facts.number_for(item("account", A)), 2, "*whose*")}).apply(
        facts
    )
    SetExhibits((5, 9)).apply(facts)
    assert [facts.basket[one].number for one in facts.items] == [2, 4, 3]
    assert facts.basket[item("account", A)].note == "*whose*"
    undo.apply(facts)
    assert facts.number_for(item("finding", "F1")) == 5  # not 3, though that number is free again
    assert facts.number_for(seven) == 1
    Basket({seven: Exhibit(facts.number_for(seven), 0), five: None}).apply(facts)
    assert facts.exhibits == (7, 9)


def test_a_journal_from_before_the_basket_is_read() -> None:
    old = journal.decode({"type": "exhibits", "transfers": [5, 3]})
    label = journal.decode(
        {"type": "labels", "address": A, "labels": [{"text": "mixer", "tier": "lead", "confidence": 3}]}
    )
    facts = Facts()
    for edit in (old, label):
        edit.apply(facts)
    assert facts.exhibits == (5, 3)
    assert facts.labels[A] == (Label("mixer", tier=Tier.LEAD, confidence=3),)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Basket({Item("block:3"): None}),
        lambda: Basket({Item("transfer:-3"): None}),
        lambda: Basket({Item("transfer:99999999999999999999"): None}),
        lambda: Basket({item("account", A): Exhibit(-1, 0)}),
        lambda: SetColours({A: "red"}),
        lambda: SetBookmark(A, "x" * 200_000),
        lambda: Draw("S1", Shape("arrow", 0, 0, 2**40, 0)),
        lambda: Draw("S1", Shape("text", 0, 0, 0, 0, "x", "#ff0000")),
    ],
)
def test_what_is_out_of_bounds_is_no_edit(make: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        make()


@pytest.mark.parametrize(
    "edit, summary",
    [
        (SetTitle("Theft", ""), "Name the case 'Theft'"),
        (SetLabels(A, (Label("x"), Label("y"))), "Label bank:a as x, y"),
        (SetLabels(A, ()), "Clear the labels of bank:a"),
        (SetNote(A, ""), "Clear the note of bank:a"),
        (SetFilter("big", "value>10k"), "Keep the filter 'big'"),
        (SetFilter("big", ""), "Let go of the filter 'big'"),
        (SetList("friends", (A, B)), "Keep the list 'friends' of 2 addresses"),
        (SetList("friends", ()), "Let go of the list 'friends'"),
        (SetSeeds((A,)), "Start from 1 seed"),
        (
            Show(AccountSet.of(range(1200)), AccountSet.of([1]), "2 hops"),
            "Show 1,200 and hide 1 account: 2 hops",
        ),
        (Show(AccountSet()), "Show nothing more"),
        (Place(((1, 2, 3),), (2,)), "Move 2 nodes"),
        (Place((), (2,)), "Unpin 1 node"),
        (Basket({item("transfer", 7): Exhibit(3, 0)}), "Keep transfer 7 as exhibit 3"),
        (Basket({item("account", A): None}), "Take out exhibit: account bank:a"),
        (Basket({item("account", A): None, item("finding", "F1"): Exhibit(1, 1)}), "Change 2 exhibits"),
        (SetColours({A: "teal"}), "Colour bank:a teal"),
        (SetColours({A: "", B: ""}), "Take the colour of 2 accounts away"),
        (SetBookmark(A, "Cash-out"), "Bookmark bank:a as Cash-out"),
        (SetBookmark(A, None), "Remove the bookmark of bank:a"),
        (Draw("S1", Shape("rectangle", 0, 0, 5, 5, "loot")), "Draw rectangle S1 'loot'"),
        (Draw("S1", None), "Remove drawing S1"),
        (SetExhibits(()), "Keep 0 exhibits"),
        (SetFinding("k", None), "Withdraw finding k"),
        (SetChart("c1", "Cash-out", AccountSet.of([7])), "Chart 'Cash-out' with 1 account"),
        (SetChart("c1", ""), "Close a chart"),
        (SetView("Overview", Lens()), "Keep the view 'Overview'"),
        (SetView("Overview", None), "Let go of the view 'Overview'"),
        (Together((SetNote(A, "x"), SetSeeds(()))), "Write the note of bank:a; Start from 0 seeds"),
        (Together((SetNote(A, "x"),), "Do it"), "Do it"),
    ],
)
def test_summaries(edit: AnyEdit, summary: str) -> None:
    assert edit.summary == summary


def test_what_is_shown_goes_to_the_chart_that_is_named() -> None:
    facts = Facts(shown=frozenset({1}))
    SetChart("c1", "Cash-out", AccountSet.of([2])).apply(facts)
    Show(AccountSet.of([3]), AccountSet.of([2]), chart="c1").apply(facts)
    assert (facts.on_chart(), facts.on_chart("c1")) == ({1}, {3})
    Show(AccountSet.of([4]), chart="gone").apply(facts)
    assert facts.on_chart("gone") == frozenset()


@pytest.mark.parametrize("name", ["", " ", "x" * 81, "a\nb"])
def test_a_view_needs_a_name_that_can_be_shown(name: str) -> None:
    with pytest.raises(ValueError, match="printable"):
        SetView(name, None)


def test_together_touches_what_its_parts_touch() -> None:
    assert Together((SetNote(A, "x"), SetSeeds(()))).changes == Changed.NOTES | Changed.CASE
    assert Together(()).changes == Changed.NOTHING


NOTE = {"type": "note", "address": "bank:a", "text": "x"}


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "note",
        {},
        {"type": "format_disk"},
        {**NOTE, "extra": 1},
        {"type": "note", "address": "bank:a"},
        {**NOTE, "text": 5},
        {**NOTE, "text": "x" * 100_001},
        {"type": "labels", "address": "bank:a", "labels": [{"text": " "}]},
        {"type": "labels", "address": "bank:a", "labels": [{"text": "x", "confidence": 101}]},
        {"type": "labels", "address": "bank:a", "labels": [{"text": "x", "tier": "proof"}]},
        {"type": "show", "add": {"count": 5, "gaps": "!!"}},
        {"type": "show", "add": {"count": -1, "gaps": ""}},
        {"type": "place", "pins": [[1, 2]]},
        {"type": "place", "pins": [[1, 2, 0.5]]},
        {"type": "place", "pins": [[1, 2, 10**400]]},
        {"type": "place", "pins": [[2**31, 0, 0]]},
        {"type": "place", "pins": [[-1, 0, 0]]},
        {"type": "place", "pins": [], "free": [2**70]},
        {"type": "exhibits", "transfers": [1, 1]},
        {"type": "exhibits", "transfers": [2**63]},
        {"type": "exhibits", "transfers": [-1]},
        {
            "type": "finding",
            "key": "k",
            "finding": {"title": "t", "text": "x", "tier": "lead", "transfers": [2**63]},
        },
        {"type": "finding", "key": "k", "finding": {"title": "t"}},
        {"type": "together", "edits": [{**NOTE, "text": None}]},
    ],
)
def test_a_hostile_line_is_refused(body: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the sentence differs from case to case
        journal.decode(body)


def test_a_line_nested_too_deeply_is_refused() -> None:
    body: dict[str, Any] = NOTE
    for _ in range(5000):
        body = {"type": "together", "edits": [body]}
    with pytest.raises(ValueError, match="nested"):
        journal.decode(body)
