"""Import: transfers a second from CSV and Parquet into sealed evidence, beside DuckDB's bare insert."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from benchmarks.row import Row
from investigator.cases.case import Case
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions


def made(rows_: int) -> pa.Table:
    """A table of transfers between addresses of a power law."""
    random = np.random.default_rng(0)
    who = [f"0x{i * 0x9E3779B97F4A7C15 % 2**160:040x}" for i in range(rows_ // 10)]
    pick = lambda: (random.pareto(1.2, rows_) * 20).astype(np.int64) % len(who)  # noqa: E731
    return pa.table(
        {
            "from": pa.array(who).take(pa.array(pick())),
            "to": pa.array(who).take(pa.array(pick())),
            "amount": random.integers(1, 2**62, rows_),
            "time": np.sort(random.integers(1_600_000_000, 1_700_000_000, rows_)),
        }
    )


def peak(path: Path, folder: Path) -> float:
    """Most memory, in MB, that a process needs for such an import."""
    case = folder / f"{path.name}.peak.case"
    command = [sys.executable, "-c", _PEAK, str(path), str(case)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


_PEAK = """
import sys
from pathlib import Path
from benchmarks.memory import peak
from investigator.cases.case import Case
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions
with Case.create(Path(sys.argv[2])) as case:
    ingest(case.store, open_sources([Path(sys.argv[1])], ImportOptions(asset="ETH")))
print(peak())
"""


def ours(path: Path, folder: Path) -> float:
    """Seconds of a whole import into a new case file."""
    begun = time.perf_counter()
    with Case.create(folder / f"{path.name}.case") as case:
        ingest(case.store, open_sources([path], ImportOptions(asset="ETH")))
    return time.perf_counter() - begun


def bare(path: Path, folder: Path, reader: str) -> float:
    """Seconds of DuckDB reading the same file into a table, without provenance or checks."""
    begun = time.perf_counter()
    with duckdb.connect(str(folder / f"{path.name}.duckdb")) as db:
        db.execute(f"CREATE TABLE t AS SELECT * FROM {reader}(?)", [str(path)])  # noqa: S608 - two fixed names
    return time.perf_counter() - begun


def rows(quick: bool) -> list[Row]:
    """Transfers a second."""
    found = []
    for size in (200_000,) if quick else (1_000_000, 10_000_000):
        found += _of_size(size)
    return found


def _of_size(size: int) -> list[Row]:
    table = made(size)
    found = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pacsv.write_csv(table, folder / "t.csv")
        pq.write_table(table, folder / "t.parquet")
        for file, reader in (("t.csv", "read_csv"), ("t.parquet", "read_parquet")):
            rate = size / ours(folder / file, folder)
            peer = size / bare(folder / file, folder, reader)
            found.append(
                Row(f"import {size:,} transfers, {file[2:]}", rate, "/s", peer, f"DuckDB {reader} alone")
            )
        found.append(Row("  most memory, csv", peak(folder / "t.csv", folder), "MB"))
    return found
