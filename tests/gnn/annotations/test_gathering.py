"""What cases teach together, and who may judge; the rest is told with the work on cases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gnn.annotations.gathering import gather, identities, judges, served
from gnn.shelf import Shelf
from investigator.cases.case import Case
from investigator.cases.edits import SetLabels
from investigator.errors import Trouble
from investigator.records import Address, Label
from tests.makers import Move, case

MOVES = [Move(i % 8, (i + 1) % 8, 5, i) for i in range(24)]


def labelled(*verdicts: bool | None) -> Case:
    made = case(MOVES, 8)
    for number, illicit in enumerate(verdicts):
        if illicit is not None:
            made.do(SetLabels(Address(f"bank:{number}"), (Label("x", illicit=illicit),)))
    return made


def test_labels_become_an_example_each_with_its_part() -> None:
    with labelled(True, True, True, None, False, False, False) as some:
        (found,) = served(gather([some]))
        assert found.example.labels.tolist() == [1, 1, 1, -1, 0, 0, 0, -1]
        assert (found.count(1), found.count(0)) == (3, 3)
        assert {label.part for label in found.labels.values()} == {"train", "validation", "test"}
        assert found.addresses[4] == "bank:4"


def test_one_address_has_one_identity_in_all_cases() -> None:
    with labelled(True, None, False) as one, labelled(None, True, False) as other:
        first, second = identities(gather([one, other]))
        assert first[2] == second[2] >= 0
        assert first[1] == second[0] == -1
        assert len({first[0], first[2], second[1]}) == 3


def test_what_is_left_out_must_be_in_some_case() -> None:
    with labelled(True, False) as one, case([], 1) as other:
        found = gather([other, one], without=["bank:1"])
        assert list(found[1].labels) == [0]
        with pytest.raises(Trouble, match="no account bank:9"):
            gather([other, one], without=["bank:9"])


def test_without_an_incumbent_the_test_part_judges(tmp_path: Path) -> None:
    with labelled(True, True, True, None, False, False, False) as some:
        (found,) = served(gather([some]))
        (held,) = judges([found], [], Shelf(tmp_path))
        judging = [int(a) for a, label in found.labels.items() if label.part == "test"]
        assert np.flatnonzero(held).tolist() == sorted(judging)


def test_an_address_in_several_cases_judges_once(tmp_path: Path) -> None:
    with labelled(True, True, True, None, False, False, False) as some:
        (found,) = gather([some])
        labels = {account: replace(label, part="test") for account, label in found.labels.items()}
        judging = replace(found, labels=labels)
        first, second = judges([judging, judging], [], Shelf(tmp_path))
        assert (first.sum(), second.sum()) == (6, 0)
