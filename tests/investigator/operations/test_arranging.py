from __future__ import annotations

import numpy as np
import pytest

from investigator import operations
from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import SetLabels, Show
from investigator.errors import Trouble
from investigator.graph.layouts import KINDS
from investigator.records import Address, Label
from tests.makers import Move
from tests.makers import case as made_case

MOVES = [Move(0, 1, 500, 10), Move(1, 2, 300, 20), Move(2, 3, 100, 30)]


@pytest.fixture
def case() -> Case:
    made = made_case(MOVES)
    made.do(Show(AccountSet.of([0, 1, 2])))
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_every_layout_places_what_is_on_the_chart(case: Case, kind: str) -> None:
    laid = operations.lay_out(case, kind, ["bank:1"])
    assert laid.addresses == ("bank:0", "bank:1", "bank:2")
    assert np.isfinite(laid.places).all()
    assert not case.facts.places


def test_a_root_is_the_middle(case: Case) -> None:
    places = operations.lay_out(case, "radial", ["bank:1"]).places
    far = np.linalg.norm(places - places[1], axis=1)
    assert far[0] == pytest.approx(far[2], rel=1e-4)


def test_a_layout_can_be_kept_and_undone(case: Case) -> None:
    laid = operations.lay_out(case, "hierarchy", ["bank:0"])
    case.do(operations.pinning(laid))
    assert case.facts.places[0] == (
        round(float(laid.places[0, 0]) * 100),
        round(float(laid.places[0, 1]) * 100),
    )
    case.undo()
    assert not case.facts.places


@pytest.mark.parametrize(
    "kind, roots, said",
    [
        ("spiral", [], "no layout"),
        ("radial", ["bank:3"], "not on the chart"),
        ("radial", ["bank:9"], "no account"),
    ],
)
def test_what_cannot_be_is_said(case: Case, kind: str, roots: list[str], said: str) -> None:
    with pytest.raises(Trouble, match=said):
        operations.lay_out(case, kind, roots)


def test_an_empty_chart_cannot_be_laid_out() -> None:
    with pytest.raises(Trouble, match="Nothing is on the chart"):
        operations.lay_out(made_case(MOVES), "flow")


def test_accounts_of_the_same_label_belong_together(case: Case) -> None:
    for one in (0, 2):
        case.do(SetLabels(Address(f"bank:{one}"), (Label("Binance", "exchange"),)))
    group = operations.belonging(case, operations.columns(case), np.array([0, 1, 2], np.int32))
    assert group[0] == group[2] >= 0
    assert group[1] == -1
