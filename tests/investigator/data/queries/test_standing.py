from __future__ import annotations

import pytest

from investigator.data.queries import standing, transfers
from investigator.data.store import Store
from tests.makers import Move, case
from tests.straight import straight

CHAIN = "eip155:1"
COIN = ((f"{CHAIN}/slip44:60", "ETH", 18),)


@pytest.fixture
def store() -> Store:
    moves = [Move(0, 1, 5, block=height, tx_hash=bytes([height]) * 32) for height in (7, 8, 9)]
    return case(moves, assets=COIN).store


def test_a_replaced_transfer_is_kept_and_marked(store: Store) -> None:
    gone = {"evidence_row": 1, "block": 8, "evidence": "transfer", "replaced_by": b"h", "chain": CHAIN}
    straight(store, "superseded", **gone)
    assert [row.standing for row in transfers.page(store, transfers.Where())] == [True, False, True]
    assert [row.standing for row in transfers.by_id(store, [1])] == [False]
    assert [row.id for row in standing.touched(store, CHAIN, 8, None)] == [2]
    assert standing.replaced(store) == {"transfer": 1}


def test_transfers_above_the_last_final_block_are_provisional(store: Store) -> None:
    assert standing.unsettled(store) == []
    straight(store, "finality", number=8, hash=b"h", chain=CHAIN)
    assert [row.provisional for row in transfers.page(store, transfers.Where())] == [False, False, True]
    assert standing.unsettled(store, 1) == [standing.Unsettled(CHAIN, 9, 1)]
    assert standing.unsettled(store, 2) == []
    assert standing.provisional(store, CHAIN) == 9
    assert standing.provisional(store, "eip155:10") is None


def test_tables_without_heights_stand_whole() -> None:
    assert standing.standing("tag") == "tag"
