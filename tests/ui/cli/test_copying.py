"""`merge CASE COPY.case`, as typed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ui.__main__ import main

Ask = Callable[..., Any]
A = "0x" + "a" * 40


def test_another_copy_is_taken_in(case: Path, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    copy = case.with_name("ben.case")
    shutil.copy(case, copy)
    ask("note", copy, A, "theirs")
    ask("note", case, A, "ours")
    capsys.readouterr()
    assert main(["merge", str(case), str(copy)]) == 0
    out = capsys.readouterr().out
    assert "Taken in: 1 journal line, 1 step, 0 acquisitions" in out
    assert "Hypothesis: Main (Ada)" in out
    assert "Conflict notes:eip155:1:" in out
    assert main(["merge", str(case), str(copy)]) == 2
    assert "in this case already" in capsys.readouterr().err
    found = ask("merge", copy, case)
    assert (found["lines"], found["steps"]) == (2, 1)
    assert ask("verify", case)["problems"] == []
