"""Facts in words."""

from __future__ import annotations

from investigator.cases.facts import Exhibit, Finding, Item
from investigator.operations.wording_facts import Teller, head
from investigator.records import Address, Label, Tier
from tests.makers import Move, case


def test_rows_become_what_they_are_of() -> None:
    with case([Move(0, 1, 500)]) as made:
        teller = Teller(made)
        teller.learn([("shown", 2), ("basket", Item("transfer:0")), ("title", None), ("places", 99)])
        assert teller.key("shown", 2) == "bank:2"
        assert teller.key("places", 99) == "account 99"
        assert teller.key("basket", Item("transfer:0")) == "5 EUR from bank:0 to bank:1"
        assert teller.key("basket", Item("finding:F1")) == "finding:F1"
        assert teller.key("apart", (Address("bank:0"), Address("bank:1"))) == "bank:0 and bank:1"
        assert (teller.key("title", None), head("shown")) == ("Title", "Accounts on the chart")


def test_values_are_told_whatever_they_are() -> None:
    with case() as made:
        said = Teller(made).value
        assert said("labels", (Label("mixer", illicit=True), Label("shop"))) == (
            "mixer (50 of 100, illicit), shop (50 of 100)"
        )
        assert said("findings", Finding("Theft", "", Tier.LEAD)) == "Theft"
        assert said("basket", Exhibit(3, 0, "see")) == "number 3, place 0, note see"
        assert said("places", (150, -200)) == "pinned at 1.5, -2"
        assert (said("shown", True), said("shown", None), said("title", "x")) == ("on the chart", "", "x")
