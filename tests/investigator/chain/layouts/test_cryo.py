"""cryo's Parquet files, in bytes and in hexadecimal text, give what a node would have told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.chain.files import open_sources
from investigator.chain.ingest import Report
from investigator.chain.source import ImportOptions
from investigator.errors import Trouble
from investigator.records import Clock, TransferKind
from tests.investigator.chain.layouts.written import (
    BLOCK_HASH,
    H1,
    H2,
    HUGE,
    NFT,
    TOKEN,
    TRANSFER,
    A,
    B,
    C,
    D,
    Write,
    everything,
    moved,
    parquet,
    parquet_hex,
    word,
)

TakeIn = Callable[..., Report]
CHAIN = 31337


def u256(name: str, value: int) -> dict[str, Any]:
    return {f"{name}_binary": word(value), f"{name}_string": str(value), f"{name}_f64": float(value)}


BLOCKS = [
    {
        **{"block_hash": BLOCK_HASH, "author": C, "block_number": 7, "gas_used": 42000, "extra_data": "0x"},
        **{"timestamp": 1700000000, "base_fee_per_gas": 10**9, "chain_id": CHAIN},
    }
]
_SENT = {
    "block_number": 7,
    "nonce": 3,
    "input": "0xa9059cbb00",
    "gas_limit": 90000,
    "gas_used": 21000,
    "gas_price": 9,
}
TRANSACTIONS = [
    {
        **{**_SENT, "transaction_index": 0, "transaction_hash": H1, "from_address": A, "to_address": B},
        **{**u256("value", HUGE), "success": True, "chain_id": CHAIN},
    },
    {
        **{**_SENT, "transaction_index": 1, "transaction_hash": H2, "from_address": A, "to_address": None},
        **{**u256("value", 5), "success": False, "chain_id": CHAIN},
    },
]
_LOG = {"block_number": 7, "transaction_index": 0, "transaction_hash": H1}
LOGS = [
    {
        **{
            **_LOG,
            "log_index": 0,
            "address": TOKEN,
            "topic0": TRANSFER,
            "topic1": word(A),
            "topic2": word(B),
        },
        **{"topic3": None, "data": word(500), "chain_id": CHAIN},
    },
    {
        **{
            **_LOG,
            "log_index": 1,
            "address": NFT,
            "topic0": TRANSFER,
            "topic1": word(A),
            "topic2": word(B),
        },
        **{"topic3": word(9), "data": "0x", "chain_id": CHAIN},
    },
]
_MOVED = {**_LOG, "from_address": A, "to_address": B}
ERC20 = [{**_MOVED, "log_index": 0, "erc20": TOKEN, **u256("value", 500), "chain_id": CHAIN}]
ERC721 = [{**_MOVED, "log_index": 1, "erc20": NFT, **u256("token_id", 9), "chain_id": CHAIN}]
METADATA = [
    {
        "block_number": 7,
        "erc20": TOKEN,
        "name": "Plain",
        "symbol": "PLAIN",
        "decimals": 6,
        "chain_id": CHAIN,
    }
]
CONTRACTS = [
    {
        **{
            "block_number": 7,
            "create_index": 0,
            "transaction_hash": H1,
            "contract_address": D,
            "deployer": A,
        },
        **{"factory": A, "code": "0x", "chain_id": CHAIN},
    }
]


def trace(path: str, src: str, dst: str | None, value: int, **more: object) -> dict[str, object]:
    kind = {"action_call_type": "call", "action_type": "call", "result_address": None, "error": None} | more
    return {
        **{"action_from": src, "action_to": dst, "action_value": str(value), "trace_address": path, **kind},
        **{"transaction_index": 0, "transaction_hash": H1, "block_number": 7, "chain_id": CHAIN},
    }


TRACES = [
    trace("", A, B, HUGE),
    trace("0", B, C, 40),
    trace("0_0", C, D, 40, action_call_type="delegate_call"),
    trace("1", B, D, 5, error="Reverted"),
    trace("1_0", D, A, 6),
    trace("10", B, D, 8),
    trace("2", B, None, 7, action_type="create", action_call_type=None, result_address=D),
    trace("3", D, A, 2**70, action_type="suicide", action_call_type=None),
    trace("", C, None, 2, action_type="reward", transaction_hash=None, transaction_index=None),
]


def native(index: int, src: str, dst: str, value: int, tx: int = 0) -> dict[str, object]:
    return {
        **{"block_number": 7, "transaction_index": tx, "transfer_index": index, "chain_id": CHAIN},
        **{
            "transaction_hash": [H1, H2][tx],
            "from_address": src,
            "to_address": dst,
            **u256("value", value),
        },
    }


NATIVE = [
    native(0, A, B, HUGE),
    native(1, B, C, 40),
    native(2, C, D, 40),
    native(3, D, A, 2**70),
    native(4, A, D, 0, 1),
    native(5, D, A, 3, 1),
]


@pytest.fixture(params=[parquet, parquet_hex], ids=["bytes", "hex"])
def write(request: pytest.FixtureRequest) -> Write:
    made: Write = request.param
    return made


def test_blocks_transactions_and_receipts(
    case: Case, tmp_path: Path, take_in: TakeIn, write: Write
) -> None:
    write(tmp_path / "blocks.parquet", BLOCKS)
    write(tmp_path / "transactions.parquet", TRANSACTIONS)
    report = take_in(tmp_path)
    assert (report.transfers, report.transactions, report.receipts, report.bad_rows) == (2, 2, 2, 0)
    assert moved(case.store) == [
        (TransferKind.NATIVE, "a", "b", "slip44:60", HUGE, None, 1700000000, int(Clock.UTC))
    ]
    (header,) = everything(case.store, "header")
    assert (header["number"], header["beneficiary"], header["base_fee"]) == (
        7,
        f"eip155:{CHAIN}:{C}",
        10**9,
    )
    assert [row["ok"] for row in everything(case.store, "receipt")] == [True, False]
    assert {row["selector"] for row in everything(case.store, "chain_transaction")} == {"0xa9059cbb"}
    assert everything(case.store, "block") == []  # without a parent's hash there is no link to check


def test_logs_and_transfers_tell_of_the_same(
    case: Case, tmp_path: Path, take_in: TakeIn, write: Write
) -> None:
    for name, rows in {
        "logs": LOGS,
        "erc20": ERC20,
        "erc721": ERC721,
        "metadata": METADATA,
        "b": BLOCKS,
    }.items():
        write(tmp_path / f"{name}.parquet", rows)
    report = take_in(tmp_path)
    assert (report.transfers, report.duplicates, report.bad_rows) == (2, 2, 0)
    assert [row[:6] for row in moved(case.store)] == [
        (TransferKind.ERC20, "a", "b", "erc20:0x6666", 500, None),
        (TransferKind.ERC721, "a", "b", "erc721:0x777", 1, "9"),
    ]
    assert {row["symbol"] for row in everything(case.store, "asset")} == {"PLAIN", "0x7777…7777"}


def test_traces_within_what_failed_moved_nothing(
    case: Case, tmp_path: Path, take_in: TakeIn, write: Write
) -> None:
    write(tmp_path / "traces.parquet", TRACES)
    assert take_in(tmp_path / "traces.parquet").bad_rows == 1
    assert [row[1:5] for row in moved(case.store)] == [
        ("b", "c", "slip44:60", 40),
        ("b", "d", "slip44:60", 8),
        ("b", "d", "slip44:60", 7),
        ("d", "a", "slip44:60", 2**70),
    ]


def test_native_transfers_and_what_may_be_none(
    case: Case, tmp_path: Path, take_in: TakeIn, write: Write
) -> None:
    write(tmp_path / "native.parquet", NATIVE)
    report = take_in(tmp_path / "native.parquet")
    assert report.kinds == {"native": 1, "internal": 3}
    assert "perhaps a delegate call" in everything(case.store, "bad_row")[0]["reason"]
    write(tmp_path / "traces.parquet", TRACES)
    assert take_in(tmp_path / "traces.parquet").duplicates == 2
    assert verify(case.store) == []


def test_contracts_and_balances(case: Case, tmp_path: Path, take_in: TakeIn, write: Write) -> None:
    write(tmp_path / "contracts.parquet", CONTRACTS)
    write(
        tmp_path / "balances.parquet",
        [{"block_number": 7, "address": A, **u256("balance", 12), "chain_id": CHAIN}],
    )
    write(
        tmp_path / "tokens.parquet",
        [{"block_number": 7, "erc20": TOKEN, "address": A, **u256("balance", HUGE), "chain_id": CHAIN}],
    )
    take_in(tmp_path)
    assert len(everything(case.store, "contract")) == 1
    told = [(row["asset"], row["a0"], row["a3"]) for row in everything(case.store, "balance")]
    assert told == [
        (f"eip155:{CHAIN}/slip44:60", 12, 0),
        (f"eip155:{CHAIN}/erc20:{TOKEN}", 2**64 - 1, 2**64 - 1),
    ]


@pytest.mark.parametrize("kept", ["value_binary", "value_string", "decimal"])
def test_amounts_however_they_are_kept(case: Case, tmp_path: Path, take_in: TakeIn, kept: str) -> None:
    parquet(tmp_path / "t.parquet", ERC20)
    table = pq.read_table(tmp_path / "t.parquet")
    if kept == "decimal":
        table = table.append_column("value_decimal128", table["value_string"].cast(pa.decimal128(38)))
    names = [name for name in table.column_names if not name.startswith("value") or kept in name]
    pq.write_table(table.select(names), tmp_path / "t.parquet")
    take_in(tmp_path / "t.parquet")
    assert [row[4] for row in moved(case.store)] == [500]


def test_amounts_as_floating_point_numbers_are_refused(tmp_path: Path) -> None:
    parquet(tmp_path / "t.parquet", ERC20)
    table = pq.read_table(tmp_path / "t.parquet").drop_columns(["value_binary", "value_string"])
    pq.write_table(table, tmp_path / "t.parquet")
    with pytest.raises(Trouble, match="floating-point numbers, which are not exact"):
        open_sources([tmp_path], ImportOptions())


def test_rows_of_another_chain_are_set_aside(case: Case, tmp_path: Path, take_in: TakeIn) -> None:
    parquet(tmp_path / "t.parquet", [*ERC20, {**ERC20[0], "log_index": 4, "chain_id": 1}])
    report = take_in(tmp_path / "t.parquet")
    assert (report.transfers, report.bad_rows) == (1, 1)


def test_what_cryo_keeps_for_itself_is_passed_over(tmp_path: Path) -> None:
    parquet(tmp_path / "t.parquet", ERC20)
    (tmp_path / ".cryo" / "reports").mkdir(parents=True)
    (tmp_path / ".cryo" / "reports" / "one.json").write_text("{}")
    assert len(open_sources([tmp_path], ImportOptions())) == 1


def test_many_batches_keep_their_state(case: Case, tmp_path: Path, take_in: TakeIn, write: Write) -> None:
    count = 70_000  # more than a batch
    rows = [trace("", A, B, 1), trace("0", B, C, 1, error="Reverted")]
    rows += [trace(f"0_{i}", C, D, 1) for i in range(count)] + [trace("1", B, A, 9)]
    write(tmp_path / "traces.parquet", rows)
    take_in(tmp_path / "traces.parquet")
    assert [row[4] for row in moved(case.store)] == [9]
