from __future__ import annotations

import hashlib
import json
from pathlib import Path

from investigator.cases.verify import verify
from investigator.data import answers, ledger
from investigator.operations import default_report, write_report
from investigator.report import ReportOptions
from tests.makers import Move, case

SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>"


def test_a_report_is_a_line_and_a_figure_from_the_window_is_kept(tmp_path: Path) -> None:
    with case([Move(0, 1, 5, time=1)]) as made:
        with made.store.reading() as db:
            head = ledger.head(db).seq
        result = write_report(made, tmp_path / "r.pdf", ReportOptions("Ada"), SVG)
        again = write_report(made, tmp_path / "again.pdf", ReportOptions("Ada"), SVG)
        assert (
            result.sha256 == again.sha256 == hashlib.sha256((tmp_path / "r.pdf").read_bytes()).hexdigest()
        )
        with made.store.reading() as db:
            said = json.loads(list(ledger.lines(db))[-1].body)
        assert (said["sha256"], said["head"], said["pages"]) == (result.sha256, head, result.pages)
        assert said["options"]["examiner"] == "Ada"
        assert b"".join(answers.answer(made.store, said["figure"])).decode() == SVG
        assert [one for one in verify(made.store) if one.where == "raw_answer"] == []


def test_it_goes_beside_the_case() -> None:
    assert default_report(Path("a/theft.case")) == Path("a/theft.pdf")
