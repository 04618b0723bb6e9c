"""A report of ten thousand exhibits: how long it takes, and how much memory, as PDF and as HTML."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.row import Row
from investigator.cases.case import Case
from investigator.cases.edits import SetExhibits, SetTitle
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions
from investigator.report import ReportOptions, make_report

EXHIBITS = 10_000


def made(folder: Path, count: int) -> Case:
    """A case of `count` transfers among a thousand accounts, every one an exhibit."""
    table = folder / "moves.csv"
    rows = (f"0x{i % 1000:040x},0x{(i * 7 + 1) % 1000:040x},{i + 1},{i}" for i in range(count))
    table.write_text("from,to,value,timestamp\n" + "\n".join(rows) + "\n", encoding="utf-8")
    case = Case.create(folder / "many.case", "Bench")
    ingest(case.store, open_sources([table], ImportOptions()))
    case.do(SetTitle("Ten thousand exhibits", "How long does it take?"))
    case.do(SetExhibits(tuple(range(count))))
    return case


def peak() -> float:
    """The most memory that this process has held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1_048_576 if sys.platform == "darwin" else 1024)


def run(count: int = EXHIBITS) -> list[Row]:
    """Rows of seconds, pages and memory."""
    found = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with made(folder, count) as case:
            before = peak()
            for form in ("html", "pdf"):
                start = time.perf_counter()
                options = ReportOptions("Bench", form="html" if form == "html" else "pdf")
                result = make_report(case, folder / f"report.{form}", options)
                found.append(
                    Row(f"{form} of {count:,} exhibits", time.perf_counter() - start, "s", 60, "bound")
                )
                found.append(Row("  pages", result.pages, ""))
                found.append(Row("  memory above the case", peak() - before, "MB"))
    return found


if __name__ == "__main__":
    for row in run(int(sys.argv[1]) if len(sys.argv) > 1 else EXHIBITS):
        print(f"{row.what:40} {row.ours:10.2f} {row.unit}")
