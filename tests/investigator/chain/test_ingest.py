"""Whole imports: exact counts, nothing twice, and bad input of every kind."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.chain.files import open_sources
from investigator.chain.ingest import Report, ingest
from investigator.chain.source import ImportOptions
from investigator.data.queries import sources, transfers
from investigator.data.queries.transfers import Where
from investigator.errors import Trouble
from investigator.progress import Cancelled

TakeIn = Callable[..., Report]
A, B, C = ("0x" + digit * 40 for digit in "abc")
HEADER = "from,to,amount,time\n"


def write(folder: Path, text: str | bytes, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def rows(case: Case) -> list[tuple[str, str, int]]:
    return [
        (r.sender[-1], r.receiver[-1], r.amount) for r in transfers.page(case.store, Where(), limit=1000)
    ]


def reasons(case: Case) -> list[tuple[int, str]]:
    with case.store.reading() as db:
        return db.execute("SELECT line, reason FROM bad_row ORDER BY id").fetchall()


def test_a_plain_file(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    path = write(tmp_path, f"{HEADER}{A},{B},{2**200},1700000000\n{B},{C},0x10,1700000001\n")
    report = take_in(path, asset="ETH")
    assert (report.transfers, report.addresses, report.bad_rows, report.kinds) == (2, 3, 0, {"native": 2})
    assert rows(case) == [("a", "b", 2**200), ("b", "c", 16)]
    assert verify(case.store) == []


def test_the_same_file_twice_adds_nothing(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    path = write(tmp_path, f"{HEADER}{A},{B},1,1700000000\n{A},{B},1,1700000000\n")
    assert take_in(path).transfers == 2
    again = take_in(path)
    assert (again.transfers, again.duplicates) == (0, 2)
    relabelled = take_in(path, asset="WETH")
    assert (relabelled.transfers, relabelled.duplicates) == (0, 2)
    assert verify(case.store) == []


def test_the_same_file_under_other_names_adds_no_account(
    tmp_path: Path, take_in: TakeIn, case: Case
) -> None:
    path = write(tmp_path, "from,to,amount\n1,2,5\n")
    assert take_in(path, namespace="one").addresses == 2
    again = take_in(path, namespace="two")
    assert (again.transfers, again.duplicates, again.addresses) == (0, 1, 2)
    more = take_in(path, write(tmp_path, "from,to,amount\n3,1,5\n", "u.csv"), namespace="two")
    assert (more.transfers, more.addresses) == (1, 4)
    assert [row.sender for row in transfers.page(case.store, Where())] == ["one:1", "two:3"]
    assert verify(case.store) == []


def test_sources_of_one_call_share_their_names(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    files = [
        write(tmp_path, f"{HEADER}{A},{B},{i},1700000000\n{B},{C},1,1700000000\n", f"{i}.csv")
        for i in "123"
    ]
    assert (take_in(*files).transfers, take_in(*files).addresses) == (6, 3)
    with case.store.reading() as db:
        assert db.execute("SELECT id, acquisition FROM account ORDER BY id").fetchall() == [
            (0, 1),
            (1, 1),
            (2, 1),
        ]
        assert db.execute("SELECT count(*) FROM asset").fetchone() == (1,)
    assert verify(case.store) == []


def test_a_source_that_fails_leaves_those_before_it(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    good = write(tmp_path, f"{HEADER}{A},{B},1.5,1700000000\n", "good.csv")
    bad = write(tmp_path, f"from,to,amount,asset\n{A},{C},1,ETH\n", "bad.csv")
    opened = open_sources([good, bad], ImportOptions(asset="ETH"))
    bad.write_text("changed", encoding="utf-8")
    with pytest.raises(Trouble, match=r"bad\.csv was changed while it was read"):
        ingest(case.store, opened)
    assert [row[:2] for row in rows(case)] == [("a", "b")]
    assert take_in(write(tmp_path, f"{HEADER}{C},{A},1,1700000000\n", "next.csv")).addresses == 3
    assert verify(case.store) == []


def test_a_transaction_told_by_two_files_is_one(tmp_path: Path, take_in: TakeIn) -> None:
    head, tx = "hash,from,to,amount,time,log_index\n", "0x" + "1" * 64
    placed = write(
        tmp_path, f"{head}{tx},{A},{B},5,1700000000,1\n{tx},{A},{B},5,1700000000,2\n", "placed.csv"
    )
    plain = write(tmp_path, f"{head}{tx},{A},{B},5,1700000000,\n" * 1, "plain.csv")
    three = write(
        tmp_path, head + f"{tx},{A},{B},5,1700000000,\n" * 2 + f"{tx},{A},{C},5,1700000000,\n", "three.csv"
    )
    assert take_in(placed).transfers == 2
    assert (take_in(plain).transfers, take_in(plain).duplicates) == (0, 1)
    last = take_in(three)
    assert (last.transfers, last.duplicates) == (1, 2)


def test_equal_rows_of_one_file_are_transfers_of_their_own(tmp_path: Path, take_in: TakeIn) -> None:
    tx = "0x" + "2" * 64
    text = "hash,from,to,amount\n" + f"{tx},{A},{B},5\n" * 3
    assert take_in(write(tmp_path, text)).transfers == 3


def test_plain_ids_have_a_namespace(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    path = write(tmp_path, "sourceNodeId,targetNodeId,value,time\n280,15349,147.8,1\n7,280,104.06,2\n")
    with pytest.raises(Trouble, match="--namespace"):
        take_in(path)
    assert take_in(path, namespace="amlsim").transfers == 2
    first = transfers.page(case.store, Where())[0]
    assert (first.sender, first.amount, first.decimals, first.time) == ("amlsim:280", 14780, 2, 1)


@pytest.mark.parametrize(
    "line, reason",
    [
        (f"{A},{B},-5,1700000000", "negative amount"),
        (f"{A},{B},{2**256},1700000000", "amount of 2^256 or more"),
        (f"{A},{B},much,1700000000", "not an amount: 'much'"),
        (f"{A},{B},,1700000000", "no amount"),
        (f"{A},0x12,5,1700000000", "not an EVM address"),
        (f"{A},0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeaeD,5,1700000000", "the checksum (EIP-55)"),
        (f"{A},,5,1700000000", "not an address"),
        (f"{A},{B},5,soon", "not a time: 'soon'"),
        (f"{A},{B},5", "3 cells instead of 4"),
        (f"{A},{B},5,1700000000,extra", "5 cells instead of 4"),
    ],
)
def test_a_bad_row_is_kept_with_line_and_reason(
    tmp_path: Path, take_in: TakeIn, case: Case, line: str, reason: str
) -> None:
    good = f"{A},{B},1,1700000000\n"
    report = take_in(write(tmp_path, HEADER + good + line + "\n" + good))
    assert (report.transfers, report.bad_rows) == (2, 1)
    ((number, why),) = reasons(case)
    assert number == 3
    assert why.startswith(reason)
    assert verify(case.store) == []


def test_a_truncated_file_keeps_its_whole_rows(tmp_path: Path, take_in: TakeIn) -> None:
    text = HEADER + f"{A},{B},1,1700000000\n" * 3
    report = take_in(write(tmp_path, text[:-30]))
    assert (report.transfers, report.bad_rows) == (2, 1)


def test_only_the_first_hundred_bad_rows_are_kept(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    report = take_in(write(tmp_path, HEADER + f"{A},{B},1,1700000000\n" + f"{A},{B},x,1700000000\n" * 150))
    assert (report.transfers, report.bad_rows, len(reasons(case))) == (1, 150, 100)


@pytest.mark.parametrize(
    "text, sentence",
    [
        (b"", "is empty"),
        (b"dear diary\n", "no table"),
        (b"name,colour\nx,y\n", "no column for from, to, amount"),
        (b"from,to,amount\na\0b,c,1\n", "of no known kind"),
        (b'{"hello": 1}', "of no known kind"),
        (b"PAR1 is what this begins with", "damaged Parquet"),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused(
    tmp_path: Path, take_in: TakeIn, case: Case, text: bytes, sentence: str
) -> None:
    with pytest.raises(Trouble, match=sentence):
        take_in(write(tmp_path, text, "t.txt"))
    assert sources.counts(case.store).transfers == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_encodings(tmp_path: Path, take_in: TakeIn, case: Case, encoding: str) -> None:
    text = f"from,to,amount,asset\n{A},{B},1,Zürich\n"
    assert take_in(write(tmp_path, text.encode(encoding))).transfers == 1
    assert "Zürich" in [asset.symbol for asset in sources.assets(case.store)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_and_quotes(tmp_path: Path, take_in: TakeIn, delimiter: str) -> None:
    text = (
        delimiter.join(['"From"', '"To"', '"Amount"']) + "\n" + delimiter.join([f'"{A}"', B, '"1"']) + "\n"
    )
    assert take_in(write(tmp_path, text)).transfers == 1


def test_a_header_alone_is_no_transfer(tmp_path: Path, take_in: TakeIn) -> None:
    assert take_in(write(tmp_path, HEADER)).transfers == 0


def test_parquet(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    path = tmp_path / "t.parquet"
    table = pa.table(
        {
            "from_address": [A, B],
            "to_address": [B, C],
            "value": pa.array([2**63, 7], pa.uint64()),
            "block_timestamp": pa.array([1_700_000_000_000, 1_700_000_001_000], pa.timestamp("ms")),
        }
    )
    pq.write_table(table, path)
    assert take_in(path, asset="ETH").transfers == 2
    assert rows(case) == [("a", "b", 2**63), ("b", "c", 7)]
    assert transfers.page(case.store, Where())[0].time == 1_700_000_000
    pq.write_table(table.drop_columns("value"), path)
    with pytest.raises(Trouble, match="no column for amount"):
        take_in(path)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(Trouble, match="damaged Parquet"):
        take_in(path)


def test_cancelling_keeps_nothing(tmp_path: Path, case: Case) -> None:
    path = write(tmp_path, HEADER + f"{A},{B},1,1700000000\n" * 10)

    def stop(done: int, total: int | None = None, note: str = "") -> None:
        if note.startswith("Sealing"):
            raise Cancelled

    with pytest.raises(Cancelled):
        ingest(case.store, open_sources([path], ImportOptions()), stop)
    assert sources.counts(case.store).transfers == 0
    assert sources.acquisitions(case.store) == []
    assert ingest(case.store, open_sources([path], ImportOptions())).transfers == 10


def test_two_imports_at_once_take_turns(tmp_path: Path, case: Case) -> None:
    files = [
        write(tmp_path, HEADER + f"{A},0x{i:040x},1,1700000000\n" * 2000, f"{i}.csv") for i in range(1, 4)
    ]
    with ThreadPoolExecutor(3) as pool:
        reports = list(
            pool.map(lambda path: ingest(case.store, open_sources([path], ImportOptions())), files)
        )
    assert [report.transfers for report in reports] == [2000] * 3
    assert verify(case.store) == []
    with case.store.reading() as db:
        assert db.execute("SELECT count(DISTINCT id) FROM transfer").fetchone() == (6000,)
        assert db.execute("SELECT count(*), count(DISTINCT id) FROM account").fetchone() == (4, 4)


def test_an_import_that_waits_can_be_cancelled(tmp_path: Path, case: Case) -> None:
    sources_ = open_sources([write(tmp_path, f"{HEADER}{A},{B},1,1700000000\n")], ImportOptions())

    def stop(done: int, total: int | None = None, note: str = "") -> None:
        if note == "Waiting for another import":
            raise Cancelled

    with case.store.intake, pytest.raises(Cancelled):
        ingest(case.store, sources_, stop)
    assert ingest(case.store, sources_, stop).transfers == 1


_IMPORT = """
import sys
from pathlib import Path
from investigator.cases.case import Case
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions
def tick(done, total=None, note=""):
    sys.stdout.write(f"{done}\\n")  # at once: two threads tick, and `print` writes the line's end by itself
    sys.stdout.flush()
with Case.open(Path(sys.argv[1])) as case:
    ingest(case.store, open_sources([Path(p) for p in sys.argv[2:]], ImportOptions()), tick)
"""


def test_killing_an_import_keeps_whole_files_only(tmp_path: Path) -> None:
    path = tmp_path / "killed.case"
    Case.create(path).close()
    small = write(tmp_path, HEADER + f"{A},{B},1,1700000000\n" * 5, "small.csv")
    large = write(tmp_path, HEADER + f"{A},{B},1,1700000000\n" * 400_000, "large.csv")
    command = [sys.executable, "-c", _IMPORT, str(path), str(small), str(large)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as importer:
        assert importer.stdout is not None
        while int(importer.stdout.readline() or 10**9) < 10_000:
            pass
        importer.kill()
    with Case.open(path) as case:
        assert sources.counts(case.store).transfers == 5
        assert verify(case.store) == []
        assert ingest(case.store, open_sources([large], ImportOptions())).transfers == 400_000


@pytest.mark.slow
def test_a_large_file_with_one_bad_line(tmp_path: Path, take_in: TakeIn, case: Case) -> None:
    line = f"{A},{B},1,1700000000\n".encode()
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.write(HEADER.encode())
        for part in range(20):
            file.write(line * 100_000)
            if part == 9:
                file.write(b"this line is broken\n")
    assert path.stat().st_size > 190_000_000
    report = take_in(path)
    assert (report.transfers, report.bad_rows) == (2_000_000, 1)
    assert reasons(case) == [(1_000_002, "1 cells instead of 4")]


@pytest.mark.real_data
def test_the_life_of_a_token(real_data: Path, take_in: TakeIn, case: Case) -> None:
    path = real_data / "bionic_token/data/bionic.csv"
    report = take_in(path, mapping="from=source,to=target,amount=amount", decimals=8, asset="BNC")
    assert (report.transfers, report.addresses) == (20_913, 11_308)
    assert (
        take_in(path, mapping="from=source,to=target,amount=amount", decimals=8, asset="BNC").transfers == 0
    )
    assert verify(case.store) == []


@pytest.mark.real_data
def test_fourteen_blocks(real_data: Path, take_in: TakeIn, case: Case) -> None:
    folder = real_data / "eth_blocks/mainnet_blocks"
    blocks = [folder / f"eth_{number}.json" for number in range(18090205, 18090219)]
    receipts = [folder / f"eth_{number}_receipts.json" for number in (18090206, 18090213, 18090218)]
    report = take_in(*receipts, *blocks)
    assert (report.transactions, report.blocks, report.kinds["native"]) == (2137, 14, 1233)
    with case.store.reading() as db:
        logs = db.execute(
            "SELECT block, count(DISTINCT (tx_hash, position)) FROM transfer WHERE kind IN (2, 3) GROUP BY 1 ORDER BY 1"
        ).fetchall()
        dated = db.execute("SELECT count(*) FROM transfer WHERE clock <> 0").fetchall()
    assert logs == [(18090206, 119), (18090213, 162), (18090218, 292)]
    assert dated == [(0,)]
    assert take_in(*blocks, *receipts).transfers == 0


@pytest.mark.real_data
def test_tagpacks(real_data: Path, take_in: TakeIn, case: Case) -> None:
    report = take_in(real_data / "labels/graphsense_tagpacks/packs")
    assert report.tags > 25_000
    assert report.bad_rows < 20
    assert verify(case.store) == []


@pytest.mark.real_data
def test_every_block_era_and_optimism(real_data: Path, take_in: TakeIn) -> None:
    files = sorted((real_data / "eth_blocks/mainnet_blocks").glob("*.json"))
    report = take_in(*(path for path in files if "receipts" not in path.name))
    assert (report.blocks, report.transactions, report.bad_rows) == (69, 3347 + 232, 0)
