"""A report of ten thousand exhibits: how long it takes, and how much memory, as PDF and as HTML."""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from benchmarks import memory
from benchmarks.row import Row
from investigator.cases.case import Case
from investigator.cases.edits import SetExhibits, SetTitle
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions
from investigator.progress import Cancelled
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


class Watch:
    """Looks at the most that any process which this one started has held, from when it is entered to when it is left."""

    def __init__(self) -> None:
        self.most = 0.0
        self._over = Event()
        self._thread = Thread(target=self._look)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.05):
            for task in Path("/proc/self/task").glob("*/children"):
                for child in task.read_text("ascii").split():
                    with suppress(OSError, StopIteration):
                        self.most = max(self.most, memory.peak(child))


def cancelled(case: Case, target: Path) -> float:
    """Seconds from Cancel, in the midst of setting pages, until the process is gone."""
    asked = 0.0

    def tick(done: int, total: int | None = None, note: str = "") -> None:
        nonlocal asked
        if note.startswith("Laying out"):
            asked = time.perf_counter()
            raise Cancelled

    with suppress(Cancelled):
        make_report(case, target, ReportOptions("Bench"), tick=tick)
    return time.perf_counter() - asked


def rows(quick: bool) -> list[Row]:
    """Rows for a report of a thousand exhibits and, unless it is to be quick, one of ten thousand."""
    return [row for count in ((1_000,) if quick else (1_000, EXHIBITS)) for row in measured(count)]


def measured(count: int) -> list[Row]:
    """Seconds, pages and memory: of the program, and of the process that sets the pages and then is gone.

    What was tried against the typesetter's memory, for ten thousand exhibits (1,300 MB and 6 s of processor time at first):

    - row heights known beforehand (`investigator.report.rows`), no lines of each cell: 800 MB and 3 s, as it is now;
    - tables of 200 rows each: the same; without tags: 5 % less, so that they are not what costs;
    - a paragraph for each exhibit: 480 MB, but no longer a table to who listens to it.

    It holds all pages at once, about 65 KB for each exhibit, and gives them back with its end. Pages set in parts and
    joined would hold less; whether what is joined is still tagged PDF/A, nothing at hand could check.
    """
    found = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with made(folder, count) as case:
            memory.forget()
            before = memory.peak()
            for form in ("html", "pdf"):
                start = time.perf_counter()
                options = ReportOptions("Bench", form="html" if form == "html" else "pdf")
                with Watch() as watch:
                    result = make_report(case, folder / f"report.{form}", options)
                found.append(
                    Row(f"{form} of {count:,} exhibits", time.perf_counter() - start, "s", 60, "bound")
                )
                found.append(Row("  pages", result.pages, ""))
                found.append(Row("  memory of the program above the case", memory.peak() - before, "MB"))
            found.append(Row("  memory of the typesetter", watch.most, "MB"))
            found.append(
                Row("  from Cancel to its end", cancelled(case, folder / "none.pdf"), "s", 1, "bound")
            )
    return found


if __name__ == "__main__":
    for row in measured(int(sys.argv[1]) if len(sys.argv) > 1 else EXHIBITS):
        print(f"{row.what:44} {row.ours:10.2f} {row.unit}")
