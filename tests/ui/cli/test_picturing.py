from __future__ import annotations

import json
from pathlib import Path

import pytest

from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import SetChart, SetView, Show
from investigator.cases.views import Lens
from tests.makers import Move, put
from ui.__main__ import main


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.case"
    with Case.create(made, "alice") as case:
        put(case.store, [Move(0, 1, 500, 10), Move(1, 2, 300, 20)], [f"bank:{i}" for i in range(3)])
        case.do(Show(AccountSet.of([0, 1, 2])))
        case.do(SetChart("c1", "Cash-out", AccountSet.of([1, 2])))
        case.do(SetView("Large", Lens("value>4", "force", "", 0, 0, 9000), AccountSet.of([0, 1, 2])))
    return made


@pytest.mark.parametrize(
    "more, count",
    [((), 3), (("--chart", "Cash-out"), 2), (("--view", "Large"), 2), (("--filter", "value<4"), 2)],
)
def test_a_chart_or_a_view_is_written(
    path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], count: int
) -> None:
    out = path.with_suffix(".svg")
    assert main(["picture", str(path), "-o", str(out), "--json", *more]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["accounts"] == count
    assert "a.case" in out.read_text(encoding="utf-8")


def test_without_its_stamp_a_picture_names_no_case(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = path.with_suffix(".svg")
    assert main(["picture", str(path), "-o", str(out), "--no-stamp", "--no-filter", "--no-scale"]) == 0
    assert "Wrote" in capsys.readouterr().out
    assert "a.case" not in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "more, said",
    [
        (("--chart", "No"), "the case has Cash-out"),
        (("--view", "No"), "Large"),
        (("--layout", "no"), "hierarchy"),
        (("--width", "1"), "points wide"),
    ],
)
def test_what_is_not_there_is_said(
    path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], said: str
) -> None:
    assert main(["picture", str(path), "-o", str(path.with_suffix(".svg")), *more]) == 2
    assert said in capsys.readouterr().err
