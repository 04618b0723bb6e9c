import numpy as np

from gnn.world_background import airdrop, bank_life, cast_roles, exchange, live, payroll, swap
from gnn.world_ledger import Ledger
from gnn.world_recipe import WorldRecipe


def ledger(**recipe: object) -> Ledger:
    return Ledger(WorldRecipe(seed=1, accounts=1200, **recipe), np.random.default_rng(1))  # type: ignore[arg-type]


def test_every_account_has_one_role() -> None:
    cast = cast_roles(ledger(), 1200)
    roles = [cast.people, cast.hot, cast.deposits, cast.contracts, cast.shops, cast.employers, cast.givers]
    assert sorted(np.concatenate(roles).tolist()) == list(range(1200))
    assert cast.deposits.size == cast.depositors.size == cast.exchange_of.size == 200


def test_deposit_addresses_are_swept_to_the_hot_wallet_of_their_exchange() -> None:
    book = ledger()
    cast = cast_roles(book, 1200)
    exchange(book, cast, 3000)
    src, dst, amount, when, _ = book.columns()
    home = dict(zip(cast.deposits.tolist(), cast.exchange_of.tolist(), strict=True))
    sweeps = np.flatnonzero(np.isin(src, cast.deposits))
    assert sweeps.size > 500
    for row in sweeps[:50]:
        assert dst[row] == home[int(src[row])]
        funded = (dst == src[row]) & (when < when[row])
        assert (np.abs(amount[funded] / amount[row] - 1.0) < 0.004).any()


def test_airdrops_pay_many_the_same_within_an_hour() -> None:
    book = ledger(airdrops=1)
    cast = cast_roles(book, 1200)
    airdrop(book, cast, 300)
    src, dst, amount, when, asset = book.columns()
    assert set(src.tolist()) == set(cast.givers.tolist())
    assert np.unique(dst).size == dst.size > 250
    assert np.unique(amount).size == 1
    assert np.ptp(when) <= 3600
    assert set(asset.tolist()) == {2}


def test_wages_recur_and_swaps_come_back_in_another_asset() -> None:
    book = ledger()
    cast = cast_roles(book, 1200)
    payroll(book, cast, 800)
    src, dst, amount, _, _ = book.columns()
    wages = np.isin(src, cast.employers)
    pairs = np.unique(np.stack([src[wages], dst[wages], amount[wages]]), axis=1, return_counts=True)[1]
    assert (pairs > 1).mean() > 0.9
    other = ledger()
    swap(other, cast, 800)
    src, dst, _, _, asset = other.columns()
    assert set(asset[np.isin(dst, cast.people)].tolist()) == {1}
    assert set(asset[np.isin(src, cast.people)].tolist()) == {0}


def test_life_has_about_as_many_transfers_as_asked_for_and_hubs() -> None:
    book = ledger()
    live(book, cast_roles(book, 1200), 10_000)
    assert 9_000 < book.written() < 11_500
    assert {0, 1, 2} == set(book.columns()[4].tolist())
    bank = ledger(make="bank", habit=1.0)
    bank_life(bank, np.arange(1200), 10_000)
    src, _, amount, _, _ = bank.columns()
    assert np.bincount(src).max() > 20 * np.median(np.bincount(src))
    assert all(np.unique(amount[src == a]).size == 1 for a in np.unique(src)[:50])
