"""`paths` and `patterns`, as typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ui.__main__ import main

Ask = Callable[..., Any]
A, B, C = ("0x" + digit * 40 for digit in "abc")


def test_paths_in_json(case: Path, ask: Ask) -> None:
    found = ask("paths", case, A, C)
    path = found["paths"][0]
    assert path["accounts"] == [A, B, C]
    assert (path["hops"], path["in_time"]) == (2, True)
    assert [(step["from"], step["to"]) for step in path["steps"]] == [(A, B), (B, C)]
    assert all(step["amount"].isdigit() and step["kind"] == "transfer" for step in path["steps"])
    assert found["closed"] is None
    assert int(found["flows"][0]["value"]) > 0


def test_no_path_says_why(case: Path, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    found = ask("paths", case, A, C, "--hops", "1", code=1)
    assert found["paths"] == []
    assert {"condition": "hops", "hops": 2} in found["closed"]["opens"]
    assert main(["paths", str(case), A, C, "--hops", "1"]) == 1
    assert "There would be one of 2 transfers if more transfers were allowed." in capsys.readouterr().out


def test_paths_for_people(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", str(case), A, C]) == 0
    told = capsys.readouterr().out
    assert "Earliest, 2 transfers:" in told
    assert f"{A} -> {B}" in told
    assert "can have come through" in told


@pytest.mark.parametrize(
    ("words", "sentence"), [([A, A], "stands at both ends"), ([A, "0x" + "9" * 40], "There is no account")]
)
def test_what_does_not_fit(
    case: Path, words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["paths", str(case), *words]) == 2
    assert sentence in capsys.readouterr().err


def test_patterns(case: Path, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("patterns", case, "--only", "fan-in") == []
    assert main(["patterns", str(case)]) == 0
    assert "No pattern was seen." in capsys.readouterr().out
    assert main(["patterns", str(case), "--only", "zigzag"]) == 2
    assert "There is no pattern zigzag" in capsys.readouterr().err


def test_patterns_for_people_and_machines(
    tmp_path: Path, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    path, table = tmp_path / "p.case", tmp_path / "p.csv"
    rows = "".join(f"0x{i:040x},{A},{5 + i},{1_700_000_000 + i}\n" for i in range(1, 8))
    table.write_text(f"from,to,amount,time\n{rows}", encoding="utf-8")
    ask("new", path)
    ask("import", path, table, "--asset", "ETH")
    (found,) = [one for one in ask("patterns", path) if one["pattern"] == "fan-in"]
    assert found["accounts"][0] == A
    assert len(found["transfers"]) == 7
    assert main(["patterns", str(path), "--only", "fan-in"]) == 0
    told = capsys.readouterr().out
    assert "fan-in: 1 seen" in told
    assert "received from 7 accounts" in told
    assert "Patterns are leads" in told
