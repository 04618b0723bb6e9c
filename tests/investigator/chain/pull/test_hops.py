"""A pull goes on through people, stops at services, and says of each stop why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import pyarrow as pa
import pytest

from investigator.address import ZERO
from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.chain.ingest import ingest
from investigator.chain.pull.hops import expand_hops, next_round
from investigator.chain.pull.judging import HopOptions
from investigator.chain.pull.looking import Seen, Sight
from investigator.chain.source import Batch
from investigator.chain.told import Told
from investigator.data.queries.hops import dealings, stops
from investigator.data.store import Store
from investigator.progress import Tick
from investigator.records import Address, Label
from tests.makers import Move, put

CHAIN = "eip155:1"
COIN, TOKEN = f"{CHAIN}/slip44:60", f"{CHAIN}/erc20:0x{'7' * 40}"
ASSETS = ((COIN, "ETH", 18), (TOKEN, "USDC", 6))
ETHER = 10**18
Made = Callable[..., Store]


def who(number: int, chain: str = CHAIN) -> Address:
    return Address(f"{chain}:0x{number + 0xACC0000:040x}")


A, B, C, D, E = (who(number) for number in range(5))


def pay(src: int, dst: int, amount: int = ETHER, asset: int = 0, block: int | None = None) -> Move:
    return Move(src, dst, amount, asset=asset, block=block)


@pytest.fixture
def made() -> Iterator[Made]:
    """A case of accounts A to E, and of more that are numbered on."""
    with Case.create(None) as case:

        def make(*moves: Move, more: Sequence[str] = (), tags: Sequence[dict[str, object]] = ()) -> Store:
            put(case.store, moves, [A, B, C, D, E, *more], ASSETS, tags)
            return case.store

        yield make


def judged(store: Store, *addresses: Address, hop: int = 1, **options: object) -> dict[Address, str]:
    """Who is stopped at, and why."""
    found = next_round(store, addresses, HopOptions(**{"hops": 3, **options}), hop=hop)  # type: ignore[arg-type]
    return {row["address"]: row["reason"] for row in found.frontier}


def test_those_with_most_transfers_come_first_and_those_pulled_do_not_come_again(made: Made) -> None:
    store = made(pay(0, 1), pay(2, 0), pay(0, 2), pay(3, 4))
    found = next_round(store, [A], HopOptions(hops=2))
    assert found.to_pull == (C, B)
    assert found.frontier == ()
    assert next_round(store, [A], HopOptions(hops=2), pulled=[C]).to_pull == (B,)


def test_labelled_services_are_where_a_pull_stops(made: Made) -> None:
    tags = [{"address": B, "label": "Binance 14", "category": "exchange", "source": "list"}]
    store = made(pay(0, 1), pay(0, 2), pay(0, 3), tags=tags)
    own = {C: (Label("Tornado", "mixing_service"),), D: (Label("friend", "user"),)}
    found = next_round(store, [A], HopOptions(hops=2, labels=own))
    assert found.to_pull == (D,)
    assert [(row["reason"], row["detail"]) for row in found.frontier] == [
        ("service", "it is labelled exchange, Binance 14 by list"),
        ("service", "it is labelled mixing service, Tornado"),
    ]


def test_contracts_are_known_to_the_case_or_told_by_a_node(made: Made) -> None:
    store = made(pay(0, 1), pay(0, 2), pay(0, 3), pay(0, 5), more=[f"{CHAIN}:{ZERO}"])
    ingest(store, [Told("blocks", "b", {}, b"b", Batch(contracts=(B,)))])

    def look(addresses: Sequence[Address], tick: Tick) -> Sight:
        assert addresses == [C, D]
        return Sight({C: Seen(contract=True, sent=1), D: Seen(contract=False, sent=7)})

    found = next_round(store, [A], HopOptions(hops=2), look=look)
    assert found.to_pull == (D,)
    assert {row["address"]: row["detail"] for row in found.frontier} == {
        f"{CHAIN}:{ZERO}": "it is the zero address, of mints and burns",
        B: "it is known to be a contract",
        C: "it has code",
    }


def test_an_account_that_sends_all_the_time_is_not_pulled(made: Made) -> None:
    store = made(pay(0, 1))
    found = next_round(
        store, [A], HopOptions(hops=2, sent=10), look=lambda some, tick: Sight({B: Seen(False, 11)})
    )
    assert found.to_pull == ()
    assert found.frontier[0]["reason"] == "budget"
    assert found.frontier[0]["detail"] == "it has sent 11 transactions, more than 10"


def test_an_account_with_too_many_counterparties_is_not_gone_through(made: Made) -> None:
    store = made(pay(0, 1), pay(1, 2), pay(1, 3), pay(1, 4))
    found = next_round(store, [B], HopOptions(hops=3, budget=3), hop=2, pulled=[A])
    assert found.to_pull == ()
    assert [(row["address"], row["hop"], row["counterparties"]) for row in found.frontier] == [(B, 1, 4)]
    assert next_round(store, [B], HopOptions(hops=3, budget=4), hop=2, pulled=[A]).to_pull == (C, D, E)


def test_an_account_that_was_named_is_followed_as_far_as_the_budget_goes(made: Made) -> None:
    store = made(pay(0, 1), pay(0, 2), pay(0, 2), pay(0, 3), pay(0, 3), pay(0, 3))
    found = next_round(store, [A], HopOptions(hops=2, budget=2))
    assert found.to_pull == (D, C)
    assert [(row["address"], row["reason"], row["hop"]) for row in found.frontier] == [(B, "budget", 1)]


def test_what_is_beyond_the_budget_of_one_may_be_reached_through_another(made: Made) -> None:
    store = made(pay(0, 1), pay(0, 2), pay(0, 2), pay(4, 1))
    assert next_round(store, [A, E], HopOptions(hops=2, budget=1)).to_pull == (C, B)


def test_small_sums_are_not_followed_and_parts_are_added_up(made: Made) -> None:
    store = made(
        pay(0, 1, ETHER // 2), pay(1, 0, ETHER // 2), pay(0, 2, ETHER - 1), pay(0, 3, 2_000_000, 1)
    )
    found = next_round(store, [A], HopOptions(hops=2, least=Decimal(1)))
    assert found.to_pull == (B, D)
    assert found.frontier[0]["detail"] == "0.99999999… ETH passed, less than 1"


def test_transfers_of_nothing_lead_nowhere(made: Made) -> None:
    assert judged(made(pay(0, 1, 0, 1)), A) == {B: "value"}


def test_assets_that_nobody_asked_for_and_suspect_ones_lead_nowhere(made: Made) -> None:
    store = made(pay(0, 1), pay(0, 2, 5, 1))
    assert judged(store, A, assets=(COIN,)) == {C: "assets"}
    doubt = pa.Table.from_pylist([{"asset": TOKEN, "reason": "look_alike", "detail": "-"}])
    ingest(store, [Told("tokens", "t", {}, b"t", Batch(tables={"suspect": doubt}))])
    assert judged(store, A) == {C: "value"}


def test_only_the_blocks_asked_for_count_and_other_chains_do_not(made: Made) -> None:
    store = made(
        pay(0, 1, block=5), pay(0, 2, block=9), pay(0, 3), pay(0, 5, block=5), more=[who(9, "eip155:10")]
    )
    assert next_round(store, [A], HopOptions(hops=2, first=5, last=6)).to_pull == (B, D)
    assert [one.other for one in dealings(store, [A], 9)] == [C, D]


def test_hop_by_hop_until_the_last_one_and_each_stop_is_kept(made: Made) -> None:
    tags = [{"address": E, "label": "Shop", "category": "shop"}]
    store = made(pay(0, 1), pay(1, 2), pay(2, 3), pay(1, 4), tags=tags)
    rounds = list[tuple[tuple[Address, ...], int]]()
    pulled = expand_hops(store, lambda some, hop: rounds.append((some, hop)), [A], HopOptions(hops=2))
    assert rounds == [((A,), 1), ((B,), 2)]
    assert pulled == (A, B)
    assert [(stop.address, stop.reason, stop.hop, stop.open) for stop in stops(store)] == [
        (C, "hops", 2, True),
        (E, "service", 2, True),
    ]
    assert not verify(store)


def test_a_stop_is_pushed_further_by_pulling_it_by_name(made: Made) -> None:
    tags = [{"address": B, "label": "Shop", "category": "shop"}]
    store = made(pay(0, 1), pay(1, 2), tags=tags)
    covered = {
        **{"first_block": 0, "last_block": 9, "address": B, "what": "native"},
        **{"method": "block scan", "chain": CHAIN},
    }

    def pull(some: tuple[Address, ...], hop: int) -> None:
        if B in some:
            batch = Batch(tables={"coverage": pa.Table.from_pylist([covered])})
            ingest(store, [Told("node", "n", {}, b"n", batch)])

    expand_hops(store, pull, [A], HopOptions(hops=2))
    assert [(stop.address, stop.open) for stop in stops(store)] == [(B, True)]
    assert expand_hops(store, pull, [B], HopOptions(hops=2)) == (B, A, C)
    assert [(stop.address, stop.open) for stop in stops(store, [B])] == [(B, False)]


def test_the_same_case_judged_again_adds_nothing(made: Made) -> None:
    store = made(pay(0, 1), pay(1, 2))
    for _ in range(2):
        expand_hops(store, lambda some, hop: None, [A], HopOptions(hops=1))
    with store.reading() as db:
        assert db.execute("SELECT address, reason, acquisition FROM frontier").fetchall() == [
            (B, "hops", 1)
        ]
