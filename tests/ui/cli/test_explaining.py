"""`explain`, as typed; the sums behind it are tested with the models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gnn.explanation import Carrier, Explanation, Fidelity, Kin, Surroundings
from investigator.cases.case import Case
from investigator.records import Reason
from ui.__main__ import main
from ui.cli.explaining import told

FIDELITY = Fidelity("transfers", 1, 0.9, 0.1, 0.85, 0.3, 0.2, 0.88, 1.0, 0.95, 20, "It carries the score.")
FOUND = Explanation(
    account=0,
    model="m-12345678",
    model_hash="ab",
    input_hash="cd",
    score=0.9,
    calibrated=0.8,
    abstained=False,
    summary="Suspicious (score 0.90): received from 41 accounts.",
    reasons=(Reason("received from 41 accounts", 1.5), Reason("ordinary: active for years", -0.5)),
    feature_fidelity=replace(FIDELITY, of="features", verdict="They carry the score."),
    carriers=(Carrier(0, 0.7, 0), Carrier(1, -0.25, 1)),
    transfer_fidelity=FIDELITY,
    surroundings=Surroundings(3, 3, 3, 0.7, False),
    kin=(Kin(2, True, 0.9996, "alike in cycles"),),
)


def test_every_part_has_its_lines(case: Path) -> None:
    with Case.open(case, "Ada") as opened:
        lines = list(told(opened, FOUND))
        bare = list(
            told(
                opened,
                replace(
                    FOUND,
                    transfer_fidelity=None,
                    carriers=(),
                    kin=(),
                    surroundings=Surroundings(0, 1, 0, 0.9, True),
                ),
            )
        )
    assert lines == [
        "Suspicious (score 0.90): received from 41 accounts.",
        "By m-12345678; a score is a lead, not a finding.",
        "Why, by weight in log odds:",
        "  +1.50  received from 41 accounts",
        "  -0.50  ordinary: active for years",
        "  They carry the score.",
        "Transfers that carry it:",
        f"  +0.70  0x{'a' * 40} → 0x{'b' * 40}  0.000000000000000005 ETH",
        f"  -0.25  0x{'b' * 40} → 0x{'c' * 40}  0.000000000000000004 ETH  1 further on",
        "  It carries the score.",
        "  Looked for among the 3 transfers nearest to it, where its score is 0.70.",
        "Labelled accounts most like it:",
        f"  0x{'c' * 40}  suspicious, nearer than 99.9 % of all accounts; alike in cycles",
    ]
    assert bare[-1] == "No other account is labelled, so there is none to compare it with."
    assert len(bare) == 7


def test_an_account_that_there_is_not(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(case), "0x" + "9" * 40]) == 2
    assert "0x9999" in capsys.readouterr().err


def test_for_machines(case: Path, ask: Callable[..., Any]) -> None:
    found = ask("explain", case, "0x" + "b" * 40)
    assert found["address"] == "0x" + "b" * 40
    assert found["model"].startswith("worlds-")
    assert {"from", "to", "asset", "amount", "time", "tx", "weight", "hop"} <= found["carriers"][0].keys()
    assert found["transfer_fidelity"]["masks"] == 20
