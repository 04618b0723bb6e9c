"""How a file will be read, settled before any row is kept: accounts, times, units, hashes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from investigator.chain.reading import Preview, Reading, find_out, head, is_parquet, open_table, preview
from investigator.chain.source import ImportOptions
from investigator.chain.tables import CsvTable, ParquetTable, fingerprint
from investigator.errors import Trouble
from investigator.progress import Cancelled

A, B = ("0x" + digit * 40 for digit in "ab")


def write(folder: Path, text: str | bytes, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(path: Path, **options: Any) -> Reading:
    return find_out(open_table(path, fingerprint(path)), ImportOptions(**options))


def look(path: Path, **options: Any) -> Preview:
    return preview(path, fingerprint(path), ImportOptions(**options))


def test_a_file_is_what_its_bytes_say(tmp_path: Path) -> None:
    pq.write_table(pa.table({"from": [A]}), tmp_path / "p.csv")
    assert is_parquet(tmp_path / "p.csv")
    assert isinstance(open_table(tmp_path / "p.csv", fingerprint(tmp_path / "p.csv")), ParquetTable)
    plain = write(tmp_path, "from,to\n")
    assert isinstance(open_table(plain, fingerprint(plain)), CsvTable)
    zeros = write(tmp_path, b"from,to\n\0", "zeros.csv")
    with pytest.raises(Trouble, match="is no text file"):
        open_table(zeros, fingerprint(zeros))


@pytest.mark.parametrize(
    "amounts, options, whole, decimals",
    [
        (["5", "7"], {}, False, None),
        (["5", "7"], {"namespace": "bank"}, False, 0),
        (["5", "7.25"], {}, True, 2),
        (["5", "7.25"], {"decimals": 18}, True, 18),
        (["5", "7.25"], {"units": "base"}, False, None),
        (["5", "7"], {"units": "whole"}, True, 0),
        (["5", "7"], {"units": "whole", "decimals": 6}, True, 6),
        (["5", "7"], {"decimals": 6}, False, 6),
        (["5e-05"], {}, True, 5),
    ],
)
def test_units(
    tmp_path: Path, amounts: list[str], options: dict[str, Any], whole: bool, decimals: int | None
) -> None:
    path = write(tmp_path, "from,to,amount\n" + "".join(f"{A},{B},{amount}\n" for amount in amounts))
    found = read(path, **options)
    assert (found.whole_units, found.decimals) == (whole, decimals)


@pytest.mark.parametrize(
    "header, cell, said, kind",
    [
        ("time", "1700000000", "auto", "seconds"),
        ("time", "12", "auto", "step"),
        ("time", "12", "seconds", "seconds"),
        ("colour", "12", "auto", "step"),
        ("block", "12", "auto", "block"),
        ("block", "12", "step", "step"),
    ],
)
def test_the_clock(tmp_path: Path, header: str, cell: str, said: str, kind: str) -> None:
    assert read(write(tmp_path, f"from,to,amount,{header}\n{A},{B},1,{cell}\n"), time=said).time == kind


@pytest.mark.parametrize(
    "cells, hashed",
    [
        (["0x" + "1" * 64], True),
        (["0x" + "1" * 64, "2" * 64, "odd"], True),
        (["1001", "1002"], False),
        (["0x" + "1" * 64, "1002"], False),
        ([], False),
    ],
)
def test_transaction_numbers_of_a_bank_are_no_hashes(
    tmp_path: Path, cells: list[str], hashed: bool
) -> None:
    path = write(tmp_path, "txid,from,to,amount\n" + "".join(f"{cell},{A},{B},1\n" for cell in cells))
    assert read(path).hashed is hashed


@pytest.mark.parametrize(
    "header, said, asset",
    [
        ("Value_in_USD", "", "USD"),
        ("amount_usd", "", "USD"),
        ("amount_usd", "USDT", "USDT"),
        ("amount", "", ""),
        ("asset,amount_usd", "", ""),
    ],
)
def test_what_something_was_worth_is_no_amount_of_the_coin(
    tmp_path: Path, header: str, said: str, asset: str
) -> None:
    cell = "ETH,5" if "asset" in header else "5"
    path = write(tmp_path, f"from,to,{header}\n{A},{B},{cell}\n")
    assert read(path, asset=said).options.asset == asset


def test_plain_ids_need_a_namespace(tmp_path: Path) -> None:
    path = write(tmp_path, "from,to,amount\nC1,C2,1\n")
    with pytest.raises(Trouble, match=r"plain ids such as 'C1'; give them a namespace"):
        read(path)
    assert read(path, namespace="bank").has("from")
    read(write(tmp_path, f"from,to,amount\nC1,C2,1\n{A},C2,1\n"))


def test_a_column_that_is_missing(tmp_path: Path) -> None:
    path = write(tmp_path, f"payer,colour\n{A},red\n")
    with pytest.raises(
        Trouble, match=r"no column for to, amount; name it with --map to=COLUMN .*payer, colour"
    ):
        read(path)


def test_looking_through_amounts_can_be_cancelled(tmp_path: Path) -> None:
    def stop(*_: object) -> None:
        raise Cancelled

    path = write(tmp_path, f"from,to,amount\n{A},{B},1.5\n")
    table = open_table(path, fingerprint(path))
    with pytest.raises(Cancelled):
        find_out(table, ImportOptions(), stop)
    find_out(table, ImportOptions(units="base", decimals=0), stop)


@pytest.mark.parametrize("amounts", ["1,2", "1.5,2", "1,5e-1", "5E-1,1"])
def test_a_file_without_a_fraction_need_not_be_looked_through(tmp_path: Path, amounts: str) -> None:
    ticks = list[int]()
    rows = "".join(f"{A},{B},{amount}\n" for amount in amounts.split(","))
    path = write(tmp_path, f"from,to,amount\n{rows}")
    found = find_out(
        open_table(path, fingerprint(path)), ImportOptions(), lambda done, *_: ticks.append(done)
    )
    assert found.whole_units == bool(ticks) == (amounts != "1,2")


def test_a_preview_shows_rows_and_how_they_will_be_read(tmp_path: Path) -> None:
    path = write(tmp_path, "from,to,amount,time,note\n" + f"{A},{B},1.5,1700000000,{'n' * 200}\n" * 25)
    found = look(path)
    assert found.header == ("from", "to", "amount", "time", "note")
    assert len(found.rows) == 20
    assert found.rows[0] == (A, B, "1.5", "1700000000", "n" * 120)
    assert (found.time, found.whole_units, found.decimals, found.problem) == ("seconds", True, 1, "")


@pytest.mark.parametrize(
    "text, options, problem",
    [
        (f"payer,colour\n{A},red\n", {}, "no column for to, amount"),
        ("from,to,amount\nC1,C2,1\n", {}, "plain ids"),
        (f"from,to,amount\n{A},{B},1\n", {"mapping": "from=nobody"}, "no column 'nobody'"),
        ("from,to,amount\n", {}, "has a header but no rows"),
    ],
)
def test_a_preview_says_why_a_file_cannot_be_imported(
    tmp_path: Path, text: str, options: dict[str, Any], problem: str
) -> None:
    found = look(write(tmp_path, text), **options)
    assert problem in found.problem
    assert found.header == tuple(text.splitlines()[0].split(","))


def test_a_preview_of_parquet_with_missing_cells(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"from": [A, None], "to": [B, B], "amount": [1.25, None]}), path)
    found = look(path, decimals=2)
    assert found.rows == ((A, B, "1.25"), ("", B, ""))
    assert (found.problem, found.whole_units) == ("", True)


def test_the_first_rows_of_a_layout_that_is_known(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text('{"a": 1, "b": ["x"], "c": null}\n{"a": 2, "b": [], "c": null}\n')
    assert head(path, fingerprint(path), 1) == (("a", "b", "c"), (("1", "x", ""),))
    path.write_bytes(b"\0\0\0\0")
    assert head(path, fingerprint(path)) == ((), ())
