"""An audit finds what was planted: turned labels, twins across parts, and labels that are too few."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from gnn.annotations.audit import DETAILED, audit
from gnn.annotations.audited import Audit, Member
from gnn.example import Example
from tests.makers import graph

WORLDS = Path(__file__).resolve().parents[4] / "shared" / "data" / "amlsim"


def turned(example: Example, seed: int = 1) -> Example:
    rng = np.random.default_rng(seed)
    labels = example.labels.copy()
    for value in (0, 1):
        rows = np.flatnonzero(example.labels == value)
        labels[rng.choice(rows, round(0.1 * rows.size), replace=False)] = 1 - value
    return replace(example, labels=labels)


def share_found(example: Example, wrong: Example) -> float:
    found = audit([wrong])
    assert len(found.suspects) == example.labels.size
    first = {one.account for one in found.suspects[: example.labels.size // 5]}
    rows = np.flatnonzero(example.labels != wrong.labels)
    return sum(int(wrong.graph.accounts[row]) in first for row in rows) / rows.size


def test_turned_labels_stand_in_front(example: Example) -> None:
    wrong = turned(example)
    assert share_found(example, wrong) >= 0.5
    found = audit([wrong])
    assert found == audit([wrong])
    assert found.likely > 0
    assert any("probably wrong" in said for said in found.warnings)
    for one in found.suspects[:DETAILED]:
        assert one.why.startswith(f"Labelled {'illicit' if one.illicit else 'licit'}; the other labels")
    assert any("what speaks against it" in one.why for one in found.suspects[:20])
    assert [one.probability for one in found.suspects] == sorted(one.probability for one in found.suspects)


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["20K_cycle200", "20K_fanin200"])
def test_turned_labels_of_amlsim_stand_in_front(name: str) -> None:
    if not (WORLDS / name).is_dir():
        pytest.skip("AMLSim's worlds are not here")
    from gnn.pretrain import amlsim

    example = amlsim(WORLDS / name)
    assert share_found(example, turned(example)) >= 0.5


def test_one_address_in_two_cases_is_told_where_it_learns_and_judges() -> None:
    ring = graph([(i, (i + 1) % 6) for i in range(6)] * 2, 6)
    labels = np.array([1, 1, 1, 0, 0, 0], np.int8)
    first, second = Example(ring, labels, part="train"), Example(ring, 1 - labels, part="test")
    who = np.arange(6, dtype=np.int64)
    found = audit([first, second], identity=[who, who + 3])
    same = [one for one in found.twins if one.kind == "same address"]
    assert [one.members for one in same] == [
        (Member(0, 3 + i, False, "train"), Member(1, i, False, "test")) for i in range(3)
    ]
    assert all(one.across and not one.torn and one.size == 2 for one in same)
    assert any("learned from and judge at once" in said for said in found.warnings)
    assert found.balance["train"] == {"illicit": 3, "licit": 3}


def test_equal_accounts_with_differing_labels_are_told() -> None:
    star = graph([(0, i) for i in range(1, 9)], 9)
    labels = np.array([-1, 1, 1, 1, 1, 0, 0, 0, 0], np.int8)
    found = audit([Example(star, labels, part="train")])
    assert any(one.kind == "same features" and one.torn for one in found.twins)
    assert any("labels that differ" in said for said in found.warnings)


def test_too_few_labels_have_no_suspects_but_a_warning() -> None:
    ring = graph([(0, 1), (1, 2), (2, 0)], 3)
    found = audit([Example(ring, np.array([1, 0, 0], np.int8))])
    assert found.suspects == ()
    assert "too few" in found.warnings[0]
    none = audit([Example(ring, np.full(3, -1, np.int8))])
    assert none.warnings == ("No account is labelled.",)


def test_an_audit_travels_as_plain_values(few: Example) -> None:
    found = audit([few])
    assert msgspec.convert(msgspec.to_builtins(found), Audit) == found
