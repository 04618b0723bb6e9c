"""Prices from tables and from feeds on a real node, and what transfers were worth by them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from investigator.cases.case import Case
from investigator.chain.source import ImportOptions
from investigator.data.queries import prices, transfers
from investigator.errors import Trouble
from investigator.operations.acquiring import PullOptions, pull
from investigator.operations.pricing import (
    ask_feeds,
    fiat_columns,
    import_prices,
    transfers_of,
    value_at,
    worth_of,
)
from tests.nodes.anvil import Anvil
from tests.nodes.contracts import feed, told_price

ETHER = 10**18
CHAIN = "eip155:1"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "priced.case") as made:
        yield made


@pytest.fixture
def anvil() -> Iterator[Anvil]:
    """A node that says it is of a chain whose coin has a name."""
    with Anvil.started("--chain-id", "1") as node:
        yield node


def now(node: Anvil) -> int:
    """The time of the newest block."""
    return int(node.ask("eth_getBlockByNumber", "latest", False)["timestamp"], 16)


@pytest.fixture
def market(anvil: Anvil, case: Case) -> str:
    """A node on which ether was paid at two prices, and its feed; the case holds the payments."""
    contract = anvil.deploy(feed("ETH / USD", 8))
    for answer in (160_012_345_678, 170_000_000_000):
        anvil.ask("evm_increaseTime", 600)
        anvil.mine()
        anvil.send(to=contract, data=told_price(answer, now(anvil)))
        anvil.send(to=anvil.accounts[1], value=2 * ETHER)
    pull(case, anvil.uri, (anvil.accounts[1],), PullOptions())
    return contract


def test_a_feed_prices_what_was_paid_at_its_block(anvil: Anvil, market: str, case: Case) -> None:
    report = ask_feeds(case, anvil.uri, [f"ETH={market}"])
    assert (report.chain, report.missed, report.stale, report.thinned) == (CHAIN, {}, {}, 0)
    rows = transfers.page(case.store, transfers.Where())
    found = worth_of(case, rows)
    assert sorted(one.value for one in found.values()) == ["3200.24691356", "3400"]
    for one in found.values():
        assert (one.fiat, one.stale) == ("USD", False)
        assert one.basis.startswith("derived: price 1,")
        assert "Chainlink ETH / USD" in one.source
    assert ask_feeds(case, anvil.uri, [f"ETH={market}"]).added == 0


def test_blocks_before_there_was_a_feed_are_told(anvil: Anvil, market: str, case: Case) -> None:
    report = ask_feeds(case, anvil.uri, [f"ETH={market}"], (0, 0))
    assert (report.added, report.missed["ETH / USD"]) == (0, (1, "there was no feed yet"))
    report = ask_feeds(case, anvil.uri, [f"ETH={market}"], (0, anvil.head), every=1)
    assert report.added == 2  # one for each time that the feed was told a price, however often it is read


def test_an_old_answer_is_marked(anvil: Anvil, case: Case) -> None:
    contract = anvil.deploy(feed("ETH / USD", 8))
    anvil.send(to=contract, data=told_price(100, now(anvil) - 90_000))
    report = ask_feeds(case, anvil.uri, [f"ETH={contract}"], (anvil.head, anvil.head))
    assert report.stale["ETH / USD"] > 86_400


@pytest.mark.parametrize("answer", [0, -5])
def test_a_feed_that_says_nothing_sensible(anvil: Anvil, case: Case, answer: int) -> None:
    contract = anvil.deploy(feed("ETH / USD", 8))
    anvil.send(to=contract, data=told_price(answer, now(anvil)))
    report = ask_feeds(case, anvil.uri, [f"ETH={contract}"], (anvil.head, anvil.head))
    assert (report.added, report.missed["ETH / USD"][1]) == (0, "the feed answered with what is no price")


def test_what_is_another_feed_is_refused(anvil: Anvil, case: Case) -> None:
    contract = anvil.deploy(feed("BTC / USD", 8))
    with pytest.raises(Trouble, match="is no feed of ETH / USD: it calls itself 'BTC / USD'"):
        ask_feeds(case, anvil.uri, [f"ETH={contract}"], (0, 1))
    with pytest.raises(Trouble, match="No Chainlink feed of DOGE/USD on eip155:1 is known"):
        ask_feeds(case, anvil.uri, ["DOGE"], (0, 1))
    with pytest.raises(Trouble, match="no transfers of ETH"):
        ask_feeds(case, anvil.uri, [f"ETH={contract}"])
    with pytest.raises(Trouble, match="from a lower number"):
        ask_feeds(case, anvil.uri, [f"ETH={contract}"], (3, 1))


def table(folder: Path, *rows: tuple[int, str, str]) -> Path:
    path = folder / "prices.csv"
    lines = ["time,asset,price", *(f"{time},{asset},{price}" for time, asset, price in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_nearest_earlier_price_holds_and_no_later_one(case: Case, tmp_path: Path) -> None:
    noon = 1_659_355_200
    rows = [(noon, "ETH", "10"), (noon + 100, "ETH", "20"), (noon + 100, "ETH", "21")]
    import_prices(case, [table(tmp_path, *rows)], ImportOptions())
    with case.store.recorded("import"):
        pass
    coin = "eip155:1/slip44:60"
    assert prices.near(case.store, "ETH", "USD", 0, noon - 1, noon) is None
    early = value_at(case, coin, ETHER, noon + 99, max_age=1000)
    assert early is None or early.value == "10"
    found = prices.near(case.store, "ETH", "USD", 0, noon + 100, noon + 100)
    assert found is not None
    assert found.price == "21"  # of equal times the one that came last


def test_many_at_once_are_as_one_by_one(anvil: Anvil, market: str, case: Case) -> None:
    ask_feeds(case, anvil.uri, [f"ETH={market}"])
    rows = transfers.page(case.store, transfers.Where())
    many = fiat_columns(
        case,
        np.array([row.asset for row in rows]),
        [row.amount for row in rows],
        np.array([row.time for row in rows]),
    )
    key = {one.id: one.key for one in prices.assets(case.store)}
    for place, row in enumerate(rows):
        assert many.derived(place) == value_at(case, key[row.asset], row.amount, row.time)
    assert not np.isnan(many.approximate).any()
    longer_ago = np.array([row.time - 10_000 for row in rows])
    none = fiat_columns(
        case, np.array([row.asset for row in rows]), [row.amount for row in rows], longer_ago
    )
    assert [none.derived(place) for place in range(len(rows))] == [None] * len(rows)


def test_transfers_by_their_transaction(anvil: Anvil, market: str, case: Case) -> None:
    rows = transfers.page(case.store, transfers.Where())
    assert [row.id for row in transfers_of(case, [rows[0].tx_hash])] == [rows[0].id]
    assert transfers_of(case, []) == []
    with pytest.raises(Trouble, match="no transaction 0x12 in this case"):
        transfers_of(case, ["0x12"])
