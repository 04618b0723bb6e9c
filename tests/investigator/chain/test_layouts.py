"""Files of other tools are known by their columns, and read in an order in which each tells what the next needs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from investigator.chain.files import open_sources
from investigator.chain.layouts import cryo, etl, hexed
from investigator.chain.layouts.detect import layout_of, named
from investigator.chain.layouts.known import BlockTimes, Known, TransactionNames
from investigator.chain.layouts.layout import Layout, LayoutFile
from investigator.chain.layouts.rows import Rows
from investigator.chain.lies import TokenFacts
from investigator.chain.source import ImportOptions
from investigator.chain.tables import fingerprint
from investigator.records import Clock
from tests.investigator.chain.layouts import etl_rows
from tests.investigator.chain.layouts.written import A, csv, ndjson, parquet_hex

EVERY = [*etl.LAYOUTS, *cryo.LAYOUTS]


@pytest.mark.parametrize("layout", EVERY, ids=[layout.name for layout in EVERY])
def test_each_layout_is_known_by_its_columns(layout: Layout) -> None:
    header = {*layout.needs, *(name for names in layout.fields.values() for name in names[:1])}
    assert named(sorted(header)) is layout


@pytest.mark.parametrize(
    "header",
    [
        ["from", "to", "amount"],
        ["from_address", "to_address", "value"],
        ["address", "label"],
        ["block_number", "transaction_hash", "from_address", "to_address", "value"],
    ],
)
def test_other_tables_are_no_known_layout(header: list[str]) -> None:
    assert named(header) is None


def test_the_same_whatever_it_is_written_in(tmp_path: Path) -> None:
    for name, write in {"a.csv": csv, "b.json": ndjson, "c.txt": csv, "d.parquet": parquet_hex}.items():
        path = tmp_path / name
        write(path, etl_rows.TOKEN_TRANSFERS)
        assert layout_of(path, fingerprint(path)) is etl.TOKEN_TRANSFERS


@pytest.mark.parametrize("text", [b"", b"{", b'[{"a": 1}]', b"\0\0\0", b"PAR1", b'{"a": 1}\n', b"%PDF"])
def test_what_is_no_table_has_no_layout(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(text)
    assert layout_of(path, fingerprint(path)) is None


def test_what_tells_of_others_is_read_first(tmp_path: Path) -> None:
    for name, rows in {
        **{"a": etl_rows.TRACES, "b": etl_rows.TOKEN_TRANSFERS, "c": etl_rows.LOGS, "d": etl_rows.RECEIPTS},
        **{"e": etl_rows.TRANSACTIONS, "f": etl_rows.BLOCKS, "g": etl_rows.CONTRACTS, "h": etl_rows.TOKENS},
    }.items():
        csv(tmp_path / f"{name}.csv", rows)
    found = open_sources([tmp_path], ImportOptions())
    assert [source.layout.name.split()[-1] for source in found if isinstance(source, LayoutFile)] == [
        *("tokens", "contracts", "blocks", "transactions", "receipts", "logs", "transfers", "traces")
    ]
    request = found[-1].describe().request
    assert (request["layout"], request["dated"]) == ("ethereum-etl traces", True)


def test_times_of_blocks() -> None:
    times = BlockTimes()
    blocks = np.array([7, 2, 9])
    assert [column.tolist() for column in times.of(blocks)] == [[7, 2, 9], [Clock.BLOCK] * 3]
    times.add(np.array([9, 7]), np.array([900, 700]))
    times.add(np.array([7, 8]), np.array([1, 800]))
    told, clock = times.of(blocks)
    assert (told.tolist(), clock.tolist()) == ([700, 2, 900], [Clock.UTC, Clock.BLOCK, Clock.UTC])


def test_names_of_transactions() -> None:
    names, blocks = TransactionNames(), np.array([7, 7, 9])
    places = np.array([0, 1, 0])
    assert names.of(blocks, places).null_count == 3
    names.add(blocks[:2], places[:2], np.array([[1] * 32, [2] * 32], np.uint8))
    names.add(blocks[:1], places[:1], np.array([[3] * 32], np.uint8))
    assert names.of(blocks, places).to_pylist() == [b"\1" * 32, b"\2" * 32, None]


def test_what_is_known_of_a_token_and_by_whom() -> None:
    contract = "0x" + "6" * 40
    key = f"eip155:5/erc20:{contract}"
    assert Known().facts(key).decimals is None
    assert Known(said=3).facts(key).decimals == 3
    assert Known(said=3, decimals={key: 4}).facts(key).decimals == 4
    told = Known(said=3, decimals={key: 4}, tokens={contract: TokenFacts("T", "Token", 5)}).facts(key)
    assert (told.symbol, told.decimals) == ("T", 5)
    assert Known().facts("eip155:5/slip44:60").decimals == 18


@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary(), pa.binary(2)])
def test_bytes_as_text(kind: pa.DataType) -> None:
    column = pa.array([b"\x00\x01", None, b"\xab\xff", b"\x10\x20"], kind).slice(1)
    assert hexed.texts(column).to_pylist() == [None, "0xabff", "0x1020"]
    assert hexed.texts(pa.array([b"", b"\x01"], pa.binary())).to_pylist() == ["0x", "0x01"]
    rows, good = hexed.rows(column, 2)
    assert (rows.tolist(), good.tolist()) == ([[0, 0], [171, 255], [16, 32]], [False, True, True])


def test_rows_tell_what_is_wrong_with_them() -> None:
    columns = {
        "who": pa.array([A, "", None, "0x12", A.upper().replace("X", "x"), "nan"]),
        "n": pa.array(["1", "", "-1", "x", "5000000000", "2"]),
        "h": pa.array(["0x" + "1" * 64, None, "0x1", None, None, None]),
    }
    rows = Rows(columns, "eip155:1", 6)
    whole = f"eip155:1:{A}"
    assert rows.accounts("who", optional=True).to_pylist() == [whole, None, None, "", whole, None]
    assert set(rows.faults) == {3}
    rows.accounts("who")
    assert set(rows.faults) == {1, 2, 3, 5}
    rows = Rows(columns, "eip155:1", 6)
    assert rows.places("n").to_pylist() == [1, None, 0, 0, 0, 2]
    assert set(rows.faults) == {2, 3, 4}
    assert rows.hashes("h").to_pylist() == [b"\x11" * 32, None, None, None, None, None]
    some = rows.take(np.array([False, True, False, False, False, True]))
    assert some.numbers("n").tolist() == [0, 2]
    rows.back(some)
    assert set(rows.faults) == {1, 2, 3, 4}
    assert rows.good().tolist() == [True, False, False, False, False, True]
