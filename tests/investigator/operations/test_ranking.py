"""Rankings of a case, with names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.operations import columns
from investigator.operations.ranking import rank_accounts
from tests.makers import Move, case, put
from ui.__main__ import main


def test_the_highest_first_with_their_labels() -> None:
    with case([Move(0, 1, 5, 1), Move(1, 2, 5, 2), Move(3, 2, 5, 3)]) as made:
        put(made.store, [], [], [], [{"address": "bank:2", "label": "Shop"}], source="labels")
        found = rank_accounts(made, columns(made), ["bank:0"])
        assert [(one.address, one.label) for one in found] == [("bank:1", ""), ("bank:2", "Shop")]
        assert len(rank_accounts(made, columns(made), ["bank:0"], top=1)) == 1


def test_as_typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Case.create(tmp_path / "a.case") as made:
        put(made.store, [Move(0, 1, 5, 1)], ["bank:0", "bank:1"])
    assert main(["trace", str(tmp_path / "a.case"), "--from", "bank:0", "--rank", "3", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["address"], one["tier"]) for one in told["ranking"]] == [("bank:1", "lead")]
    assert main(["trace", str(tmp_path / "a.case"), "--from", "bank:0", "--rank", "3"]) == 0
    assert "(a lead, and no result of the trace)" in capsys.readouterr().out
