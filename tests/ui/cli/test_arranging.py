from __future__ import annotations

import json
from pathlib import Path

import pytest

from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import Show
from tests.ui.rooms import make_case
from ui.cli.parser import parse
from ui.cli.run import run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = make_case(tmp_path / "small.case")
    with Case.open(made, "alice") as case:
        case.do(Show(AccountSet.of(range(4))))
    return made


def test_places_are_answered_and_nothing_is_changed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(parse(["layout", str(path), "--kind", "radial", "--root", "bank:1", "--json"])) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["kind"], said["kept"], len(said["accounts"])) == ("radial", False, 4)
    with Case.open(path, "alice") as case:
        assert not case.facts.places


def test_a_layout_is_kept_as_one_edit_and_drawn(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "chart.svg"
    assert run(parse(["layout", str(path), "--kind", "hierarchy", "--keep", "-o", str(out)])) == 0
    assert "4 accounts laid out by hierarchy" in capsys.readouterr().out
    assert out.read_text(encoding="utf-8").startswith("<svg")
    with Case.open(path, "alice") as case:
        assert len(case.facts.places) == 4
        case.undo()
        assert not case.facts.places


@pytest.mark.parametrize(
    "more, said", [(["--root", "bank:9"], "no account"), (["-o", "chart.png"], "no .svg")]
)
def test_what_cannot_be_is_said(
    path: Path, capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    assert run(parse(["layout", str(path), *more])) == 2
    assert said in capsys.readouterr().err
