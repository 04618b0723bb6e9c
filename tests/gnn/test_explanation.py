"""An explanation goes through JSON and comes back as it was."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from gnn.explanation import (
    Carrier,
    Explanation,
    Fidelity,
    Kin,
    Surroundings,
    explanation_of,
    plain,
)
from investigator.records import Reason

FIDELITY = Fidelity("features", 4, 0.9, 0.1, 0.85, 0.3, 0.2, 0.88, 1.0, 0.95, 20, "They carry it.")
EXPLANATION = Explanation(
    account=7,
    model="m-12345678",
    model_hash="ab",
    input_hash="cd",
    score=0.9,
    calibrated=0.8,
    abstained=False,
    summary="Received from 41 accounts.",
    reasons=(Reason("received from 41 accounts", 1.5, "received_partners"),),
    feature_fidelity=FIDELITY,
    carriers=(Carrier(3, 0.7, 0),),
    transfer_fidelity=None,
    surroundings=Surroundings(3, 20, 31, 0.9, True),
    kin=(Kin(9, True, 0.99, "both received much"),),
)


def test_it_comes_back_from_json_as_it_was() -> None:
    for some in (EXPLANATION, replace(EXPLANATION, transfer_fidelity=FIDELITY, kin=())):
        assert explanation_of(json.loads(json.dumps(plain(some)))) == some


@pytest.mark.parametrize("wrong", [None, {}, {**plain(EXPLANATION), "account": "x"}])
def test_anything_else_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="none"):
        explanation_of(wrong)


def test_sufficient_is_near_the_score_and_beyond_chance() -> None:
    assert FIDELITY.sufficient
    assert not replace(FIDELITY, kept_beats=0.5).sufficient
    assert not replace(FIDELITY, kept=0.4).sufficient


def test_necessary_is_far_from_the_score_and_beyond_chance() -> None:
    assert FIDELITY.necessary
    assert not replace(FIDELITY, removed_beats=0.5).necessary
    assert not replace(FIDELITY, removed=0.6).necessary
