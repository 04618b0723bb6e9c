"""Where transactions are, what proofs are of them, and which answers may hold their blocks."""

from __future__ import annotations

import pytest

from investigator.data import answers, ingestion, sealing
from investigator.data.queries import proofs
from investigator.data.store import Store
from investigator.records import TransferKind
from tests.makers import Move, case, put

TX, OTHER = b"\x11" * 32, b"\x22" * 32
A, B = ("eip155:1:0x" + digit * 40 for digit in "ab")
COIN = (("eip155:1/slip44:60", "ETH", 18),)


@pytest.fixture
def store() -> Store:
    made = Store(None, create=True)
    put(made, [Move(0, 1, 5, tx_hash=TX, block=7)], [A, B], COIN)
    return made


def _add(store: Store, table: str, acquisition: int, *rows: dict[str, object]) -> None:
    with store.recorded("import") as recording:
        ingestion.append(recording.db, table, acquisition, rows)
        sealing.seal(recording.db, acquisition)


def _proof(**more: object) -> dict[str, object]:
    row = {"block": 7, "tx_index": 0, "tx_hash": TX, "block_hash": OTHER, "body": "{}", "chain": "eip155:1"}
    return {**row, **more}


def _block(number: int, digest: bytes) -> dict[str, object]:
    return {"number": number, "time": 5, "hash": digest, "parent": OTHER, "chain": "eip155:1"}


def test_a_transaction_is_located_by_whatever_names_it(store: Store) -> None:
    assert proofs.locate(store, TX) == [proofs.Located("eip155:1", 7, None)]
    assert proofs.locate(store, OTHER) == []
    _add(store, "block", 0, _block(7, OTHER))
    assert proofs.locate(store, TX) == [proofs.Located("eip155:1", 7, OTHER)]
    receipt = {
        "block": 9,
        "hash": OTHER,
        "ok": True,
        "gas_used": 1,
        "gas_price": None,
        "chain": "eip155:10",
    }
    _add(store, "receipt", 0, receipt)
    assert proofs.locate(store, OTHER) == [proofs.Located("eip155:10", 9, None)]


def test_a_proof_stands_until_its_block_is_replaced(store: Store) -> None:
    assert proofs.held(store, "eip155:1", TX) is None
    _add(store, "proof", 0, _proof(), _proof(body="[]"))
    held = proofs.held(store, "eip155:1", TX)
    assert held == proofs.Held(1, "eip155:1", 7, 0, TX, OTHER, "[]", True)
    assert proofs.held(store, "eip155:10", TX) is None
    assert [number for number, _ in proofs.of_transfers(store, [0, 5])] == [0, 0]
    gone = {"evidence_row": 1, "block": 7, "evidence": "proof", "replaced_by": TX, "chain": "eip155:1"}
    _add(store, "superseded", 0, gone)
    assert [one.id for _, one in proofs.of_transfers(store, [0])] == [0]
    with store.reading() as db:
        assert [(one.id, one.stands) for one in proofs.proofs(db)] == [(0, True), (1, False)]


def test_the_transfers_of_a_transaction_on_its_chain(store: Store) -> None:
    with store.reading() as db:
        (leg,) = proofs.legs(db, "eip155:1", TX)
        assert (leg.src, leg.dst, leg.amount, leg.block) == ("0x" + "a" * 40, "0x" + "b" * 40, 5, 7)
        assert (leg.kind, leg.moved, leg.mapped) == (TransferKind.LEDGER, True, True)
        assert proofs.legs(db, "eip155:10", TX) == []


def test_answers_are_those_that_may_hold_the_block(store: Store) -> None:
    place = proofs.Located("eip155:1", 7, None)
    with store.transaction() as db:
        for number, (kind, request, pin) in enumerate(
            [
                (
                    "blocks",
                    "{}",
                    '{"blocks":[{"hash":"0x2222222222222222222222222222222222222222222222222222222222222222"}]}',
                ),
                ("pull", '{"first":5,"last":9}', "{}"),
                ("pull", '{"first":8,"last":9}', "{}"),
                ("proof", '{"first":5,"last":9}', "{}"),
                ("blocks", "{}", "{}"),
            ]
        ):
            values = [10 + number, kind, "x", request, f"{number:064x}", 1, 0, "t", pin, "s"]
            db.execute("INSERT INTO acquisition VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
            if number < 4:
                answers.keep_raw(db, f"{number:064x}", iter([b"x" * 3]), lambda: None)
    _add(store, "block", 14, _block(7, OTHER))  # its raw answer was not kept
    assert proofs.answers(store, TX, place) == [f"{1:064x}"]
    known = proofs.Located("eip155:1", 7, OTHER)
    assert proofs.answers(store, TX, known) == [f"{0:064x}", f"{1:064x}"]


def test_rows_of_a_transaction_and_its_block(store: Store) -> None:
    limbs = {"v0": 5, "v1": 1, "v2": 0, "v3": 0}
    sent = {"block": 7, "tx_index": 2, "time": 5, "hash": TX, "sender": 0, "receiver": 1, "created": None}
    _add(store, "chain_transaction", 0, {**sent, **limbs, "nonce": 3, "selector": "", "chain": "eip155:1"})
    receipt = {"block": 7, "hash": TX, "ok": None, "gas_used": 1, "gas_price": None, "chain": "eip155:1"}
    _add(store, "receipt", 0, receipt)
    _add(store, "block", 0, _block(7, TX))
    with store.reading() as db:
        assert proofs.sent(db, "eip155:1", TX) == [proofs.Sent(0, 7, 2, 3, 5 + (1 << 64), "0x" + "a" * 40)]
        assert proofs.outcomes(db, "eip155:1", TX) == [(0, None)]
        assert proofs.blocks_at(db, "eip155:1", 7) == [(0, TX, OTHER, 5)]
        assert proofs.blocks_at(db, "eip155:10", 7) == []


def test_transfers_without_a_transaction_have_no_proof() -> None:
    with case([Move(0, 1, 5)]) as made:
        assert proofs.of_transfers(made.store, [0]) == []
