"""Paths of a case: what an analyst is told."""

from __future__ import annotations

import pytest

from investigator import operations
from investigator.cases.case import Case
from investigator.errors import Trouble
from investigator.graph.expand import Filter
from investigator.operations.pathing import PathOptions, Paths, find_paths
from tests.makers import Move, case

COIN = ("bank/EUR", "EUR", 2)
TOKEN = ("bank/USD", "USD", 0)


def found(made: Case, a: str, b: str, **options: object) -> Paths:
    return find_paths(made, operations.columns(made), [a], [b], PathOptions(**options))  # type: ignore[arg-type]


def kinds(paths: Paths) -> dict[str, tuple[str, ...]]:
    return {path.kind: tuple(one.rsplit(":", 1)[-1] for one in path.accounts) for path in paths.paths}


def test_the_earliest_and_the_shortest_and_the_best() -> None:
    moves = [
        Move(0, 1, 500, time=1),
        Move(1, 2, 300, time=2),
        Move(2, 3, 200, time=3),
        Move(0, 3, 100, time=9),
    ]
    with case(moves) as made:
        paths = found(made, "bank:0", "bank:3")
    assert kinds(paths) == {
        "earliest": ("0", "1", "2", "3"),
        "shortest in time": ("0", "3"),
        "token": ("0", "3"),
    }
    assert [step.transfer.amount for step in paths.paths[0].steps] == [500, 300, 200]
    (flow,) = paths.flows
    assert (flow.value, flow.symbol) == (300, "EUR")
    assert [amount for _, _, amount in flow.bottleneck] == [100, 200]
    assert paths.closed is None


def test_a_path_against_time_is_told_as_such() -> None:
    moves = [Move(1, 2, 1, time=1), Move(0, 1, 1, time=2)]
    with case(moves) as made:
        paths = found(made, "bank:0", "bank:2")
        assert [(path.kind, path.in_time) for path in paths.paths] == [("shortest", False)]
        assert paths.closed is not None
        assert ("time", 2) in paths.closed.opens
        assert [path.kind for path in found(made, "bank:0", "bank:2", in_time=False).paths] == ["shortest"]


def test_the_best_ways_take_transfers_that_follow_one_another_where_there_are_such() -> None:
    moves = [Move(0, 1, 1, time=1), Move(1, 2, 1, time=2), Move(0, 1, 900, time=3), Move(0, 2, 1, time=4)]
    with case(moves) as made:
        best = [path for path in found(made, "bank:0", "bank:2").paths if len(path.accounts) == 3]
    assert [(path.kind, path.in_time, [step.transfer.id for step in path.steps]) for path in best] == [
        ("earliest", True, [0, 1])
    ]


def test_by_way_of_accounts_and_never_over_others() -> None:
    moves = [Move(0, 1, 1, time=1), Move(0, 2, 1, time=2), Move(1, 3, 1, time=3), Move(2, 3, 1, time=4)]
    with case(moves) as made:
        over = found(made, "bank:0", "bank:3", via=("bank:2",))
        assert {path.accounts[1].rsplit(":", 1)[-1] for path in over.paths} == {"2"}
        around = found(made, "bank:0", "bank:3", avoid=("bank:1",))
        assert all("bank:1" not in path.accounts for path in around.paths)
        back = found(made, "bank:3", "bank:0", where=Filter(direction="in"), via=("bank:1",))
        assert [path.accounts for path in back.paths] == [("bank:3", "bank:1", "bank:0")]


def test_a_via_that_can_only_be_passed_early() -> None:
    moves = [Move(0, 1, 1, time=1), Move(1, 2, 1, time=2), Move(2, 3, 1, time=3), Move(0, 2, 1, time=4)]
    with case(moves) as made:
        paths = found(made, "bank:0", "bank:3", via=("bank:2",))
    assert kinds(paths) == {"earliest": ("0", "1", "2", "3")}


def test_money_changes_its_asset_where_it_was_swapped() -> None:
    swap = b"\1" * 32
    moves = [
        Move(0, 1, 5, time=1),
        Move(1, 3, 5, time=2, tx_hash=swap),
        Move(3, 1, 7, time=2, asset=1, tx_hash=swap),
        Move(1, 2, 7, time=3, asset=1),
    ]
    with case(moves, assets=[COIN, TOKEN]) as made:
        token = [path for path in found(made, "bank:0", "bank:2").paths if path.kind == "token"]
    (way,) = token
    assert [step.kind for step in way.steps] == ["transfer", "swap", "transfer"]
    assert way.steps[1].got is not None
    assert (way.steps[1].transfer.symbol, way.steps[1].got.symbol) == ("EUR", "USD")
    assert way.accounts == ("bank:0", "bank:1", "bank:2")


def test_why_there_is_none() -> None:
    with case([Move(0, 1, 1, time=1), Move(1, 2, 1, time=2)]) as made:
        paths = found(made, "bank:0", "bank:2", hops=1)
        assert paths.closed is not None
        assert paths.closed.opens == (("hops", 2),)
        assert paths.closed.reached == 2
        assert found(made, "bank:2", "bank:0").closed.opens == (("direction", 2),)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("a", "b", "options", "sentence"),
    [
        ("bank:0", "bank:0", {}, "both ends"),
        ("bank:0", "bank:9", {}, "no account bank:9"),
        ("bank:0", "bank:1", {"hops": 0}, "between 1 and 100"),
        ("bank:0", "bank:1", {"via": ("x",)}, "no account x"),
    ],
)
def test_what_cannot_be_asked(a: str, b: str, options: dict[str, object], sentence: str) -> None:
    with case([Move(0, 1, 1)]) as made, pytest.raises(Trouble, match=sentence):
        found(made, a, b, **options)
