"""Rows of a table to transfers: exact amounts, the right clock and kind, one reason for each bad row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.chain.ingest import Report
from investigator.chain.source import TRANSFERS, Batch, ImportOptions
from investigator.chain.tables import fingerprint
from investigator.chain.transfers import TransferTable
from investigator.data.ledger import canonical
from investigator.money import join_limbs
from investigator.progress import silent
from investigator.records import Clock, TransferKind

A, B = ("0x" + digit * 40 for digit in "ab")
USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"
TX = "0x" + "1" * 64


def table(folder: Path, text: str, **options: Any) -> TransferTable:
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return TransferTable(path, ImportOptions(**options), fingerprint(path))


def rows(batches: list[Batch]) -> list[dict[str, Any]]:
    return [row for batch in batches for row in batch.transfers.to_pylist()]


def read(folder: Path, text: str, **options: Any) -> list[dict[str, Any]]:
    return rows(list(table(folder, text, **options).batches(silent)))


def bad(folder: Path, text: str, **options: Any) -> list[tuple[int, str, str]]:
    batches = list(table(folder, text, **options).batches(silent))
    found = [(row.line, row.reason, row.content) for batch in batches for row in batch.bad]
    assert len(found) == sum(batch.bad_rows for batch in batches)
    return sorted(found)


def test_a_row_with_all_that_a_row_can_have(tmp_path: Path) -> None:
    head = "hash,from,to,amount,timestamp,block,txindex,logindex,token,tokenid\n"
    (row,) = read(tmp_path, f"{head}{TX},{A},{B},{2**255 + 3},1700000000,17,2,9,{USDC},77\n")
    assert join_limbs(row["a0"], row["a1"], row["a2"], row["a3"]) == 2**255 + 3
    del row["a0"], row["a1"], row["a2"], row["a3"]
    assert row == {
        "src": f"eip155:1:{A}",
        "dst": f"eip155:1:{B}",
        "asset": f"eip155:1/erc20:{USDC}",
        "time": 1_700_000_000,
        "clock": Clock.UTC,
        "block": 17,
        "tx_index": 2,
        "position": 9,
        "kind": TransferKind.ERC721,
        "ok": True,
        "row_number": 1,
        "tx_hash": b"\x11" * 32,
        "token_id": "77",
    }


def test_a_row_with_as_little_as_a_row_can_have(tmp_path: Path) -> None:
    first, second = read(tmp_path, f"from,to,amount\n{A},{B},1\n{B},{A},2\n")
    assert [row["time"] for row in (first, second)] == [1, 2]
    assert (first["clock"], first["kind"], first["row_number"]) == (Clock.STEP, TransferKind.NATIVE, 1)
    for field in ("block", "tx_index", "position", "tx_hash", "token_id"):
        assert first[field] is None


def test_blocks_are_the_clock_where_there_is_no_time(tmp_path: Path) -> None:
    (row,) = read(tmp_path, f"from,to,amount,block\n{A},{B},1,17\n")
    assert (row["time"], row["clock"], row["block"]) == (17, Clock.BLOCK, 17)


def test_an_empty_index_is_none_and_a_wrong_one_a_fault(tmp_path: Path) -> None:
    head = "hash,from,to,amount,log_index\n"
    lines = [f"{TX},{A},{B},1,{index}\n" for index in ("3", "", "x", "2147483648", "-1")]
    assert [row["position"] for row in read(tmp_path, head + "".join(lines))] == [3, None]
    assert [(line, why) for line, why, _ in bad(tmp_path, head + "".join(lines))] == [
        (4, "not a log index: 'x'"),
        (5, "not a log index: '2147483648'"),
        (6, "not a log index: '-1'"),
    ]


def test_assets_of_a_column_each_with_its_own_decimals(tmp_path: Path) -> None:
    text = f"from,to,amount,asset\n{A},{B},1.5,ETH\n{A},{B},1.5,{USDC}\n{A},{B},1.5,GBP\n{A},{B},1.5,\n"
    batches = list(table(tmp_path, text).batches(silent))
    assert [row["a0"] for row in rows(batches)] == [15 * 10**17, 1_500_000, 15, 15 * 10**17]
    assert [row["kind"] for row in rows(batches)] == [
        TransferKind.NATIVE,
        TransferKind.ERC20,
        TransferKind.ERC20,
        TransferKind.NATIVE,
    ]
    facts = {key: (one.symbol, one.decimals) for key, one in batches[0].assets.items()}
    assert facts == {
        "eip155:1/slip44:60": ("ETH", 18),
        f"eip155:1/erc20:{USDC}": ("USDC", 6),
        "eip155:1/symbol:GBP": ("GBP", 1),
    }


def test_the_asset_that_was_said_names_what_no_column_does(tmp_path: Path) -> None:
    plain = list(table(tmp_path, f"from,to,amount\n{A},{B},1\n", asset="BNC", decimals=8).batches(silent))
    assert {key: (one.symbol, one.decimals) for key, one in plain[0].assets.items()} == {
        "eip155:1/symbol:BNC": ("BNC", 8)
    }
    named = f"from,to,amount,asset\n{A},{B},1,ETH\n{A},{B},1,GBP\n"
    (batch,) = table(tmp_path, named, asset="BNC").batches(silent)
    assert sorted(one.symbol for one in batch.assets.values()) == ["ETH", "GBP"]


def test_a_ledger_of_a_namespace(tmp_path: Path) -> None:
    text = "step,nameOrig,nameDest,amount,currency\n3,C1,M2,10.25,US Dollar\n"
    (row,) = read(tmp_path, text, namespace="bank")
    assert (row["src"], row["dst"], row["asset"]) == ("bank:C1", "bank:M2", "bank/US Dollar")
    assert (row["a0"], row["time"], row["clock"], row["kind"]) == (1025, 3, Clock.STEP, TransferKind.LEDGER)


@pytest.mark.parametrize(
    "name, failed", [("receipt_status", "0"), ("isError", "1"), ("Status", "Error(0)")]
)
def test_a_failed_transaction_is_kept_as_failed(tmp_path: Path, name: str, failed: str) -> None:
    other = {"0": "1", "1": "0"}.get(failed, "")
    text = f"hash,from,to,amount,{name}\n{TX},{A},{B},1,{failed}\n{TX},{A},{B},2,{other}\n"
    assert [(row["a0"], row["ok"]) for row in read(tmp_path, text)] == [(1, False), (2, True)]


def test_what_a_bank_means_by_its_status_is_not_guessed(tmp_path: Path) -> None:
    text = "from,to,amount,status\n1,2,3,0\n"
    assert [row["ok"] for row in read(tmp_path, text, namespace="bank")] == [True]
    assert [row["ok"] for row in read(tmp_path, text, namespace="bank", mapping="status=status")] == [False]


def test_lines_of_bad_rows_count_all_that_stands_above(tmp_path: Path) -> None:
    text = f"from,to,amount\n{A},{B},1\n{A}\n{A},{B},x\n{A},{B},1,2\n{A},nobody,y\n{A},{B},1\n"
    assert [(line, why.partition(":")[0]) for line, why, _ in bad(tmp_path, text)] == [
        (3, "1 cells instead of 3"),
        (4, "not an amount"),
        (5, "4 cells instead of 3"),
        (6, "not an amount"),
    ]
    assert bad(tmp_path, text)[1][2] == f"{A},{B},x"
    assert [row["row_number"] for row in read(tmp_path, text)] == [1, 4]


def test_a_file_of_bad_rows_only(tmp_path: Path) -> None:
    assert len(bad(tmp_path, "from,to,amount\n1\n2\n")) == 2
    assert len(bad(tmp_path, f"from,to,amount\n{A},{B},x\n")) == 1


def test_what_the_journal_says_of_a_file_does_not_depend_on_the_machine(tmp_path: Path) -> None:
    made = table(tmp_path, f"To,From,Amount,Time\n{B},{A},1.5,2023-11-14\n")
    about = made.describe()
    assert (about.kind, about.name, about.sha256, about.bytes) == ("csv", "t.csv", made.mark.sha256, 121)
    assert canonical(dict(about.request)) == (
        '{"asset":"","chain":"eip155:1","decimals":1,"encoding":"utf-8",'
        '"mapping":{"amount":"Amount","from":"From","time":"Time","to":"To"},'
        '"namespace":"","time":"iso","units":"whole"}'
    )
    assert b"".join(made.raw()) == (tmp_path / "t.csv").read_bytes()


cell = st.sampled_from(
    [A, B, "", "1", "-1", "1.5", "1e3", TX, USDC, str(2**256), "9" * 60, "0xz", "2023-01-01", "\x01", "é"]
)
HEAD = "from,to,amount,time,block,hash,asset,log_index,tx_index,token_id"


@given(st.lists(st.lists(cell, min_size=9, max_size=11), max_size=4))
def test_every_row_is_a_transfer_or_has_a_reason(tmp_path: Path, some: list[list[str]]) -> None:
    lines = [[A, B, *row] for row in some]
    made = table(tmp_path, "\n".join([HEAD, *map(",".join, lines)]) + "\n", time="seconds")
    batches = list(made.batches(silent))
    assert all(batch.transfers.schema == TRANSFERS for batch in batches)
    assert len(rows(batches)) + sum(batch.bad_rows for batch in batches) == len(some)


def test_a_batch_has_the_schema_even_when_empty(tmp_path: Path) -> None:
    (batch,) = table(tmp_path, "from,to,amount\n").batches(silent)
    assert isinstance(batch.transfers, pa.Table)
    assert (batch.transfers.num_rows, batch.bad_rows, batch.transfers.schema) == (0, 0, TRANSFERS)


@pytest.mark.real_data
def test_transactions_as_ethereum_etl_writes_them(
    real_data: Path, tmp_path: Path, take_in: Callable[..., Report]
) -> None:
    path = real_data / "eth_blocks/ethereum_etl/history/transactions.csv"
    made = TransferTable(path, ImportOptions(), fingerprint(path))
    columns = {field: made.table.header[index] for field, index in made.reading.mapping.columns.items()}
    assert columns == {
        **{"from": "from_address", "to": "to_address", "amount": "value", "time": "block_timestamp"},
        **{"block": "block_number", "hash": "hash", "tx_index": "transaction_index"},
    }
    batches = list(made.batches(silent))
    assert [row for batch in batches for row in batch.bad] == []
    found = rows(batches)
    assert len(found) == 219
    assert {row["clock"] for row in found} == {Clock.UTC}
    assert found[0]["tx_hash"].hex().startswith("88a4b9b38bf34c92")
    assert (found[0]["block"], found[0]["time"], found[0]["a0"]) == (52395713, 1705416593, 0)
    said = {"chain": "eip155:137", "mapping": "from=from_address"}  # as any table, not as its layout says
    assert take_in(path, **said).transfers == 219
    copy = tmp_path / "copy.csv"
    copy.write_bytes(path.read_bytes() + b"\n")
    again = take_in(copy, **said)
    assert (again.transfers, again.duplicates) == (0, 219)


def test_a_symbol_that_is_said_names_the_one_contract_of_a_column(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    one, two = "0x" + "1" * 40, "0x" + "2" * 40
    head, row = "from,to,amount,token\n", f"0x{'a' * 40},0x{'b' * 40},1,"
    for contracts, symbols in (([one, one], {"BNC"}), ([one, two], {"0x1111…1111", "0x2222…2222"})):
        path.write_text(head + "".join(f"{row}{contract}\n" for contract in contracts), encoding="utf-8")
        source = TransferTable(path, ImportOptions(asset="BNC"), fingerprint(path))
        (batch,) = [batch for batch in source.batches(silent) if batch.transfers.num_rows]
        assert {facts.symbol for facts in batch.assets.values()} == symbols
