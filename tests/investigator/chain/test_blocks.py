"""Blocks and receipts in files: dated by each other, whatever came first; failures move nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.chain import blocks, decode
from investigator.chain.blocks import BlockFile, ReceiptFile
from investigator.chain.files import open_sources
from investigator.chain.ingest import Report, ingest
from investigator.chain.source import Batch, ImportOptions
from investigator.chain.tables import fingerprint
from investigator.data.queries import accounts, graph, sources, transfers
from investigator.data.queries.transfers import Where
from investigator.errors import Trouble
from investigator.progress import silent
from investigator.records import Clock, TransferKind

TakeIn = Callable[..., Report]
A, B, C = ("0x" + digit * 40 for digit in "abc")
TOKEN = "0x" + "7" * 40
TIME = 1_700_000_000


def digest(digit: str) -> str:
    return "0x" + digit * 64


def transaction(digit: str, value: int = 5, to: str | None = B, **more: Any) -> dict[str, Any]:
    return {
        "hash": digest(digit),
        "from": A,
        "to": to,
        "value": hex(value),
        "nonce": "0x0",
        "input": "0x",
        **more,
    }


def block(number: int, *some: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "hash": "0x" + f"{number:064x}",
        "parentHash": "0x" + f"{number - 1:064x}",
        "number": hex(number),
        "timestamp": hex(TIME + number),
        "transactions": some,
        **more,
    }


def receipt(
    number: int, digit: str, status: str | None = "0x1", moved: int = 0, **more: Any
) -> dict[str, Any]:
    parties = [decode.TRANSFER, "0x" + "0" * 24 + "a" * 40, "0x" + "0" * 24 + "b" * 40]
    log = {"address": TOKEN, "topics": parties, "data": f"0x{moved:064x}", "logIndex": "0x3"}
    return {
        "transactionHash": digest(digit),
        "transactionIndex": "0x0",
        "blockNumber": hex(number),
        "blockHash": "0x" + f"{number:064x}",
        "gasUsed": "0x5208",
        "cumulativeGasUsed": "0x5208",
        "status": status,
        "logs": [log] if moved else [],
        **more,
    }


def write(folder: Path, content: object, name: str) -> Path:
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def one_block(folder: Path, content: object, chain: str = "eip155:1") -> list[Batch]:
    path = write(folder, content, "one.json")
    return list(BlockFile(path, ImportOptions(chain=chain), fingerprint(path)).batches(silent))


@pytest.fixture
def block_file(tmp_path: Path) -> Path:
    return write(tmp_path, block(16, transaction("1"), transaction("2", 7)), "block.json")


@pytest.fixture
def receipt_file(tmp_path: Path) -> Path:
    return write(tmp_path, [receipt(16, "1", moved=9), receipt(16, "2", "0x0")], "receipts.json")


def moved(case: Case) -> list[float]:
    """Amounts of the graph, in base units where decimals are unknown, in ether else."""
    return sorted(graph.transfer_columns(case.store).amount.tolist())


@pytest.mark.parametrize("first", ["blocks", "receipts"])
def test_receipts_beside_their_block_are_dated_by_it(
    block_file: Path, receipt_file: Path, take_in: TakeIn, case: Case, first: str
) -> None:
    files = [block_file, receipt_file]
    report = take_in(*(files if first == "blocks" else reversed(files)))
    assert (report.transfers, report.transactions, report.receipts, report.blocks) == (3, 2, 2, 1)
    rows = transfers.page(case.store, Where())
    assert {(row.time, row.clock) for row in rows} == {(TIME + 16, Clock.UTC)}
    assert graph.clock(case.store) is Clock.UTC


def test_receipts_without_a_block_stand_at_its_number(
    receipt_file: Path, take_in: TakeIn, case: Case
) -> None:
    assert take_in(receipt_file).transfers == 1
    (row,) = transfers.page(case.store, Where())
    assert (row.time, row.clock, row.block, row.kind) == (16, Clock.BLOCK, 16, TransferKind.ERC20)
    (source,) = open_sources([receipt_file], ImportOptions())
    assert source.describe().request["timed"] is False
    assert source.describe().pin == {"blocks": [{"number": 16, "hash": "0x" + f"{16:064x}"}]}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_failed_moves_nothing_whenever_that_is_learned(
    block_file: Path, receipt_file: Path, take_in: TakeIn, case: Case, order: tuple[int, int]
) -> None:
    files = [block_file, receipt_file]
    take_in(files[order[0]])
    before = graph.state(case.store)
    if order[0] == 0:
        assert moved(case) == [5e-18, 7e-18]
    take_in(files[order[1]])
    assert moved(case) == [5e-18, 9.0]
    assert graph.state(case.store) != before
    failed = [row for row in transfers.page(case.store, Where()) if not row.ok]
    assert [(row.amount, row.tx_hash) for row in failed] == [(7, digest("2"))]
    with case.store.reading() as db:
        assert db.execute("SELECT count(*) FROM transfer").fetchone() == (3,)
        assert db.execute("SELECT count(*) FROM moved").fetchone() == (2,)
    (holding,) = [h for h in accounts.holdings(case.store, 0) if h.symbol == "ETH"]
    assert holding.sent == 5
    assert verify(case.store) == []


def test_a_receipt_without_status_says_nothing_of_failure(
    tmp_path: Path, take_in: TakeIn, case: Case
) -> None:
    take_in(write(tmp_path, block(16, transaction("1")), "b.json"))
    take_in(write(tmp_path, [receipt(16, "1", None)], "r.json"))
    assert moved(case) == [5e-18]


def test_the_same_block_told_by_two_files_is_one(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    paid = {"index": "0x9", "address": C, "amount": "0x2", "validatorIndex": "0x1"}
    one = block(16, transaction("1"), withdrawals=[paid])
    assert take_in(write(tmp_path, one, "alone.json")).transfers == 2
    other = block(17, transaction("2"), withdrawals=[{**paid, "index": "0xa"}])
    again = take_in(write(tmp_path, [one, other], "both.json"))
    assert (again.transfers, again.duplicates, again.blocks, again.transactions) == (2, 2, 1, 1)
    assert sources.counts(case.store).transfers == 4


def test_a_block_of_withdrawals_only_before_one_with_transactions(tmp_path: Path, take_in: TakeIn) -> None:
    paid = {"index": "0x9", "address": C, "amount": "0x2"}
    some = [block(16, withdrawals=[paid]), block(17, transaction("1"))]
    assert take_in(write(tmp_path, some, "b.json")).kinds == {"native": 1, "withdrawal": 1}


def test_created_contracts_and_emitters_are_contracts(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    take_in(
        write(tmp_path, block(16, transaction("1", to=None)), "b.json"),
        write(tmp_path, [receipt(16, "1", moved=4)], "r.json"),
    )
    addresses = accounts.addresses(case.store, sorted(accounts.contracts(case.store)))
    assert set(addresses) == {f"eip155:1:{TOKEN}", f"eip155:1:{decode.created_address(A, 0)}"}


def test_the_chain_is_what_the_transactions_say(tmp_path: Path) -> None:
    said = one_block(tmp_path, block(16, transaction("1", chainId="0xa")), "eip155:1")
    assert said[0].transfers["src"].to_pylist() == [f"eip155:10:{A}"]
    unsaid = one_block(tmp_path, block(16, transaction("1")), "eip155:8453")
    assert unsaid[0].transfers["src"].to_pylist() == [f"eip155:8453:{A}"]
    with pytest.raises(Trouble, match="several chains"):
        one_block(tmp_path, block(16, transaction("1", chainId="0xa"), transaction("2", chainId="0x1")))


def test_receipts_take_the_chain_of_the_blocks_beside_them(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, [receipt(16, "1", moved=4)], "r.json"),
        write(tmp_path, block(16, transaction("1", chainId="0xa")), "b.json"),
    ]
    _, source = open_sources(paths, ImportOptions())
    assert isinstance(source, ReceiptFile)
    assert source.chain == "eip155:10"


@pytest.mark.parametrize(
    "damage",
    [
        {"number": "0x" + "f" * 40},
        {"timestamp": "0x" + "f" * 40},
        {"number": "0x"},
        {"hash": "0x12"},
        {"transactions": [transaction("1", nonce="0x" + "f" * 40)]},
        {"transactions": [{**transaction("1"), "from": "0x12"}]},
        {"transactions": [{**transaction("1"), "hash": "0x12"}]},
        {"withdrawals": [{"index": "0x1", "address": A, "amount": "0x" + "f" * 64}]},
        {"withdrawals": [{"index": "0x1", "address": "0x1", "amount": "0x1"}]},
    ],
)
def test_a_hostile_block_is_a_bad_row_or_a_sentence(
    tmp_path: Path, case: Case, damage: dict[str, Any]
) -> None:
    path = write(
        tmp_path, [{**block(16, transaction("1")), **damage}, block(17, transaction("2"))], "b.json"
    )
    try:
        report = ingest(case.store, open_sources([path], ImportOptions()))
    except Trouble:
        assert sources.counts(case.store).transfers == 0
    else:
        assert (report.bad_rows, report.blocks, report.transfers) == (1, 1, 1)
    assert verify(case.store) == []


@pytest.mark.parametrize(
    "damage",
    [
        {"blockNumber": "0x" + "f" * 40},
        {"transactionIndex": "0x" + "f" * 20},
        {"gasUsed": "0x" + "f" * 40},
        {"effectiveGasPrice": "0x" + "f" * 64},
        {"transactionHash": "0x12"},
        {"contractAddress": "0x12"},
        {"logs": [{**receipt(16, "1", moved=4)["logs"][0], "logIndex": "0x" + "f" * 20}]},
        {"logs": [{**receipt(16, "1", moved=4)["logs"][0], "address": "0x12"}]},
    ],
)
def test_a_hostile_receipt_is_a_bad_row_or_a_sentence(
    tmp_path: Path, case: Case, damage: dict[str, Any]
) -> None:
    path = write(tmp_path, [{**receipt(16, "1", moved=4), **damage}, receipt(16, "2", moved=6)], "r.json")
    try:
        report = ingest(case.store, open_sources([path], ImportOptions()))
    except Trouble:
        assert sources.counts(case.store).transfers == 0
    else:
        assert (report.bad_rows, report.receipts, report.transfers) == (1, 1, 1)
        assert moved(case) == [6.0]
    assert verify(case.store) == []


def test_receipts_are_dated_by_blocks_that_are_in_the_case_already(
    tmp_path: Path, take_in: TakeIn, case: Case
) -> None:
    take_in(write(tmp_path, block(16, transaction("1", chainId="0xa")), "b.json"))
    path = write(tmp_path, [receipt(16, "1", moved=4, blockHash="0x" + f"{16:064X}")], "r.json")
    (source,) = open_sources([path], ImportOptions(), store=case.store)
    assert source.describe().request == {
        "method": "eth_getBlockReceipts",
        "chain": "eip155:10",
        "timed": True,
    }
    (batch,) = source.batches(silent)
    assert batch.transfers["time"].to_pylist() == [TIME + 16]
    assert batch.transfers["dst"].to_pylist() == [f"eip155:10:{B}"]
    other = write(tmp_path, [receipt(16, "1", moved=4, blockHash=digest("9"))], "fork.json")
    (source,) = open_sources([other], ImportOptions(), store=case.store)
    assert source.describe().request["timed"] is False


def test_each_file_of_receipts_has_the_chain_of_its_own_blocks(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, block(16, transaction("1", chainId="0xa")), "b16.json"),
        write(tmp_path, block(17, transaction("2", chainId="0x1")), "b17.json"),
        write(tmp_path, [receipt(16, "1", moved=4)], "r16.json"),
        write(tmp_path, [receipt(17, "2", moved=4)], "r17.json"),
    ]
    chains = [one.describe().request["chain"] for one in open_sources(paths, ImportOptions())]
    assert chains == ["eip155:10", "eip155:1"] * 2
    both = write(tmp_path, [receipt(16, "1"), receipt(17, "2")], "both.json")
    with pytest.raises(Trouble, match="several chains"):
        open_sources([*paths[:2], both], ImportOptions())


@pytest.mark.parametrize("content", [block(16, transaction("1")), [receipt(16, "1", moved=4)]])
def test_an_answer_that_changes_while_it_is_imported(tmp_path: Path, content: object) -> None:
    path = write(tmp_path, content, "x.json")
    (source,) = open_sources([path], ImportOptions())
    path.write_text(json.dumps(content) + "\n", encoding="utf-8")
    with pytest.raises(Trouble, match="was changed while it was read"):
        list(source.batches(silent))


def test_what_is_no_block_or_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Trouble, match=r"one\.json is no block with whole transactions"):
        one_block(tmp_path, {"parentHash": 1})
    path = write(tmp_path, [{"logsBloom": 1}], "r.json")
    with pytest.raises(Trouble, match=r"r\.json is no list of receipts"):
        ReceiptFile(path, ImportOptions(), fingerprint(path), {})
    monkeypatch.setattr(blocks, "SIZE_LIMIT", 10)
    with pytest.raises(Trouble, match="split it into single blocks"):
        one_block(tmp_path, block(16))
