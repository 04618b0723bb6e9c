"""`certify`, as typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ui.__main__ import main

Ask = Callable[..., Any]
A = "0x" + "a" * 40


def test_certify(case: Path, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = ask("certify", case, A)
    assert (found["address"], found["chain"], found["outcome"]) == (A, "eip155:1", "unproven")
    assert main(["certify", str(case), A]) == 0
    assert (
        "? coverage: No blocks were looked at for this account: pull it first." in capsys.readouterr().out
    )
    assert main(["certify", str(case)]) == 0
    assert "No account was pulled" in capsys.readouterr().out
    assert main(["certify", str(case), "0x" + "9" * 40]) == 2
    assert "There is no account" in capsys.readouterr().err
