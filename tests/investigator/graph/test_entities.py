"""Each rule on the smallest world that shows it, and on the worlds that look like it and are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from investigator.data.queries.graph import TransferColumns
from investigator.graph.columns import Columns, build
from investigator.graph.entities.airdrops import AirdropGathering
from investigator.graph.entities.catalogue import rules
from investigator.graph.entities.deposits import DepositReuse
from investigator.graph.entities.funding import GasFunder, SameCreator
from investigator.graph.entities.link import Creation, Link, Rule, Safe, World
from investigator.graph.entities.safes import SharedOwners
from investigator.progress import Cancelled, silent
from investigator.records import Tier

COIN, TOKEN = 0, 1
DAY = 86_400
Row = tuple[int, int, float, int] | tuple[int, int, float, int, int]
"""From, to, amount, time, asset (the coin, unless said)."""


def world(rows: Sequence[Row], accounts: int = 12) -> Columns:
    """Columns of these transfers, whose ids are their places in the list."""
    full = [(*row, COIN)[:5] for row in rows]
    order = sorted(range(len(full)), key=lambda i: full[i][3])
    return build(
        TransferColumns(
            src=np.array([full[i][0] for i in order], np.int32),
            dst=np.array([full[i][1] for i in order], np.int32),
            asset=np.array([full[i][4] for i in order], np.int32),
            time=np.array([full[i][3] for i in order], np.int64),
            amount=np.array([full[i][2] for i in order], np.float64),
            transfer=np.array(order, np.int64),
            accounts=accounts,
        )
    )


def seen(rule: Rule, rows: Sequence[Row], around: World, accounts: int = 12) -> list[Link]:
    return list(rule.links(world(rows, accounts), around, silent))


def pairs(links: Sequence[Link]) -> list[tuple[int, int]]:
    return [(link.a, link.b) for link in links]


ALICE, BOB, DEPOSIT, HOT, EVE = 1, 2, 3, 4, 5
AROUND = World(exchanges=frozenset({HOT}), public=frozenset({HOT}), coins=frozenset({COIN}))
PAID: list[Row] = [
    (ALICE, DEPOSIT, 5.0, 10), (DEPOSIT, HOT, 4.999, 20),
    (BOB, DEPOSIT, 2.0, 30), (DEPOSIT, HOT, 1.999, 40),
]  # fmt: skip


class TestDeposits:
    def test_payers_into_one_deposit_address_are_linked_with_it(self) -> None:
        links = seen(DepositReuse(), PAID, AROUND)
        assert pairs(links) == [(ALICE, DEPOSIT), (BOB, DEPOSIT)]
        assert [link.transfers for link in links] == [(0, 1), (2, 3)]
        assert [link.time for link in links] == [20, 40]
        assert {link.tier for link in links} == {Tier.ATTRIBUTION}

    @pytest.mark.parametrize(
        "change",
        [
            pytest.param([(DEPOSIT, EVE, 0.5, 50)], id="it pays others too"),
            pytest.param([(ALICE, DEPOSIT, 3.0, 50)], id="something stays"),
            pytest.param([(ALICE, DEPOSIT, 3.0, 50), (DEPOSIT, HOT, 1.0, 60)], id="only a part goes on"),
            pytest.param([(ALICE, DEPOSIT, 3.0, 50), (DEPOSIT, HOT, 3.0, 50 + 2 * DAY)], id="it waits"),
        ],
    )
    def test_what_is_no_deposit_address(self, change: list[Row]) -> None:
        assert seen(DepositReuse(), [*PAID, *change], AROUND) == []

    def test_several_payments_can_go_on_together(self) -> None:
        rows: list[Row] = [(ALICE, DEPOSIT, 1.0, 1), (BOB, DEPOSIT, 2.0, 2), (DEPOSIT, HOT, 2.99, 3)]
        assert pairs(seen(DepositReuse(), rows, AROUND)) == [(ALICE, DEPOSIT), (BOB, DEPOSIT)]

    def test_without_an_exchange_there_are_none(self) -> None:
        assert seen(DepositReuse(), PAID, replace(AROUND, exchanges=frozenset())) == []

    def test_a_service_that_pays_in_is_no_customer(self) -> None:
        around = replace(AROUND, public=frozenset({HOT, BOB}))
        assert pairs(seen(DepositReuse(), PAID, around)) == [(ALICE, DEPOSIT)]

    def test_an_account_of_too_many_is_no_deposit_address(self) -> None:
        rows: list[Row] = []
        for payer in range(5, 12):
            rows += [(payer, DEPOSIT, 1.0, 10 * payer), (DEPOSIT, HOT, 1.0, 10 * payer + 1)]
        assert len(seen(DepositReuse(), rows, AROUND)) == 7
        assert seen(DepositReuse(users=6), rows, AROUND) == []

    def test_tokens_go_on_exactly(self) -> None:
        rows: list[Row] = [(ALICE, DEPOSIT, 5.0, 10, TOKEN), (DEPOSIT, HOT, 4.99, 20, TOKEN)]
        assert seen(DepositReuse(), rows, AROUND) == []
        rows[1] = (DEPOSIT, HOT, 5.0, 20, TOKEN)
        assert pairs(seen(DepositReuse(), rows, AROUND)) == [(ALICE, DEPOSIT)]


class TestGas:
    ROWS: tuple[Row, ...] = ((BOB, ALICE, 0.1, 10), (ALICE, EVE, 0.05, 20))

    def test_the_first_coin_pays_for_what_follows(self) -> None:
        (link,) = seen(GasFunder(), self.ROWS, AROUND)
        assert (link.a, link.b, link.transfers, link.tier) == (ALICE, BOB, (0, 1), Tier.STRUCTURAL)

    @pytest.mark.parametrize(
        "rows, around",
        [
            pytest.param([(HOT, ALICE, 0.1, 10), (ALICE, EVE, 0.05, 20)], AROUND, id="a service"),
            pytest.param([(BOB, ALICE, 9.0, 10), (ALICE, EVE, 0.05, 20)], AROUND, id="too much for gas"),
            pytest.param([(BOB, ALICE, 0.1, 10, TOKEN), (ALICE, EVE, 1.0, 20)], AROUND, id="a token"),
            pytest.param([(EVE, ALICE, 1.0, 5, TOKEN), *ROWS], AROUND, id="not the first"),
            pytest.param([(BOB, ALICE, 0.1, 10), (ALICE, EVE, 0.05, 90 * DAY)], AROUND, id="long after"),
            pytest.param([(BOB, ALICE, 0.1, 10)], AROUND, id="it sends nothing"),
            pytest.param(list(ROWS), replace(AROUND, contracts=frozenset({BOB})), id="a contract"),
        ],
    )
    def test_what_is_no_funding(self, rows: list[Row], around: World) -> None:
        assert [link for link in seen(GasFunder(), rows, around) if link.a == ALICE] == []

    def test_who_funds_many_is_a_service_that_nobody_labelled(self) -> None:
        rows: list[Row] = []
        for account in range(3, 9):
            rows += [(BOB, account, 0.1, account), (account, ALICE, 0.01, 100 + account)]
        assert len(seen(GasFunder(), rows, World(coins=frozenset({COIN})))) == 6
        assert seen(GasFunder(most=5), rows, World(coins=frozenset({COIN}))) == []


def test_a_contract_belongs_with_its_creator() -> None:
    made = (Creation(ALICE, 7, 10, "0xaa"), Creation(ALICE, 8, 20, "0xbb"), Creation(HOT, 9, 30, "0xcc"))
    links = seen(SameCreator(), [], replace(AROUND, creations=made))
    assert [(link.a, link.b, link.transactions) for link in links] == [
        (7, ALICE, ("0xaa",)),
        (8, ALICE, ("0xbb",)),
    ]
    assert seen(SameCreator(most=1), [], replace(AROUND, creations=made)) == []


def safe(account: int, owners: set[int], threshold: int) -> Safe:
    return Safe(account, frozenset(owners), threshold, account, f"0x{account:02x}")


@pytest.mark.parametrize(
    "one, two, linked",
    [
        (safe(8, {1, 2, 3}, 2), safe(9, {2, 3, 5}, 2), True),
        (safe(8, {1, 2, 3}, 2), safe(9, {3, 5, 6}, 2), False),
        (safe(8, {1, 2, 3}, 2), safe(9, {2, 3, 5}, 3), False),
        (safe(8, {1, 2, 3}, 0), safe(9, {1, 2, 6}, 0), True),
        (safe(8, {1, 2, HOT}, 2), safe(9, {1, 5, HOT}, 2), False),
    ],
)
def test_safes_that_the_same_owners_can_sign_for(one: Safe, two: Safe, linked: bool) -> None:
    links = seen(SharedOwners(), [], replace(AROUND, safes=(one, two)))
    assert pairs(links) == ([(8, 9)] if linked else [])
    if linked:
        assert links[0].transactions == ("0x08", "0x09")


def test_a_safe_of_one_belongs_with_its_owner() -> None:
    links = seen(SharedOwners(), [], replace(AROUND, safes=(safe(8, {ALICE}, 1), safe(9, {HOT}, 1))))
    assert pairs(links) == [(8, ALICE)]


def dropped(gathered: Sequence[int], collector: int, share: float = 1.0) -> list[Row]:
    """An airdrop of 10 to the accounts 10 to 49, of whom these pass it on."""
    rows: list[Row] = [(0, account, 10.0, account, TOKEN) for account in range(10, 50)]
    return rows + [(account, collector, 10.0 * share, 100 + account, TOKEN) for account in gathered]


class TestAirdrops:
    def test_those_who_gather_at_one_place(self) -> None:
        links = seen(AirdropGathering(), dropped([12, 17, 30], 60), AROUND, 80)
        assert pairs(links) == [(12, 60), (17, 60), (30, 60)]
        assert links[0].transfers == (2, 40)

    @pytest.mark.parametrize(
        "rows",
        [
            pytest.param(dropped([12], 60), id="one alone"),
            pytest.param(dropped([12, 17], HOT), id="at an exchange"),
            pytest.param(dropped([12, 17], 0), id="back to the giver"),
            pytest.param(dropped([12, 17], 60, 0.5), id="only a part"),
            pytest.param(dropped([12, 17], 60)[30:], id="too few got it"),
        ],
    )
    def test_what_is_no_gathering(self, rows: list[Row]) -> None:
        assert seen(AirdropGathering(), rows, AROUND, 80) == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_every_rule_can_be_cancelled_and_says_when_it_fails(rule: Rule) -> None:
    def stop(done: int, total: int | None = None, note: str = "") -> None:
        raise Cancelled

    around = replace(AROUND, creations=(Creation(1, 7, 1, "0x"),), safes=(safe(8, {1}, 1),))
    with pytest.raises(Cancelled):
        list(rule.links(world(dropped([12, 17], HOT), 80), around, stop))
    assert rule.fails
    assert rule.meaning
    assert rule.tier is not Tier.LEAD
