"""ethereum-etl's files, in CSV and in lines of JSON, give what a node would have told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.chain import writing
from investigator.chain.decode import created_address
from investigator.chain.files import open_sources
from investigator.chain.ingest import Report, ingest
from investigator.chain.layouts.layout import LayoutFile
from investigator.chain.source import ImportOptions
from investigator.records import Clock, TransferKind
from tests.investigator.chain.layouts.etl_rows import (
    BLOCKS,
    CONTRACTS,
    LOGS,
    RECEIPTS,
    TOKEN_TRANSFERS,
    TOKENS,
    TRACES,
    TRANSACTIONS,
)
from tests.investigator.chain.layouts.written import (
    BLOCK_HASH,
    H1,
    H2,
    HUGE,
    PARENT,
    A,
    Write,
    csv,
    everything,
    moved,
    ndjson,
)

TakeIn = Callable[..., Report]
UTC, BLOCK = int(Clock.UTC), int(Clock.BLOCK)


@pytest.fixture(params=[csv, ndjson], ids=["csv", "json"])
def write(request: pytest.FixtureRequest) -> Write:
    made: Write = request.param
    return made


def test_blocks(case: Case, tmp_path: Path, take_in: TakeIn, write: Write) -> None:
    write(tmp_path / "blocks.csv", BLOCKS)
    report = take_in(tmp_path / "blocks.csv")
    assert (report.blocks, report.transfers, report.bad_rows) == (2, 1, 0)
    assert moved(case.store) == [
        (TransferKind.WITHDRAWAL, "0", "d", "slip44:60", 3 * 10**9, None, 1700000000, UTC)
    ]
    first, second = everything(case.store, "header")
    assert (first["number"], first["gas_used"], first["base_fee"], first["beneficiary"][-1]) == (
        7,
        42000,
        10**10,
        "c",
    )
    assert second["base_fee"] is None
    (block, _) = everything(case.store, "block")
    assert (block["hash"].hex(), block["parent"].hex(), block["time"]) == (
        BLOCK_HASH[2:],
        PARENT[2:],
        1700000000,
    )


def test_transactions_are_dated_by_their_blocks(
    case: Case, tmp_path: Path, take_in: TakeIn, write: Write
) -> None:
    write(tmp_path / "transactions.csv", TRANSACTIONS)
    write(tmp_path / "zblocks.csv", BLOCKS)
    assert take_in(tmp_path).transactions == 2
    native = [row for row in moved(case.store) if row[0] == TransferKind.NATIVE]
    assert native == [(TransferKind.NATIVE, "a", "b", "slip44:60", HUGE, None, 1700000000, UTC)]
    made = everything(case.store, "chain_transaction")[1]
    assert (made["tx_index"], made["nonce"], made["time"], made["selector"]) == (1, 3, 1700000000, "")
    (account,) = [
        row["address"] for i, row in enumerate(everything(case.store, "account")) if i == made["created"]
    ]
    assert account == f"eip155:1:{created_address(A, 3)}"


def test_without_blocks_transfers_go_by_block_number(case: Case, tmp_path: Path, take_in: TakeIn) -> None:
    csv(tmp_path / "transactions.csv", TRANSACTIONS)
    report = take_in(tmp_path / "transactions.csv")
    assert [row[6:] for row in moved(case.store)] == [(7, BLOCK)]
    assert report.transactions == 0  # a transaction without a date is no row of evidence
    csv(tmp_path / "token_transfers.csv", TOKEN_TRANSFERS)
    csv(tmp_path / "blocks.csv", BLOCKS)
    take_in(tmp_path / "blocks.csv")
    ingest(case.store, open_sources([tmp_path / "token_transfers.csv"], ImportOptions(), store=case.store))
    assert moved(case.store)[-1][6:] == (1700000000, UTC)  # by the blocks of the case


def test_receipts(case: Case, tmp_path: Path, take_in: TakeIn, write: Write) -> None:
    write(tmp_path / "receipts.csv", RECEIPTS)
    assert take_in(tmp_path / "receipts.csv").receipts == 2
    told = [(row["ok"], row["gas_used"], row["gas_price"]) for row in everything(case.store, "receipt")]
    assert told == [(True, 21000, 2**90), (None, 21000, 9)]
    assert [(row["fee"], row["kind"]) for row in everything(case.store, "extra_fee")] == [(77, "l1")]
    assert [row["address"][-1] for row in everything(case.store, "account")] == ["d"]
    assert len(everything(case.store, "contract")) == 1


def test_logs(case: Case, tmp_path: Path, take_in: TakeIn, write: Write) -> None:
    write(tmp_path / "logs.csv", LOGS)
    assert take_in(tmp_path / "logs.csv").bad_rows == 0
    assert moved(case.store) == [
        (TransferKind.ERC20, "a", "b", "erc20:0x6666", 500, None, 7, BLOCK),
        (TransferKind.ERC721, "a", "b", "erc721:0x777", 1, "9", 7, BLOCK),
        (TransferKind.ERC1155, "a", "b", "erc1155:0x77", 6, "4", 7, BLOCK),
    ]
    assert len(everything(case.store, "contract")) == 3


def test_a_list_of_contracts_tells_which_token_transfers_are_of_collections(
    case: Case, tmp_path: Path, take_in: TakeIn, write: Write
) -> None:
    write(tmp_path / "token_transfers.csv", TOKEN_TRANSFERS)
    write(tmp_path / "zcontracts.csv", CONTRACTS)
    write(tmp_path / "ztokens.csv", TOKENS)
    take_in(tmp_path)
    assert [row[:6] for row in moved(case.store)] == [
        (TransferKind.ERC20, "a", "b", "erc20:0x6666", 500, None),
        (TransferKind.ERC721, "a", "b", "erc721:0x777", 1, "9"),
    ]
    assert {(row["symbol"], row["decimals"]) for row in everything(case.store, "asset")} == {
        ("PLAIN", 6),
        ("0x7777…7777", 0),
    }
    write(tmp_path / "logs.csv", LOGS)
    assert take_in(tmp_path / "logs.csv").transfers == 1  # the other two are known


def test_traces_are_internal_transfers(case: Case, tmp_path: Path, take_in: TakeIn, write: Write) -> None:
    write(tmp_path / "traces.csv", TRACES)
    report = take_in(tmp_path / "traces.csv")
    inside = TransferKind.INTERNAL
    assert [row[:5] for row in moved(case.store)] == [
        (inside, "b", "c", "slip44:60", 40),
        (inside, "b", "d", "slip44:60", 7),
        (inside, "d", "a", "slip44:60", 2**70),
    ]
    assert report.bad_rows == 1
    assert "a reward, the genesis or a fork" in everything(case.store, "bad_row")[0]["reason"]
    assert [row["address"][-1] for row in everything(case.store, "account")].index("d") in {
        row["account"] for row in everything(case.store, "contract")
    }


def test_traces_of_geth_know_neither_status_nor_transaction(
    case: Case, tmp_path: Path, take_in: TakeIn, write: Write
) -> None:
    rows = [{**row, "transaction_hash": None, "status": None} for row in TRACES[:-1]]
    write(tmp_path / "traces.csv", rows)
    assert take_in(tmp_path / "traces.csv").transfers == 3
    assert [row[4] for row in moved(case.store)] == [40, 7, 2**70]
    told = everything(case.store, "transfer")
    assert [(row["tx_hash"], row["row_number"]) for row in told] == [(None, 2), (None, 6), (None, 7)]


def test_traces_without_names_are_named_by_the_transactions_beside_them(
    case: Case, tmp_path: Path, take_in: TakeIn, write: Write
) -> None:
    rows = [{**row, "transaction_hash": None, "status": None} for row in TRACES[:-1]]
    rows.append({**rows[1], "transaction_index": 9})
    write(tmp_path / "traces.csv", rows)
    write(tmp_path / "transactions.csv", TRANSACTIONS)
    write(tmp_path / "blocks.csv", BLOCKS)
    report = take_in(tmp_path)
    assert (report.kinds["internal"], report.bad_rows) == (3, 1)
    inside = [row for row in everything(case.store, "transfer") if row["kind"] == TransferKind.INTERNAL]
    assert {row["tx_hash"].hex() for row in inside} == {H1[2:]}
    write(tmp_path / "again.csv", TRACES[:-1])
    assert take_in(tmp_path / "again.csv").duplicates == 3
    write(tmp_path / "later.csv", [{**rows[1], "value": 12}])
    ingest(case.store, open_sources([tmp_path / "later.csv"], ImportOptions(), store=case.store))
    assert (
        everything(case.store, "transfer")[-1]["tx_hash"].hex() == H1[2:]
    )  # by the transactions of the case


def test_tables_are_written_as_they_come(
    case: Case, tmp_path: Path, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "TOGETHER", 1)
    for name, some in {"blocks": BLOCKS, "transactions": TRANSACTIONS, "receipts": RECEIPTS}.items():
        csv(tmp_path / f"{name}.csv", some)
    report = take_in(tmp_path)
    assert (report.blocks, report.transactions, report.receipts) == (2, 2, 2)
    assert verify(case.store) == []


def test_all_files_together_twice(case: Case, tmp_path: Path, take_in: TakeIn, write: Write) -> None:
    for name, rows in {
        **{"blocks": BLOCKS, "transactions": TRANSACTIONS, "receipts": RECEIPTS, "logs": LOGS},
        **{"token_transfers": TOKEN_TRANSFERS, "traces": TRACES, "contracts": CONTRACTS, "tokens": TOKENS},
    }.items():
        write(tmp_path / f"{name}.csv", rows)
    first = take_in(tmp_path)
    assert (first.transfers, first.duplicates, first.bad_rows) == (8, 2, 1)
    for path in tmp_path.glob("*.csv"):
        path.write_bytes(path.read_bytes() + b"\n")  # other bytes, the same rows
    again = take_in(tmp_path)
    assert (again.transfers, again.duplicates, again.blocks, again.transactions, again.receipts) == (
        0,
        10,
        0,
        0,
        0,
    )
    assert verify(case.store) == []


def test_what_cannot_be_read_is_set_aside(case: Case, tmp_path: Path, take_in: TakeIn) -> None:
    wrong = [
        {**TOKEN_TRANSFERS[0], "from_address": "0x12"},
        {**TOKEN_TRANSFERS[0], "value": "many"},
        {**TOKEN_TRANSFERS[0], "transaction_hash": "0xzz"},
        {**TOKEN_TRANSFERS[0], "block_number": -5},
        TOKEN_TRANSFERS[0],
    ]
    csv(tmp_path / "t.csv", wrong)
    report = take_in(tmp_path / "t.csv")
    assert (report.transfers, report.bad_rows) == (1, 4)
    assert [row["line"] for row in everything(case.store, "bad_row")] == [2, 3, 4, 5]
    ndjson(tmp_path / "t.json", wrong[-1:])
    with (tmp_path / "t.json").open("a") as file:
        file.write('{"token_address": \n[1, 2]\n')
    assert take_in(tmp_path / "t.json").bad_rows == 2


def test_amounts_that_went_through_floating_point(case: Case, tmp_path: Path, take_in: TakeIn) -> None:
    scaled = [
        {**TRANSACTIONS[0], "gas": "6e-05", "value": "1.5"},
        {**TRANSACTIONS[0], "hash": H2, "gas": "0.000021", "value": "568824309276.6865"},
    ]
    csv(tmp_path / "transactions.csv", scaled)
    assert take_in(tmp_path / "transactions.csv").bad_rows == 1
    assert [row[4] for row in moved(case.store)] == [1_500_000_000]
    assert "rounded to a floating-point number" in everything(case.store, "bad_row")[0]["reason"]


def test_columns_that_are_named_are_read_as_any_table(tmp_path: Path) -> None:
    csv(tmp_path / "transactions.csv", TRANSACTIONS)
    (laid,) = open_sources([tmp_path], ImportOptions())
    assert isinstance(laid, LayoutFile)
    assert laid.describe().request["layout"] == "ethereum-etl transactions"
    (plain,) = open_sources([tmp_path], ImportOptions(mapping="from=from_address"))
    assert not isinstance(plain, LayoutFile)


@pytest.mark.real_data
def test_real_files(case: Case, real_data: Path, take_in: TakeIn) -> None:
    folder = real_data / "eth_blocks" / "ethereum_etl"
    report = take_in(folder / "history", chain="eip155:137")
    assert (report.blocks, report.transactions, report.receipts) == (501, 204, 219)
    assert report.kinds == {"native": 38, "erc20": 474, "erc721": 40, "erc1155": 11}
    stories = folder / "tests" / "resources"
    suicide = stories / "test_export_traces_job/block_with_suicide/expected_traces.csv"
    assert take_in(suicide).kinds == {"internal": 1}
    withdrawals = stories / "test_export_blocks_job/blocks_with_transactions_and_withdrawals"
    told = take_in(*sorted(withdrawals.glob("expected_*.csv")))
    assert (told.kinds, told.transactions) == ({"withdrawal": 32, "native": 135}, 298)
    again = take_in(*sorted(withdrawals.glob("expected_*.json")))
    assert (again.transfers, again.duplicates, again.transactions) == (0, 167, 0)
    assert verify(case.store) == []
