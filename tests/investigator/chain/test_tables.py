"""Tables as text: every encoding and type a file may have, and damage of every kind told in a sentence."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.chain import tables
from investigator.chain.source import BadRow
from investigator.chain.tables import CsvTable, ParquetTable, fingerprint
from investigator.errors import Trouble


def write(folder: Path, content: bytes, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def rows(table: CsvTable | ParquetTable, wanted: list[int] | None = None) -> list[list[str | None]]:
    return [
        list(row)
        for batch in table.batches(wanted)
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True)
    ]


@contextmanager
def troubled(name: str) -> Iterator[None]:
    """Let pass what reads well, or a sentence that names the file; no other error."""
    try:
        yield
    except Trouble as trouble:
        if name not in str(trouble):
            raise AssertionError(f"no word of {name}: {trouble}") from trouble


@pytest.mark.parametrize(
    "content, encoding, binary",
    [
        ("a,ü".encode(), "utf-8", False),
        (codecs.BOM_UTF8 + b"a", "utf-8", False),
        ("a,ü".encode("utf-16"), "utf-16", False),
        (codecs.BOM_UTF16_BE + "ü".encode("utf-16-be"), "utf-16", False),
        ("a,ü".encode("latin-1"), "latin-1", False),
        ("from,to,amount\n".encode("utf-16-le"), "utf-16-le", False),
        ("from,to,amount\n".encode("utf-16-be"), "utf-16-be", False),
        ("cut in a letter: ü".encode()[:-1], "utf-8", False),
        (b"a\0b", "utf-8", True),
        (b"a,b\n" + b"1,2\n" * 50 + b"1,\0\n", "utf-8", False),
        (b"a,b\n" + b"\0" * 50, "utf-8", True),
        (b"", "utf-8", False),
    ],
)
def test_a_fingerprint(tmp_path: Path, content: bytes, encoding: str, binary: bool) -> None:
    path = write(tmp_path, content)
    mark = fingerprint(path)
    assert (mark.sha256, mark.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert (mark.encoding, mark.binary) == (encoding, binary)
    assert b"".join(tables.pieces(path)) == content


def test_a_letter_across_two_reads_is_no_fault(tmp_path: Path) -> None:
    assert fingerprint(write(tmp_path, b"x" * ((1 << 20) - 1) + "ü".encode())).encoding == "utf-8"


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"gone\.csv cannot be read"):
        fingerprint(tmp_path / "gone.csv")


def test_a_csv_file(tmp_path: Path) -> None:
    table = CsvTable(
        write(tmp_path, b'From; To ;"Amount"\r\na;"b;b";1\r\n;c;\r\nshort;row\r\nd;e;f'), "utf-8"
    )
    assert (table.header, table.delimiter) == (["From", "To", "Amount"], ";")
    assert rows(table) == [["a", "b;b", "1"], ["", "c", ""], ["d", "e", "f"]]
    assert table.malformed == [BadRow(4, "2 cells instead of 3", "short;row")]
    assert rows(table, [2, 0]) == [["1", "a"], ["", ""], ["f", "d"]]
    assert len(table.malformed) == 1


def test_columns_of_one_name_are_told_apart(tmp_path: Path) -> None:
    table = CsvTable(write(tmp_path, b"Account,To,Account,Account\n1,2,3,4\n"), "utf-8")
    assert table.header == ["Account", "To", "Account.1", "Account.2"]
    assert rows(table, [2]) == [["3"]]


def test_lines_count_all_that_stands_above(tmp_path: Path) -> None:
    content = b'a,b\n\n1,2\nshort\n\n"two\nlines",3\n"open,4\n5,6\n'
    table = CsvTable(write(tmp_path, content), "utf-8")
    found = [
        pair
        for batch in table.batches()
        for pair in zip(table.lines.tolist(), batch.column("0").to_pylist(), strict=True)
    ]
    assert found == [(3, "1"), (6, "two\nlines"), (9, "5")]
    assert [(row.line, row.reason) for row in sorted(table.malformed, key=lambda row: row.line)] == [
        (4, "1 cells instead of 2"),
        (8, "a quote that is never closed"),
    ]


def test_of_many_malformed_rows_the_first_are_kept(tmp_path: Path) -> None:
    table = CsvTable(write(tmp_path, b"a,b\n" + b"1\n" * 5000 + b"1,2\n"), "utf-8")
    assert rows(table) == [["1", "2"]]
    assert (table.malformed_rows, len(table.malformed), table.malformed[-1].line) == (5000, 100, 101)
    assert table.lines.tolist() == [5002]


def test_a_csv_file_of_nothing_but_malformed_rows(tmp_path: Path) -> None:
    table = CsvTable(write(tmp_path, b"a,b\n1,2,3\n4\n"), "utf-8")
    assert rows(table) == []
    assert [row.line for row in table.malformed] == [2, 3]
    assert rows(CsvTable(write(tmp_path, b"a,b\n"), "utf-8")) == []


@pytest.mark.parametrize("content", [b"", b"\n\na,b\n", b"one column\n1\n"])
def test_no_table(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Trouble, match="has no table"):
        CsvTable(write(tmp_path, content), "utf-8")


@given(st.binary(max_size=60))
def test_no_bytes_break_the_reader_of_csv(tmp_path: Path, content: bytes) -> None:
    path = write(tmp_path, b"a,b\n" + content)
    with troubled("t.csv"):
        assert all(len(row) == 2 for row in rows(CsvTable(path, fingerprint(path).encoding)))


@given(st.binary(max_size=40))
def test_no_bytes_break_the_reader_of_utf_16(tmp_path: Path, content: bytes) -> None:
    path = write(tmp_path, "a,b\n1,2\n".encode("utf-16") + content)
    with troubled("t.csv"):
        assert rows(CsvTable(path, fingerprint(path).encoding))[0] == ["1", "2"]


@pytest.mark.parametrize(
    "column, expected",
    [
        (pa.array([2**64 - 1], pa.uint64()), str(2**64 - 1)),
        (pa.array([0.1]), "0.1"),
        (pa.array([1e300]), "1e+300"),
        (pa.array([Decimal("12.50")]), "12.50"),
        (pa.array([b"\x0a\xff"]), "0x0aff"),
        (pa.array([b"\x0a\xff"], pa.binary(2)), "0x0aff"),
        (pa.array([1_700_000_000_999], pa.timestamp("ms", tz="UTC")), "1700000000"),
        (pa.array([date(1970, 1, 2)]), "86400"),
        (pa.array(["x"]).dictionary_encode(), "x"),
        (pa.array(["x"], pa.large_string()), "x"),
        (pa.array([None], pa.string()), None),
        (pa.array([1.5], pa.float16()), "1.5"),
    ],
)
def test_parquet_values_as_text(tmp_path: Path, column: pa.Array, expected: str | None) -> None:
    pq.write_table(pa.table({"a.1": column, "b": ["z"]}), tmp_path / "t.parquet")
    table = ParquetTable(tmp_path / "t.parquet")
    assert table.header == ["a.1", "b"]
    assert rows(table) == [[expected, "z"]]
    assert rows(table, [1]) == [["z"]]


@pytest.mark.parametrize("value", [[{"x": 1}], [[1, 2]], [[{"x": 1}]]])
def test_parquet_of_nested_values_is_refused(tmp_path: Path, value: list[Any]) -> None:
    pq.write_table(pa.table({"a": value}), tmp_path / "t.parquet")
    with pytest.raises(Trouble, match=r"column a of t\.parquet holds .* no plain value"):
        rows(ParquetTable(tmp_path / "t.parquet"))


def test_parquet_with_two_columns_of_one_name(tmp_path: Path) -> None:
    twice = pa.Table.from_arrays([pa.array([1]), pa.array([2]), pa.array([3])], names=["a", "a", "b"])
    pq.write_table(twice, tmp_path / "t.parquet")
    with pytest.raises(Trouble, match="two columns named a"):
        ParquetTable(tmp_path / "t.parquet")


def test_parquet_with_rows_in_groups_and_none(tmp_path: Path) -> None:
    pq.write_table(
        pa.table({"a": ["1", "2", "3"], "b": ["x", "y", "z"]}), tmp_path / "t.parquet", row_group_size=1
    )
    table = ParquetTable(tmp_path / "t.parquet")
    assert rows(table) == [["1", "x"], ["2", "y"], ["3", "z"]]
    assert table.lines[-1] == 3
    pq.write_table(pa.table({"a": pa.array([], pa.string())}), tmp_path / "t.parquet")
    assert rows(ParquetTable(tmp_path / "t.parquet")) == []


@given(st.data())
def test_damaged_parquet_is_told(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"a": [1, 2, 3], "b": ["x", "y", "z"]}), path)
    whole = bytearray(path.read_bytes())
    at = data.draw(st.integers(4, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bytes(whole[: data.draw(st.integers(at, len(whole)))]))
    with troubled("t.parquet"):
        assert len(rows(ParquetTable(path))) <= 3
