from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ui.__main__ import main

A, B, C = ("0x" + digit * 40 for digit in "abc")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folders of one's own."""
    monkeypatch.setenv("INVESTIGATOR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("INVESTIGATOR_EXAMINER", "Ada")
    return tmp_path / "home"


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Run a command with --json; its exit code must be 0 or as said."""

    def run(*words: object, code: int = 0) -> Any:
        capsys.readouterr()
        assert main([*map(str, words), "--json"]) == code
        return json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def case(tmp_path: Path, ask: Callable[..., Any]) -> Path:
    """A case with three accounts and three transfers."""
    path = tmp_path / "theft.case"
    table = tmp_path / "t.csv"
    table.write_text(
        f"from,to,amount,time\n{A},{B},5,1700000000\n{B},{C},4,1700000100\n{C},{A},1,1700000200\n",
        encoding="utf-8",
    )
    ask("new", path, "--title", "Theft", "--question", "Where did it go?")
    ask("import", path, table, "--asset", "ETH")
    return path
