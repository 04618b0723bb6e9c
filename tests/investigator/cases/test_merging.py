"""What comes over in a merge, and what is left to the analyst."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import (
    AnyEdit,
    Basket,
    SetExhibits,
    SetFinding,
    SetLabels,
    SetNote,
    SetSeeds,
    SetTitle,
    Show,
)
from investigator.cases.facts import Exhibit, Finding, item
from investigator.cases.history import MAIN, UNNAMED
from investigator.cases.merging import Choice, Merging, described, merging
from investigator.records import Address, Label, Tier

ONE, TWO, THREE = (Address(f"bank:{number}") for number in (1, 2, 3))
MIXER, SHOP = Label("mixer"), Label("shop")


@pytest.fixture
def case() -> Iterator[Case]:
    with Case.create(None) as made:
        made.do(SetNote(ONE, "seen"))
        made.do(SetSeeds((ONE, TWO)))
        yield made


def part(case: Case, ours: list[AnyEdit], theirs: list[AnyEdit]) -> str:
    """Do `theirs` on a hypothesis and `ours` on the main one, on which one stands then; where theirs stands."""
    case.branch("theirs")
    for edit in theirs:
        case.do(edit)
    case.switch(MAIN, case.history.stands[MAIN].at)
    for edit in ours:
        case.do(edit)
    return case.history.stands["theirs"].at


def merge(case: Case, source: str, **decided: Choice) -> Merging:
    chosen = {key.replace("__", ":"): choice for key, choice in decided.items()}
    found = merging(case.history, source, chosen, "Merge")
    case.merge(source, found.edit, described(found.conflicts, chosen))
    return found


def test_what_only_one_changed_comes_over_or_stays(case: Case) -> None:
    source = part(
        case,
        [SetLabels(ONE, (SHOP,)), Show(AccountSet.of([1, 2]))],
        [SetLabels(TWO, (MIXER,)), SetNote(ONE, ""), Show(AccountSet.of([2, 3])), SetTitle("Theft", "")],
    )
    found = merge(case, source)
    assert (found.conflicts, found.kept) == ((), 4)
    assert case.facts.labels == {ONE: (SHOP,), TWO: (MIXER,)}
    assert case.facts.notes == {}
    assert case.facts.shown == {1, 2, 3}
    assert case.facts.title == "Theft"
    step = case.history.steps[case.history.here]
    assert (step.merged, step.edit.summary) == (source, "Merge")
    case.undo()
    assert case.facts.labels == {ONE: (SHOP,)}
    assert case.facts.shown == {1, 2}
    assert merging(case.history, source).kept == 4


def test_the_same_change_twice_is_no_conflict(case: Case) -> None:
    source = part(case, [SetLabels(ONE, (SHOP,))], [SetLabels(ONE, (SHOP,))])
    assert merging(case.history, source).conflicts == ()


@pytest.mark.parametrize(
    "choice, labels", [("ours", (SHOP,)), ("theirs", (MIXER,)), ("both", (SHOP, MIXER))]
)
def test_a_conflict_is_decided_by_the_analyst(
    case: Case, choice: Choice, labels: tuple[Label, ...]
) -> None:
    source = part(case, [SetLabels(ONE, (SHOP,))], [SetLabels(ONE, (MIXER,))])
    (conflict,) = merging(case.history, source).conflicts
    assert (conflict.id, conflict.base, conflict.both) == ("labels:bank:1", None, True)
    merge(case, source, labels__bank__1=choice)
    assert case.facts.labels == {ONE: labels}
    with case.store.reading() as db:
        (body,) = db.execute("SELECT body FROM journal WHERE verb = 'merge'").fetchone() or ("",)
    assert f'"choice":"{choice}"' in body
    assert '"mixer"' in body


def test_a_change_against_a_removal_is_a_conflict(case: Case) -> None:
    source = part(case, [SetNote(ONE, "seen twice")], [SetNote(ONE, "")])
    (conflict,) = merging(case.history, source).conflicts
    assert (conflict.ours, conflict.theirs, conflict.both) == ("seen twice", None, False)
    merge(case, source, notes__bank__1="theirs")
    assert case.facts.notes == {}


def test_a_title_is_one_or_the_other(case: Case) -> None:
    source = part(case, [SetTitle("A", "")], [SetTitle("B", "")])
    assert [one.id for one in merging(case.history, source).conflicts] == ["title"]
    merge(case, source, title="theirs")
    assert case.facts.title == "B"


def test_findings_under_one_number_can_both_stay(case: Case) -> None:
    first, second = (Finding(text, "", Tier.LEAD) for text in "ab")
    source = part(case, [SetFinding("F1", first)], [SetFinding("F1", second)])
    merge(case, source, findings__F1="both")
    assert case.facts.findings == {"F1": first, "F1b": second}


def test_seeds_are_one_list_and_two_new_orders_a_conflict(case: Case) -> None:
    source = part(case, [SetSeeds((TWO, THREE))], [SetSeeds((ONE, TWO, Address("bank:4")))])
    assert merge(case, source).conflicts == ()
    assert case.facts.seeds == (TWO, THREE, "bank:4")
    case.do(SetSeeds((ONE, TWO, THREE)))
    case.branch("other")
    case.do(SetSeeds((THREE, TWO, ONE)))
    source = case.history.here
    case.switch(MAIN, case.history.stands[MAIN].at)
    case.do(SetSeeds((TWO, ONE, THREE)))
    assert [one.id for one in merging(case.history, source).conflicts] == ["seeds:the order"]
    merge(case, source, **{"seeds__the order": "theirs"})
    assert case.facts.seeds == (THREE, TWO, ONE)


def test_an_exhibit_never_takes_over_the_number_of_another(case: Case) -> None:
    fork = case.history.here
    case.do(SetExhibits((7,)))
    case.switch(UNNAMED, fork)
    case.do(Basket({item("transfer", 8): Exhibit(1, 0)}))  # so numbered where nobody knew of our exhibit 1
    source = case.history.here
    case.switch(MAIN, case.history.stands[MAIN].at)
    found = merge(case, source)
    assert found.renumbered == (("transfer:8", 1, 2),)
    assert [case.facts.basket[item("transfer", one)].number for one in (7, 8)] == [1, 2]
