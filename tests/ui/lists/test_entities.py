"""Entities as lists: what links accounts, by which witnesses, and when a rule is wrong."""

from __future__ import annotations

from investigator.cases.facts import Facts
from investigator.graph.entities.link import Link
from investigator.operations.entities import Group, Linked, Reason
from investigator.progress import silent
from investigator.records import Address, Clock, Label, Tier
from tests.ui.things import HOSTILE
from ui.lists.entities import entity_list, why_list
from ui.lists.found import LISTED, Names

A, B, C = (Address(f"eip155:1:0x{digit * 40}") for digit in "123")
NUMBERS = {A: 1, B: 2, C: 3}
NAMES = Names(Facts(), {B: [Label(HOSTILE, "exchange", Tier.ATTRIBUTION, 90, "list")]})
TIME = 1_772_409_600


def linked(a: Address, b: Address, rule: str = "gas funder", *transfers: int) -> Linked:
    link = Link(rule, NUMBERS[a], NUMBERS[b], TIME, Tier.STRUCTURAL, transfers, (), "got its first coin")
    return Linked(link, a, b, ("0x" + "ab" * 32,))


GAS, SHARED = linked(A, B, "gas funder", 7, 9), linked(B, C, "shared owners", 8)


def test_an_entity_stands_with_its_links_and_what_they_rest_on() -> None:
    found = entity_list([Group((A, B, C), (GAS, SHARED), ("Alice", HOSTILE))], NAMES, NUMBERS)
    (line,) = found.results.lines
    assert line.cells[0].text == "3"
    assert line.cells[2].text == "structural"
    assert line.cells[4].text == "gas funder, shared owners"
    assert line.told[0] == "3 accounts by 2 links."
    assert "Wrong for " in line.told[1]
    assert [step.detail for step in line.steps] == ["gas funder", "shared owners"]
    assert "\u202e" not in line.cells[3].text + "".join(step.text for step in line.steps)
    what = found.draw([0], silent)
    assert what.accounts == (1, 2, 3)
    assert what.transfers == (7, 9, 8)
    assert found.results.nouns == "entities"


def test_of_many_links_the_rest_is_counted() -> None:
    found = entity_list([Group((A, B), (GAS,) * (LISTED + 3), ())], NAMES, NUMBERS)
    steps = found.results.lines[0].steps
    assert len(steps) == LISTED + 1
    assert steps[-1].text == "and 3 more links"


def test_why_two_are_one_and_what_would_part_them() -> None:
    reason = Reason(A, C, (GAS, SHARED), ((GAS,),), ((GAS,),))
    found = why_list(reason, Clock.UTC, NAMES)
    assert [line.cells[0].text for line in found.results.lines] == ["chain", "chain", "parts them"]
    assert found.results.stated[0].endswith("are one entity by 2 links.")
    assert "alone holds both ends together" in found.results.lines[0].told[1]
    assert len(found.results.lines[1].told) == 1  # no rule is called so, nothing is said against it
    assert found.results.lines[0].steps[0].whole == "0x" + "ab" * 32
    what = found.draw([1], silent)
    assert (what.accounts, what.transfers) == ((2, 3), (8,))


def test_two_that_nothing_links() -> None:
    found = why_list(Reason(A, C, (), (), ()), Clock.STEP, NAMES)
    assert found.results.lines == ()
    assert (
        found.results.empty == "Nothing in this case says that 0x1111…1111 and 0x3333…3333 are one entity."
    )
