"""Etherscan's downloads, of older and newer years, give what its API would have told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.chain.files import open_sources
from investigator.chain.ingest import Report, ingest
from investigator.chain.layouts.exports import ExportTable
from investigator.chain.source import ImportOptions
from investigator.chain.transfers import TransferTable
from investigator.records import TransferKind
from tests.investigator.chain.layouts.written import H1, H2, H3, TOKEN, A, B, C, everything, moved

TakeIn = Callable[..., Report]
USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"
WHEN = '"17173049","1683029999","2023-05-02 12:19:59"'
OLD = '"Txhash","Blockno","UnixTimestamp","DateTime"'
NEW = '"Transaction Hash","Blockno","UnixTimestamp","DateTime (UTC)"'
SENT = (
    '"From","To","ContractAddress","Value_IN(ETH)","Value_OUT(ETH)","CurrentValue @ $1878.2/Eth","TxnFee(ETH)",'
    '"TxnFee(USD)","Historical $Price/Eth","Status","ErrCode","Method"'
)
INSIDE = (
    '"ParentTxFrom","ParentTxTo","ParentTxETH_Value","From","TxTo","ContractAddress","Value_IN(ETH)",'
    '"Value_OUT(ETH)","CurrentValue @ $1878.2/Eth","Historical $Price/Eth","Status","ErrCode","Type"'
)
TOKENS = '"From","To","TokenValue","USDValueDayOfTx","ContractAddress","TokenName","TokenSymbol"'


def write(folder: Path, *rows: str, name: str = "export-0x.csv") -> Path:
    path = folder / name
    path.write_text("\ufeff" + "\r\n".join(rows) + "\r\n", encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("head", [OLD, NEW])
@pytest.mark.parametrize("tail", ["", ","])
def test_transactions(case: Case, tmp_path: Path, take_in: TakeIn, head: str, tail: str) -> None:
    path = write(
        tmp_path,
        f"{head},{SENT}",
        f'"{H1}",{WHEN},"{A}","{B}","","0","1.000000000000000001","0","0.002","3.1","1853.1","","","Transfer"{tail}',
        f'"{H2}",{WHEN},"{B}","{A}","","1,234.5","0","0","0.002","3.1","1853.1","Error(0)","Reverted","Pay, now"{tail}',
        f'"{H3}",{WHEN},"{A}","","{C}","0","2","0","0.002","3.1","1853.1","","","0x6080"{tail}',
    )
    report = take_in(path)
    assert (report.transfers, report.bad_rows) == (3, 0)
    assert moved(case.store) == [
        (TransferKind.NATIVE, "a", "b", "slip44:60", 10**18 + 1, None, 1683029999, 0),
        (TransferKind.NATIVE, "a", "c", "slip44:60", 2 * 10**18, None, 1683029999, 0),
    ]
    assert [row["ok"] for row in everything(case.store, "transfer")] == [True, False, True]
    assert len(everything(case.store, "contract")) == 1


def test_transactions_with_the_chain_beside_them(case: Case, tmp_path: Path, take_in: TakeIn) -> None:
    path = write(
        tmp_path,
        f'{NEW},{SENT},"ChainId","Chain","Value(ETH)"',
        f'"{H1}",{WHEN},"{A}","{B}","","0","3","0","0","0","0","","","","10","Optimism","3"',
    )
    take_in(path)
    assert {row["address"].rpartition(":")[0] for row in everything(case.store, "account")} == {"eip155:10"}


@pytest.mark.parametrize(
    ("coin", "chain"), [("BNB", "eip155:56"), ("POL", "eip155:137"), ("ETH", "eip155:1")]
)
def test_the_chain_by_its_coin(tmp_path: Path, coin: str, chain: str) -> None:
    path = write(
        tmp_path, f"{OLD},{SENT}".replace("ETH", coin), f'"{H1}",{WHEN},"{A}","{B}","","0","3",' + '"",' * 7
    )
    (source,) = open_sources([path], ImportOptions())
    assert source.describe().request["chain"] == chain


def test_internal_transactions(case: Case, tmp_path: Path, take_in: TakeIn) -> None:
    path = write(
        tmp_path,
        f"{NEW},{INSIDE}",
        f'"{H1}",{WHEN},"{A}","{B}","0","{B}","{C}","","0.5","0","0","0","0","","call"',
        f'"{H1}",{WHEN},"{A}","{B}","0","{B}","{C}","","0.5","0","0","0","0","","call"',
        f'"{H2}",{WHEN},"{A}","{B}","0","{B}","{C}","","7","0","0","0","1","Reverted","call"',
        f'"{H3}",{WHEN},"{A}","{B}","0","{B}","","{C}","0","0","0","0","0","","create"',
    )
    assert take_in(path).bad_rows == 0
    assert [row[:5] for row in moved(case.store)] == [
        (TransferKind.INTERNAL, "b", "c", "slip44:60", 5 * 10**17)
    ] * 2


def test_tokens_have_the_decimals_that_are_known_or_shown(
    case: Case, tmp_path: Path, take_in: TakeIn
) -> None:
    rows = [
        f'"{H1}",{WHEN},"{A}","{B}","1,000.5","1000","{USDC}","USD Coin","USDC"',
        f'"{H1}",{WHEN},"{A}","{B}","7.25","0","{TOKEN}","Some","SOME"',
        f'"{H1}",{WHEN},"{A}","{B}","3","0","{TOKEN}","Some","SOME"',
        f'"{H2}",{WHEN},"{A}","{B}","1.0000001","0","{USDC}","USD Coin","USDC"',
        f'"{H2}",{WHEN},"{A}","{B}","1"',
    ]
    report = take_in(write(tmp_path, f"{OLD},{TOKENS}", *rows))
    assert (report.transfers, report.bad_rows) == (3, 2)
    assert [row[:6] for row in moved(case.store)] == [
        (TransferKind.ERC20, "a", "b", "erc20:0xa0b8", 1_000_500_000, None),
        (TransferKind.ERC20, "a", "b", "erc20:0x6666", 725, None),
        (TransferKind.ERC20, "a", "b", "erc20:0x6666", 300, None),
    ]
    facts = {row["symbol"]: row["decimals"] for row in everything(case.store, "asset")}
    assert facts == {"USDC": 6, "SOME": 2}
    reasons = [(row["line"], row["reason"]) for row in everything(case.store, "bad_row")]
    assert reasons == [
        (5, "more than 6 decimal places: '1.0000001'"),
        (6, "7 cells instead of 11"),
    ]


def test_decimals_of_the_case_go_before_those_that_are_shown(
    case: Case, tmp_path: Path, take_in: TakeIn
) -> None:
    first = write(
        tmp_path, f"{OLD},{TOKENS}", f'"{H1}",{WHEN},"{A}","{B}","1.123","0","{TOKEN}","Some","SOME"'
    )
    take_in(first)
    second = write(
        tmp_path, f"{OLD},{TOKENS}", f'"{H2}",{WHEN},"{A}","{B}","2","0","{TOKEN}","Some","SOME"', name="b"
    )
    ingest(case.store, open_sources([second.rename(tmp_path / "b.csv")], ImportOptions(), store=case.store))
    assert [row[4] for row in moved(case.store)] == [1123, 2000]


def test_tokens_of_years_without_block_numbers(case: Case, tmp_path: Path, take_in: TakeIn) -> None:
    head = '"Txhash","UnixTimestamp","DateTime","From","To","Value","ContractAddress","TokenName","TokenSymbol"'
    row = f'"{H1}","1683029999","5/2/2023 12:19:59 PM","{A}","{B}","1.5","{USDC}","USD Coin","USDC"'
    assert take_in(write(tmp_path, head, row)).transfers == 1
    assert [(row["block"], row["a0"]) for row in everything(case.store, "transfer")] == [(None, 1_500_000)]


def test_collectibles(case: Case, tmp_path: Path, take_in: TakeIn) -> None:
    one = '"From","To","ContractAddress","TokenId","TokenName","TokenSymbol"'
    many = '"From","To","ContractAddress","TokenId","TokenValue","TokenName","TokenSymbol"'
    both = '"From","To","ContractAddress","TokenId","TokenValue","TokenName","TokenSymbol","Type"'
    who = f'{WHEN},"{A}","{B}","{TOKEN}"'
    take_in(write(tmp_path, f"{OLD},{one}", f'"{H1}",{who},"{2**200}","Art","ART"'))
    take_in(write(tmp_path, f"{OLD},{many}", f'"{H2}",{who},"4","6","Item","ITM"'))
    take_in(
        write(
            tmp_path,
            f"{NEW},{both}",
            f'"{H3}",{who},"5","1","Art","ART","ERC-721"',
            f'"{H3}",{who},"6","9","Item","ITM","ERC-1155"',
        )
    )
    assert [(row[0], row[3][:7], row[4], row[5]) for row in moved(case.store)] == [
        (TransferKind.ERC721, "erc721:", 1, str(2**200)),
        (TransferKind.ERC1155, "erc1155", 6, "4"),
        (TransferKind.ERC1155, "erc1155", 9, "6"),
        (TransferKind.ERC721, "erc721:", 1, "5"),
    ]


def test_a_download_of_a_token_s_own_page_is_any_table(tmp_path: Path) -> None:
    head = '"Transaction Hash","Blockno","UnixTimestamp","DateTime (UTC)","From","To","Quantity","Method"'
    path = write(tmp_path, head, f'"{H1}",{WHEN},"{A}","{B}","10.5","Transfer"')
    (source,) = open_sources([path], ImportOptions(asset=TOKEN))
    assert isinstance(source, TransferTable)


def test_columns_by_their_plain_names(tmp_path: Path) -> None:
    table = ExportTable(write(tmp_path, f"{NEW},{INSIDE}"), "utf-8")
    assert table.header[:2] == ["txhash", "blockno"]
    assert {"valuein", "valueout", "txto", "currentvalue"} <= set(table.header)
    assert table.unit == "ETH"
