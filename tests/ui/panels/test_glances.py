from __future__ import annotations

import numpy as np

from investigator.graph.balance import Activity, Balance
from investigator.graph.entities.link import Link
from investigator.operations.entities import Group, Linked
from investigator.operations.exposing import Exposed, ExposedTerm
from investigator.operations.tracing import Thing
from investigator.records import Address, Clock, Tier
from ui.panels.glances import course_view, entity_view, exposure_view

A, B, C = (Address(f"bank:{one}") for one in "abc")
ETH = Thing("eip155:1/slip44:60", "ETH", 18)


def term(category: str, share: float, hops: int, illicit: bool | None = None) -> ExposedTerm:
    return ExposedTerm(ETH, category, illicit, hops, round(share * 10**18), share, (B,))


def test_categories_are_summed_over_hops_and_small_ones_together() -> None:
    small = [term(f"kind_{at}", 0.05 - at / 1000, 2) for at in range(8)]
    terms = (term("hacking", 0.5, 1, True), term("hacking", 0.2, 4, True), *small)
    found = Exposed(A, "in", "haircut", terms, ((ETH, 10**18),), None, "", {0: ETH})
    ((head, shares),) = exposure_view([found]).sides
    assert head == "Comes from · 1 ETH"
    assert (shares[0].category, round(shares[0].share, 9), shares[0].near) == (
        "hacking",
        0.7,
        "direct to 4 transfers away",
    )
    assert shares[0].illicit
    assert shares[-1].category == "3 smaller categories"
    assert abs(sum(one.share for one in shares) - sum(one.share for one in terms)) < 1e-9


def test_an_entity_has_those_first_that_are_linked_themselves() -> None:
    link = Link("funding", 0, 2, 5, Tier.LEAD, (7,), reason="paid its first gas")
    group = Group((A, B, C), (Linked(link, A, C, ("0x1",)),), ("Halyard",))
    view = entity_view(group, A, {B: "Bob"})
    assert [(one.address, one.name, one.rule, one.tier) for one in view.members] == [
        (C, "", "funding", "lead"),
        (B, "Bob", "", ""),
    ]
    assert view.members[0].tip == "paid its first gas (1 witness)"
    assert view.total == 3
    assert entity_view(None, A, {}).total == 0


def test_a_course_names_its_assets() -> None:
    balance = Balance(3, 2, np.array([5, 9]), np.array([1.0, 0.0]))
    view = course_view(Activity(5, 9, 2, (balance,)), {3: "ETH"}, Clock.STEP)
    assert view is not None
    assert (view.assets[0].symbol, view.assets[0].times, view.assets[0].levels) == (
        "ETH",
        (5, 9),
        (1.0, 0.0),
    )
    assert course_view(None, {}, Clock.STEP) is None
