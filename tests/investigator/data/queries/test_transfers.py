from __future__ import annotations

from collections.abc import Iterator

import pytest

from investigator.cases.case import Case
from investigator.data.queries import transfers
from investigator.data.queries.transfers import Where
from tests.makers import Move, case

HASH = bytes(range(32))
MOVES = [
    Move(0, 1, 300, time=30, tx_hash=HASH),
    Move(1, 2, 2**256 - 1, time=10),
    Move(2, 3, 100, time=20, asset=1),
    Move(2, 3, 100, time=20, asset=1, ok=False),
]


@pytest.fixture
def made() -> Iterator[Case]:
    with case(MOVES, assets=[("bank/EUR", "EUR", 2), ("bank/GBP", "GBP", None)]) as opened:
        yield opened


def numbers(made: Case, where: Where, **more: object) -> list[int]:
    return [row.id for row in transfers.page(made.store, where, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "where, expected",
    [
        (Where(), [1, 2, 3, 0]),
        (Where(accounts=(0,)), [0]),
        (Where(accounts=()), []),
        (Where(among=(2, 3)), [2, 3]),
        (Where(assets=(0,)), [1, 0]),
        (Where(after=20), [2, 3, 0]),
        (Where(before=19), [1]),
        (Where(text="GBP"), [2, 3]),
        (Where(text="bank:0"), [0]),
        (Where(text="0x" + HASH.hex()[:9]), [0]),
        (Where(text="' OR true --"), []),
    ],
)
def test_conditions(made: Case, where: Where, expected: list[int]) -> None:
    assert numbers(made, where) == expected
    assert transfers.count(made.store, where) == len(expected)


def test_orders_and_pages(made: Case) -> None:
    assert numbers(made, Where(), descending=True) == [0, 2, 3, 1]
    assert numbers(made, Where(), order="amount") == [0, 1, 2, 3]
    assert numbers(made, Where(), order="from", offset=1, limit=2) == [1, 2]


def test_a_row_is_exact(made: Case) -> None:
    first, second = transfers.by_id(made.store, [1, 0, 77])
    assert (first.amount, first.decimals, first.tx_hash) == (2**256 - 1, 2, "")
    assert (second.sender, second.tx_hash, second.ok) == ("bank:0", "0x" + HASH.hex(), True)
