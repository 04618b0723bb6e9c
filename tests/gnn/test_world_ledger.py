import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gnn.world_ledger import DAY, Ledger, heavy_tail, two_digits
from gnn.world_recipe import WorldRecipe


def ledger(**recipe: float) -> Ledger:
    return Ledger(WorldRecipe(seed=1, days=2.0, **recipe), np.random.default_rng(1))  # type: ignore[arg-type]


def test_transfers_come_out_in_order_of_time_and_only_those_that_can_be_seen() -> None:
    book = ledger()
    book.write([1, 2, 3, 4], [2, 3, 3, 5], 7.0, [DAY, 5.0, 6.0, 3 * DAY])
    book.write(9, 8, 1.5, 9.0, asset=2)
    src, dst, amount, when, asset = book.columns()
    assert book.written() == 3
    assert src.tolist() == [2, 9, 1]
    assert dst.tolist() == [3, 8, 2]
    assert amount.tolist() == [7.0, 1.5, 7.0]
    assert when.tolist() == [5.0, 9.0, DAY]
    assert asset.tolist() == [0, 2, 0]


def test_days_have_a_rhythm() -> None:
    when = ledger().moments(20_000)
    assert when.min() >= 0
    assert when.max() < 2 * DAY
    hours = np.bincount((when % DAY // 3600).astype(int), minlength=24)
    assert hours[18] > 3 * hours[6]


def test_amounts_have_the_scale_and_spread_that_the_recipe_asks_for() -> None:
    amount = ledger(amount_scale=50.0, amount_spread=1.0).sums(20_000)
    assert 45 < np.median(amount) < 55
    assert 0.9 < np.log(amount).std() < 1.1


@given(st.floats(1e-9, 1e12))
def test_two_digits_round_up_by_less_than_a_tenth(amount: float) -> None:
    told = float(two_digits(np.array([amount]))[0])
    assert amount * (1 - 1e-8) <= told <= amount * 1.1 + 1e-12
    assert float(f"{told:.1e}") == np.float64(told) or abs(float(f"{told:.1e}") / told - 1) < 1e-9


def test_weights_have_a_heavy_but_bounded_tail() -> None:
    weight = heavy_tail(np.random.default_rng(0), 10_000, 2.0)
    assert abs(weight.sum() - 1.0) < 1e-9
    assert 100 < weight.max() / weight.min() <= 300.1
