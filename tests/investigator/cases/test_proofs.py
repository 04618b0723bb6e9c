"""Proofs of a case are checked offline against themselves, their rows, and the evidence that they cover."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from investigator.cases import proofs
from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions
from investigator.operations.proving import prove
from tests.investigator.chain.proofs import made

NAMES = ("dynamic fee", "plain", "creation")
BLOCK, RECEIPTS = made.block(
    [made.signed(name, i) for i, name in enumerate(NAMES)],
    [[made.log(made.WORD), made.erc20(7)], [], []],
    failed=frozenset({2}),
)
TX = BLOCK["transactions"][0]["hash"]


def fill(case: Case, folder: Path) -> None:
    """Take in the block with its receipts, and prove its transactions."""
    (folder / "block.json").write_text(json.dumps(BLOCK))
    receipts = [dict(one, logs=_placed(one["logs"])) for one in RECEIPTS]
    (folder / "receipts.json").write_text(json.dumps(receipts))
    paths = [folder / "block.json", folder / "receipts.json"]
    ingest(case.store, open_sources(paths, ImportOptions()))
    for one in BLOCK["transactions"]:
        prove(case, one["hash"])


@pytest.fixture(scope="module")
def proved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("proved")
    with Case.create(folder / "proved.case") as opened:
        fill(opened, folder)
    return folder / "proved.case"


@pytest.fixture
def case(proved: Path, tmp_path: Path) -> Iterator[Case]:
    shutil.copyfile(proved, tmp_path / "a.case")
    with Case.open(tmp_path / "a.case") as opened:
        yield opened


def _placed(logs: list[made.Json]) -> list[made.Json]:
    return [{**log, "logIndex": hex(30 + i)} for i, log in enumerate(logs)]


def _misfits(case: Case, *statements: str) -> dict[str, str]:
    with case.store.transaction() as db:
        for sql in statements:
            db.execute(sql)
    with case.store.reading() as db:
        return {problem.where: problem.reason for problem in proofs.misfits(db)}


def test_what_fits_is_whole(case: Case) -> None:
    assert verify(case.store) == []
    assert _misfits(case) == {}


@pytest.mark.parametrize(
    "sql, where, words",
    [
        (
            "UPDATE transfer SET a0 = 8 WHERE kind = 2",
            "transfer",
            f"by the proof of {TX}, no log of the proven receipt",
        ),
        (
            "UPDATE transfer SET dst = src WHERE kind = 0 AND id = 0",
            "transfer",
            "not between these accounts",
        ),
        ("UPDATE transfer SET time = 5 WHERE kind = 2", "transfer", "its time is not that of block 100"),
        ("UPDATE block SET hash = parent", "block", f"not the block that the proof of {TX} is of"),
        ("UPDATE block SET time = 5", "block", "not the block"),
        ("UPDATE chain_transaction SET v0 = 6 WHERE tx_index = 0", "chain_transaction", "not as the proof"),
        (
            "UPDATE chain_transaction SET nonce = 6 WHERE tx_index = 0",
            "chain_transaction",
            "not as the proof",
        ),
        ("UPDATE receipt SET ok = NOT ok", "receipt", f"not the one that the proof of {TX} shows"),
        ("UPDATE proof SET block = 99", "proof", "Its row says something else than the document"),
        ("UPDATE proof SET chain = 'eip155:10'", "proof", "Its row says something else"),
        (
            "UPDATE proof SET body = replace(body, '\"index\":0', '\"index\":1')",
            "proof",
            "receipt is not proved",
        ),
        ("UPDATE proof SET body = body || ' '", "proof", "canonical way"),
    ],
)
def test_the_row_that_does_not_fit_is_named(case: Case, sql: str, where: str, words: str) -> None:
    assert words in _misfits(case, sql)[where]


def test_a_row_that_was_touched_is_named_once_for_each_table(case: Case) -> None:
    with case.store.transaction() as db:
        db.execute("UPDATE transfer SET a0 = a0 + 1")
    found = [problem.where for problem in verify(case.store)]
    assert found.count("transfer") == 2  # it is not what was sealed, and not what was proved


def test_a_proof_that_was_replaced_covers_nothing_and_stays_sound(case: Case) -> None:
    marks = (
        "INSERT INTO superseded SELECT 50 + id, 1, id, 100, 'proof', tx_hash, 'eip155:1', digest FROM proof"
    )
    assert _misfits(case, marks, "UPDATE transfer SET a0 = 8") == {}
    assert proofs.marks(case.store, [0, 1, 2, 3]) == {}
    assert "proof" in _misfits(case, "UPDATE proof SET body = body || ' '")


def test_transfers_are_marked_by_what_shows_them(case: Case) -> None:
    marks = proofs.marks(case.store, range(10))
    assert {mark.shows for mark in marks.values()} == {True}
    first = marks[0]
    assert (first.block, first.block_hash, len(first.sha256)) == (100, BLOCK["hash"], 64)
    with case.store.transaction() as db:
        db.execute("UPDATE transfer SET a0 = 8 WHERE id = 0")
    assert "moves 5 base units" in proofs.marks(case.store, [0])[0].wrong
    with case.store.transaction() as db:
        db.execute("UPDATE proof SET body = body || ' '")
    assert proofs.marks(case.store, range(10)) == {}
