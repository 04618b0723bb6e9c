"""What moved, exactly and in order."""

from __future__ import annotations

import pyarrow as pa

from investigator.data import evidence
from investigator.data.queries.ledger import Ledger, ledger
from investigator.records import Clock, TransferKind
from tests.makers import Move, case


def told(found: Ledger) -> list[tuple[int, int]]:
    amounts = [sum(int(limb[i]) << 64 * n for n, limb in enumerate(found.limbs)) for i in range(found.size)]
    return list(zip(found.transfer.tolist(), amounts, strict=True))


def test_amounts_are_exact_in_as_many_limbs_as_needed() -> None:
    with case([Move(0, 1, 5, time=2), Move(1, 2, 7, time=1)]) as made:
        found = ledger(made.store)
        assert told(found) == [(1, 7), (0, 5)]
        assert len(found.limbs) == 1
    for amount, limbs in ((2**64, 2), (2**130 + 3, 3), (2**256 - 1, 4)):
        with case([Move(0, 1, 1), Move(0, 1, amount)]) as made:
            found = ledger(made.store)
            assert told(found) == [(0, 1), (1, amount)]
            assert len(found.limbs) == limbs


def test_what_failed_did_not_move() -> None:
    with case([Move(0, 1, 5, ok=False), Move(0, 1, 6)]) as made:
        assert told(ledger(made.store)) == [(1, 6)]


def test_an_empty_case() -> None:
    with case() as made:
        found = ledger(made.store)
    assert (found.size, found.accounts, found.pots) == (0, 4, ((0, ""),))


def test_ties_are_of_one_moment_whose_order_is_not_told() -> None:
    moves = [
        Move(0, 1, 1, time=1),
        Move(0, 1, 2, time=1),
        Move(0, 1, 3, time=1, block=9),
        Move(0, 1, 4, time=2),
    ]
    with case(moves) as made:
        found = ledger(made.store)
    assert told(found) == [(0, 1), (1, 2), (2, 3), (3, 4)]
    assert found.tied.tolist() == [False, True, False, False]


def test_blocks_order_where_clocks_differ_in_nothing_else() -> None:
    with case([Move(0, 1, 1, time=5, block=8), Move(1, 2, 2, time=4, block=7)], clock=Clock.BLOCK) as made:
        found = ledger(made.store)
    assert found.time.tolist() == [7, 8]


def placed(number: int, kind: TransferKind, **place: object) -> dict[str, object]:
    blank = {"src": 0, "dst": 1, "asset": 0, "a0": number, "a1": 0, "a2": 0, "a3": 0, "time": 1, "clock": 0}
    blank |= {"block": 5, "tx_index": None, "position": None, "ok": True, "row_number": None}
    return {
        "id": number,
        "acquisition": 0,
        **blank,
        "kind": int(kind),
        "tx_hash": None,
        "token_id": None,
        **place,
    }


def test_the_order_within_a_block() -> None:
    rows = [
        placed(10, TransferKind.WITHDRAWAL),
        placed(11, TransferKind.INTERNAL, tx_index=3, position=1),
        placed(12, TransferKind.INTERNAL, tx_index=3, position=0),
        placed(13, TransferKind.NATIVE, tx_index=3),
        placed(14, TransferKind.ERC20, tx_index=2, position=40),
    ]
    with case() as made:
        with made.store.transaction() as db:
            evidence.insert(db, "transfer", pa.Table.from_pylist(rows))
        found = ledger(made.store)
    assert found.transfer.tolist() == [14, 13, 12, 11, 10]
    assert not found.tied.any()


def test_each_collectible_is_a_thing_of_its_own() -> None:
    rows = [
        placed(20, TransferKind.ERC721, token_id="7", position=1),
        placed(21, TransferKind.ERC721, token_id="8", position=2),
        placed(22, TransferKind.ERC20, position=3),
        placed(23, TransferKind.ERC721, token_id="7", position=4),
    ]
    with case() as made:
        with made.store.transaction() as db:
            evidence.insert(db, "transfer", pa.Table.from_pylist(rows))
        found = ledger(made.store)
    assert [found.pots[pot] for pot in found.pot] == [(0, "7"), (0, "8"), (0, ""), (0, "7")]
