"""What an analyst marks, from Python."""

from __future__ import annotations

import pytest

from investigator.cases.case import Case
from investigator.cases.edits import SetFinding
from investigator.cases.facts import Facts, Finding, Shape, item
from investigator.errors import Trouble
from investigator.operations import annotating
from investigator.records import Address, Tier
from tests.makers import Move, put


@pytest.fixture
def case() -> Case:
    made = Case.create(None)
    put(made.store, [Move(0, 1, 5, 10), Move(1, 2, 3, 20)], ["bank:0", "bank:1", "bank:2"])
    made.do(SetFinding("F1", Finding("Theft", "It was stolen.", Tier.STRUCTURAL)))
    return made


def keep(case: Case, *things: str) -> None:
    edit = annotating.exhibit_edit(
        case.facts, [one for text in things for one in annotating.items_of(case, text)]
    )
    assert edit
    case.do(edit)


def numbers(case: Case) -> list[int]:
    return [one.exhibit.number for one in annotating.shown_exhibits(case)]


def test_the_basket_is_ordered_by_hand_and_its_numbers_stay(case: Case) -> None:
    keep(case, "transfer:1", "bank:0", "F1")
    move = annotating.move_edit(case.facts, item("finding", "F1"), 0)
    assert move
    case.do(move)
    assert numbers(case) == [3, 1, 2]
    gone = annotating.withdraw_edit(case.facts, [item("transfer", 1)])
    assert gone
    case.do(gone)
    keep(case, "transfer:0")
    keep(case, "transfer:1")
    assert numbers(case) == [3, 2, 4, 1]
    for _ in range(5):
        case.undo()
    assert numbers(case) == []
    keep(case, "transfer:0")
    assert numbers(case) == [4]  # as it was cited before it was undone


def test_exhibits_say_what_they_are(case: Case) -> None:
    keep(case, "transfer:1", "bank:0", "F1")
    assert [annotating.said(one) for one in annotating.shown_exhibits(case)] == [
        "bank:1 → bank:2",
        "bank:0",
        "finding F1",
    ]
    assert annotating.exhibit_of(case, "2") == item("account", "bank:0")
    assert annotating.move_edit(case.facts, item("account", "bank:0"), 1) is None
    assert annotating.exhibit_note_edit(case.facts, item("account", "bank:9"), "x") is None
    assert annotating.withdraw_edit(case.facts, [item("account", "bank:9")]) is None
    with pytest.raises(Trouble, match="no exhibit 7"):
        annotating.exhibit_of(case, "7")


def test_what_changes_nothing_is_not_journaled(case: Case) -> None:
    annotating.write_note(case, "bank:0", "x")
    annotating.colour(case, ["bank:0"], "teal")
    annotating.bookmark(case, "bank:0", "")
    done = len(case.history.done)
    annotating.write_note(case, "bank:0", "x")
    annotating.colour(case, ["bank:0"], "teal")
    annotating.bookmark(case, "bank:0", "")
    assert len(case.history.done) == done
    with pytest.raises(Trouble, match="red is no colour"):
        annotating.colour(case, ["bank:0"], "red")


def test_bookmarks_with_a_name_come_first() -> None:
    facts = Facts(bookmarks={Address("b"): "", Address("c"): "Z", Address("a"): "", Address("d"): "k"})
    assert [one for one, _ in annotating.bookmarks(facts)] == ["d", "c", "a", "b"]


def test_drawings_get_keys_of_their_own() -> None:
    facts = Facts()
    for _ in range(2):
        annotating.draw_edit(facts, Shape("arrow", 0, 0, 5, 5)).apply(facts)
    del facts.shapes["S1"]
    assert annotating.draw_edit(facts, Shape("text", 0, 0, 0, 0, "x")).key == "S3"
