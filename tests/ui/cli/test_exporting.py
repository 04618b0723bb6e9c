from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.ui.cli.conftest import A
from ui.__main__ import main


def test_a_case_is_exported_as_typed(
    case: Path, ask: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = ask("export", case, "--format", "csv", "--part", "all", "-o", tmp_path / "t.csv")
    assert (made["accounts"], made["transfers"]) == (3, 3)
    with Path(made["files"][0]).open(encoding="utf-8") as opened:
        amounts = {int(row["amount"]) for row in csv.DictReader(opened)}
    assert len(amounts) == 3
    assert max(amounts) % 5 == 0
    ask("expand", case, "--from", A)
    assert ask("export", case, "--format", "stix")["files"] == [str(case.with_name("theft.stix.json"))]
    assert main(["export", str(case), "--format", "goaml"]) == 0
    assert "draft" in capsys.readouterr().out


def test_a_schema_finds_fault(
    case: Path, ask: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    xsd = tmp_path / "fiu.xsd"
    xsd.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="report" type="xs:string"/></xs:schema>'
    )
    found = ask("export", case, "--format", "goaml", "--part", "all", "--schema", xsd, code=1)
    assert found["faults"]
    capsys.readouterr()
    assert main(["export", str(case), "--format", "csv", "--schema", str(xsd)]) == 2
    assert "goaml only" in capsys.readouterr().err
    assert main(["export", str(case), "--format", "csv"]) == 2
    assert "on the chart" in capsys.readouterr().err
