"""Exposure of a case's accounts, by its labels."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from investigator.address import ZERO
from investigator.cases.case import Case
from investigator.cases.edits import SetLabels
from investigator.errors import Trouble
from investigator.operations.exposing import MIXED, ExposureOptions, as_json, exposures
from investigator.operations.tracing import books
from investigator.records import Address, Label, Tier
from tests.makers import Move, put

ME, HOT, MIXER, THIEF, NOBODY, NULL = (
    *(Address(f"eip155:1:0x{digit * 40}") for digit in "12345"),
    Address(f"eip155:1:{ZERO}"),
)
ETH = ("eip155:1/slip44:60", "ETH", 18)
USDC = ("eip155:1/erc20:0x" + "a" * 40, "USDC", 6)
MOVES = [
    Move(3, 0, 100, 1), Move(1, 0, 300, 2), Move(0, 4, 200, 3), Move(4, 2, 150, 4), Move(0, 5, 50, 5),
    Move(1, 0, 7, 6, asset=1),
]  # fmt: skip
TAGS = [
    {"address": HOT, "label": "Halyard", "category": "exchange"},
    {"address": MIXER, "label": "Pool", "category": "mixing_service"},
    {"address": THIEF, "label": "Thief", "category": "hacking"},
]


@pytest.fixture
def case() -> Iterator[Case]:
    with Case.create(None) as made:
        put(made.store, MOVES, [ME, HOT, MIXER, THIEF, NOBODY, NULL], [ETH, USDC], TAGS)
        yield made


def shares(case: Case, side: str, symbol: str = "ETH", **options: object) -> dict[tuple[str, int], str]:
    (found,) = exposures(case, books(case), ME, (side,), ExposureOptions(**options))  # type: ignore[arg-type]
    told = as_json(found)
    (asset,) = (one for one in told["assets"] if one["symbol"] == symbol)
    assert sum(int(term["amount"]) for term in asset["terms"]) == int(asset["total"])
    return {(term["category"], term["hops"]): term["amount"] for term in asset["terms"]}


def test_where_money_came_from_and_went(case: Case) -> None:
    assert shares(case, "in") == {("exchange", 1): "300", ("hacking", 1): "100"}
    assert shares(case, "out") == {
        ("mixing_service", 2): "150",
        ("the account itself", 0): "150",
        ("burnt", 1): "50",
        ("unlabelled", 1): "50",
    }
    assert shares(case, "out", depth=1)["beyond the depth asked for", 1] == "200"


def test_assets_apart_and_one_alone(case: Case) -> None:
    assert shares(case, "in", "USDC") == {("exchange", 1): "7"}
    (found,) = exposures(case, books(case), ME, ("in",), ExposureOptions(assets=(1,)))
    assert [thing.symbol for thing, _ in found.totals] == ["USDC"]


def test_the_analysts_word_comes_first_and_a_lead_counts_for_nothing(case: Case) -> None:
    case.do(SetLabels(HOT, (Label("Mule", "money_laundering", confidence=80),)))
    case.do(SetLabels(NOBODY, (Label("Maybe", "scam", Tier.LEAD, 50),)))
    assert shares(case, "in") == {("money_laundering", 1): "300", ("hacking", 1): "100"}
    assert ("scam", 1) not in shares(case, "out")


def test_sources_that_do_not_agree(case: Case) -> None:
    put(
        case.store,
        [],
        [],
        [],
        [{"address": HOT, "label": "X", "category": "gambling", "source": "other"}],
        source="b",
    )
    assert shares(case, "in")[MIXED, 1] == "300"


def test_what_changes_most_is_named(case: Case) -> None:
    (found,) = exposures(case, books(case), ME, ("in",))
    most = as_json(found)["counterfactual"]
    assert most["transfer"] == 5  # without it there is nothing of this token
    (found,) = exposures(case, books(case), ME, ("in",), ExposureOptions(assets=(0,)))
    most = as_json(found)["counterfactual"]
    assert (most["transfer"], most["category"], most["before"], most["tried"]) == (1, "hacking", 0.25, 2)


@pytest.mark.parametrize(
    "options, sentence",
    [
        (ExposureOptions("poison"), "choose haircut, fifo, lifo or libr"),
        (ExposureOptions(depth=0), "say --depth 1 or more"),
    ],
)
def test_what_makes_no_sense_is_said(case: Case, options: ExposureOptions, sentence: str) -> None:
    with pytest.raises(Trouble, match=sentence):
        exposures(case, books(case), ME, options=options)
