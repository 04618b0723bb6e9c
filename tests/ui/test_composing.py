from __future__ import annotations

from pathlib import Path

from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import SetColours, Show
from investigator.colours import COLOURS
from investigator.look import Look
from investigator.operations.grouping import group_edit
from investigator.records import Address
from tests.ui.rooms import make_case
from ui.composing import Wish, compose, nothing
from ui.held import hold
from ui.places import Places
from ui.query import Query


def test_a_group_stands_where_its_members_stood_and_own_colours_outweigh_a_look(tmp_path: Path) -> None:
    with Case.open(make_case(tmp_path / "a.case")) as case:
        case.do(Show(AccountSet.of(range(6))))
        held = hold(case)
        alone, places = compose(Wish(case.at_rest(), Query(), "force", Places()), held)
        case.do(group_edit(case.facts, {1, 2}, "Mules"))
        case.do(SetColours({Address("bank:3"): "pink"}))
        look = Look(colour="entity")
        sight, _ = compose(
            Wish(case.at_rest(), Query(), "force", places, look), held, entities={1: "Mules", 2: "Mules"}
        )
        scene = sight.scene
        assert scene.account.tolist() == [0, 1, 3, 4, 5]
        assert abs(scene.x[1] - alone.scene.x[1:3].mean()) < 1e-3
        assert scene.tint[1] == dict(scene.hues)["Mules"]
        assert scene.tint[2] == COLOURS["pink"]
        assert sight.graph.order == 6


def test_an_empty_chart_has_nothing_on_it() -> None:
    assert len(nothing().account) == 0
