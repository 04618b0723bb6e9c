"""What is known to what is drawn: risk, weights, names, seeds and leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph.subgraph import Subgraph
from investigator.records import AccountKind, Address, Label, Scores
from investigator.scene import Scene
from investigator.scene_build import Known, brief, build
from tests.makers import graph

LONG = Address("eip155:1:0x9f2c" + "0" * 32 + "41ab")


def draw(
    some: Subgraph,
    scores: Scores | None = None,
    labels: dict[int, Sequence[Label]] | None = None,
    **more: object,
) -> Scene:
    known = Known(
        addresses=[Address(f"bank:{i}") for i in range(some.order)],
        labels=[(labels or {}).get(i, ()) for i in range(some.order)],
        kinds=np.zeros(some.order, np.uint8),
        symbols={0: "EUR", 1: "GBP"},
    )
    places = np.arange(some.order * 2, dtype=np.float32).reshape(-1, 2)
    return build(some, places, replace(known, **more), scores)  # type: ignore[arg-type]


def scores(calibrated: dict[int, float], abstained: Sequence[int] = ()) -> Scores:
    accounts = np.array(sorted(calibrated), np.int32)
    values = np.array([calibrated[i] for i in sorted(calibrated)])
    return Scores(
        accounts, values, values, np.isin(accounts, abstained), ((),) * accounts.size, "m", "h", "i"
    )


def seen(values: np.ndarray) -> list[float | None]:
    return [None if np.isnan(value) else round(float(value), 3) for value in values]


def test_places_kinds_and_pins_go_along_with_the_accounts() -> None:
    some = replace(graph([(0, 1)], 3), accounts=np.array([4, 7, 9], np.int32))
    scene = draw(some, kinds=np.array([0, AccountKind.MIXER, 0], np.uint8), pinned={9, 1000})
    assert scene.account.tolist() == [4, 7, 9]
    assert (scene.x.tolist(), scene.y.tolist()) == ([0, 2, 4], [1, 3, 5])
    assert scene.kind.tolist() == [0, AccountKind.MIXER, 0]
    assert scene.pinned.tolist() == [False, False, True]
    assert scene.tint.tolist() == [0xFFFFFFFF] * 3


def test_risk_is_the_score_unless_the_model_abstains_or_someone_spoke_the_analyst_first() -> None:
    labels = {
        2: (Label("a", confidence=60, illicit=True), Label("b", confidence=80, illicit=True)),
        3: (Label("shop", confidence=10, illicit=False),),
        4: (Label("whatever"),),
        5: (Label("shop", confidence=90, illicit=False), Label("thief", confidence=30, illicit=True)),
    }
    said = scores({0: 0.25, 1: 0.9, 2: 0.1, 3: 0.95, 4: 0.5, 5: 0.7}, abstained=[1])
    assert seen(draw(graph([], 7), said, labels).risk) == [0.25, None, 0.6, 0.0, 0.5, 0.0, None]
    assert seen(draw(graph([], 7), None, labels).risk) == [None, None, 0.6, 0.0, None, 0.0, None]


def test_scores_are_those_of_the_account_not_of_its_place() -> None:
    some = replace(graph([], 3), accounts=np.array([1, 5, 9], np.int32))
    assert seen(draw(some, scores({0: 0.1, 5: 0.5, 6: 0.6})).risk) == [None, 0.5, None]
    assert seen(draw(some, scores({})).risk) == [None] * 3


def test_an_edge_is_as_risky_as_its_less_risky_end_but_beside_a_seed_as_the_other_end() -> None:
    edges = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 4), (0, 5)]
    said = scores({0: 0.9, 1: 0.8, 2: 0.3, 4: 0.1, 5: 0.7})
    plain = draw(graph(edges, 6), said)
    by_edge = {
        (int(s), int(d)): risk
        for s, d, risk in zip(plain.src, plain.dst, seen(plain.edge_risk), strict=True)
    }
    assert by_edge == {(0, 1): 0.8, (1, 2): 0.3, (2, 3): None, (3, 0): None, (0, 4): 0.1, (0, 5): 0.7}
    seeded = draw(graph(edges, 6), said, seeds={"bank:0", "bank:5"})
    by_edge = {
        (int(s), int(d)): r for s, d, r in zip(seeded.src, seeded.dst, seen(seeded.edge_risk), strict=True)
    }
    assert by_edge == {(0, 1): 0.8, (1, 2): 0.3, (2, 3): None, (3, 0): None, (0, 4): 0.1, (0, 5): 0.9}


def test_weights_compare_edges_of_one_asset_only() -> None:
    some = graph([(0, 1), (1, 2), (2, 3), (0, 2), (0, 3)], 4, [1, 10, 100, 7, 7])
    some = replace(some, asset=np.array([0, 0, 0, 1, 1], np.int32))
    scene = draw(some)
    found = {
        (text, weight) for text, weight in zip(scene.text, scene.weight.round(3).tolist(), strict=True)
    }
    assert found == {("1 EUR", 0.0), ("10 EUR", 0.5), ("100 EUR", 1.0), ("7 GBP", 0.5)}


@given(st.lists(st.floats(0, 1e60), min_size=1, max_size=6))
def test_weights_lie_between_nought_and_one_and_grow_with_the_amount(amounts: list[float]) -> None:
    scene = draw(graph([(0, i + 1) for i in range(len(amounts))], 7, amounts))
    weight = {int(dst): float(w) for dst, w in zip(scene.dst, scene.weight, strict=True)}
    assert all(0 <= w <= 1 for w in weight.values())
    for i, one in enumerate(amounts):
        for j, other in enumerate(amounts):
            assert not one < other or weight[i + 1] <= weight[j + 1]


def test_parallel_transfers_are_one_edge_with_their_sum() -> None:
    scene = draw(graph([(0, 1), (0, 1), (1, 0)], 2, [1, 2.5, 4]))
    rows = zip(scene.src.tolist(), scene.dst.tolist(), scene.count.tolist(), scene.text, strict=True)
    assert sorted(rows) == [(0, 1, 2, "3.5 EUR"), (1, 0, 1, "4 EUR")]


@pytest.mark.parametrize(
    "amount, text",
    [
        (0, "0"),
        (1234567.8, "1,234,568"),
        (999.96, "1000"),
        (0.01234567, "0.01235"),
        (0.00001, "1.00e-05"),
        (1e30, f"{1e30:,.0f}"),
    ],
)
def test_amounts_for_reading_at_a_glance(amount: float, text: str) -> None:
    assert draw(graph([(0, 1)], 2, [amount])).text == (f"{text} EUR",)


def test_an_asset_without_a_name() -> None:
    assert draw(graph([(0, 1)], 2), symbols={}).text == ("1 ?",)


def test_names_and_captions() -> None:
    labels = {
        1: (Label("Tornado", "mixing_service"), Label("other", "exchange")),
        2: (Label("odd one"),),
        3: (Label("Start", "exchange"),),
    }
    addresses = [LONG, LONG, LONG, Address("bank:3")]
    scene = draw(graph([], 4), None, labels, addresses=addresses, seeds={"bank:3"})
    assert scene.title == ("0x9f2c…41ab", "Tornado", "odd one", "Start")
    assert scene.caption == ("", "mixing service", "0x9f2c…41ab", "seed")
    assert scene.seed.tolist() == [False, False, False, True]


def test_brief_addresses() -> None:
    assert brief(LONG) == "0x9f2c…41ab"
    assert brief(Address("bank:123456789012345")) == "bank:123456789012345"
    assert brief(Address("bank:1234567890123456")) == "bank:1…3456"


def test_an_edge_is_a_lead_where_every_transfer_behind_it_is() -> None:
    some = graph([(0, 1), (0, 1), (1, 2), (1, 2)], 3)
    scene = draw(some, leads=frozenset({0, 2, 3}))
    assert dict(
        zip(zip(scene.src.tolist(), scene.dst.tolist(), strict=True), scene.lead.tolist(), strict=True)
    ) == {
        (0, 1): False,
        (1, 2): True,
    }
    assert not draw(some).lead.any()


def test_sizes_grow_with_the_number_of_transfers() -> None:
    size = draw(graph([(0, 1), (0, 2), (0, 1)], 4)).size
    assert size[0] == 1
    assert size[0] > size[1] > size[2] > size[3] == 0


def test_an_empty_graph() -> None:
    scene = draw(graph([], 0))
    assert (scene.account.size, scene.src.size, scene.title, scene.text) == (0, 0, (), ())
    assert draw(graph([], 2)).size.tolist() == [0, 0]


def test_a_token_is_what_its_first_label_says() -> None:
    labels = {
        0: (Label("USDC", "defi_token"),),
        1: (Label("Kraken", "exchange"), Label("a token?", "defi_token")),
        3: (Label("DAI", "defi_token"), Label("other", "exchange")),
    }
    assert draw(graph([], 4), None, labels).tokens == (0, 3)
