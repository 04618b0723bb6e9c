"""Patterns of a case, with its labels and addresses."""

from __future__ import annotations

import pytest

from investigator import operations
from investigator.cases.case import Case
from investigator.errors import Trouble
from investigator.operations.patterns import as_json, chosen, look_for_patterns, surroundings
from investigator.records import Address, Label
from tests.makers import Move, case

ROUND = [Move(0, 1, 10_000, time=1), Move(1, 2, 9_900, time=2), Move(2, 0, 9_900, time=3)]


def seen(made: Case, *only: str) -> list[dict[str, object]]:
    return as_json(made, look_for_patterns(made, operations.columns(made), only))


def test_findings_carry_addresses_and_transfers() -> None:
    with case(ROUND) as made:
        (found,) = seen(made, "cycle")
    assert found["accounts"] == ["bank:0", "bank:1", "bank:2"]
    assert found["transfers"] == [0, 1, 2]
    assert found["transactions"] == []
    assert (found["pattern"], found["version"]) == ("cycle", "1")
    assert 0 < float(str(found["strength"])) <= 1


def test_services_are_those_that_labels_say() -> None:
    with case(ROUND, tags=[{"address": "bank:1", "category": "exchange"}]) as made:
        assert surroundings(made).services == {1}
        assert seen(made, "cycle") == []
    with case(ROUND) as made:
        operations.put_label(made, made_address(made, "bank:2"), Label("M", "mixing_service"))
        assert surroundings(made).mixers == {2}


def made_address(made: Case, text: str) -> Address:
    return operations.resolve(made, [text])[0][0]


def test_names_are_forgiving_and_unknown_ones_are_said() -> None:
    assert [one.name for one in chosen(["Peel_Chain", "fan in", "peel-chain"])] == ["peel chain", "fan-in"]
    assert len(chosen([])) == 15
    with pytest.raises(Trouble, match="no pattern zigzag; there are peel chain, fan-in"):
        chosen(["zigzag"])


def test_all_patterns_run_on_an_empty_case() -> None:
    with case() as made:
        assert seen(made) == []
