from __future__ import annotations

from collections.abc import Iterator

import pytest

from investigator.cases.case import Case
from investigator.data.queries import accounts
from tests.makers import Move, case

HUGE = 2**255


@pytest.fixture
def made() -> Iterator[Case]:
    moves = [Move(0, 1, HUGE), Move(0, 1, HUGE - 1), Move(1, 2, 5), Move(2, 1, 7, ok=False)]
    with case(moves) as opened:
        yield opened


def test_numbers_and_addresses(made: Case) -> None:
    assert accounts.addresses(made.store, [2, 0, 2]) == ["bank:2", "bank:0", "bank:2"]
    assert accounts.all_addresses(made.store) == ["bank:0", "bank:1", "bank:2", "bank:3"]
    assert accounts.find(made.store, ["bank:3", "bank:9", "'; DROP TABLE account"]) == {"bank:3": 3}
    with pytest.raises(KeyError):
        accounts.addresses(made.store, [99])


def test_search_puts_endings_first(made: Case) -> None:
    assert accounts.matching(made.store, "BANK:1") == [(1, "bank:1")]
    assert len(accounts.matching(made.store, "k:", limit=2)) == 2
    assert accounts.matching(made.store, "%") == []


def test_accounts_by_what_they_are_called(made: Case) -> None:
    assert accounts.called(made.store, "BANK:1") == accounts.called(made.store, "1") == [(1, "bank:1")]
    assert accounts.called(made.store, "ank:1") == accounts.called(made.store, "") == []


def test_holdings_are_exact_and_leave_out_what_failed(made: Case) -> None:
    (holding,) = accounts.holdings(made.store, 1)
    assert (holding.received, holding.sent) == (2 * HUGE - 1, 5)
    assert (holding.transfers_in, holding.transfers_out) == (2, 1)


def test_counterparties(made: Case) -> None:
    first, second = accounts.counterparties(made.store, 1)
    assert (first.address, first.received, first.sent, first.transfers) == ("bank:0", 2 * HUGE - 1, 0, 2)
    assert (second.address, second.received, second.sent) == ("bank:2", 0, 5)
    assert accounts.counterparties(made.store, 3) == []


def test_contracts(made: Case) -> None:
    assert accounts.contracts(made.store) == frozenset()
