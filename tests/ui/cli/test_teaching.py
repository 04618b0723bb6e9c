"""`train` and `triage` as they are typed: what is checked first, what is refused, and what to label next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gnn import casework
from gnn.annotations.audited import Audit, Clash, Member, Suspect, Twin
from gnn.shelf import Shelf
from investigator.cases.case import Case
from investigator.data.queries import results
from investigator.errors import Trouble
from investigator.records import Scores
from tests.ui.cli.conftest import A, B
from ui.__main__ import main

Ask = Callable[..., Any]
FOUND = Audit(
    (
        Suspect(0, 0, True, 0.1, True, "Labelled illicit; the other labels make that 10% probable.", A),
        Suspect(0, 1, False, 0.9, False, "Labelled licit.", B),
    ),
    (
        Twin(
            "same features", (Member(0, 0, True, "train", A), Member(0, 1, False, "test", B)), 4, True, True
        ),
    ),
    {"train": {"illicit": 1, "licit": 1}},
    ("1 of 2 labels is probably wrong.",),
    (Clash(0, 0, A, ("theft (own, 70)",), ("shop (list, 50)",), True, True),),
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the work was asked for; the work itself is tested where it is done."""
    orders: list[dict[str, Any]] = []

    def audit(cases: Sequence[Case], worker: object, **given: Any) -> Audit:
        orders.append(given)
        return FOUND

    def train(cases: Sequence[Case], worker: object, folder: Path, **given: Any) -> dict[str, Any]:
        orders.append(given | {"folder": folder})
        if not given["force"]:
            raise Trouble(
                "The new model is worse than the one in use and was not kept: PR-AUC 0.1 against 0.9."
            )
        return {"id": "t-1", "against": "Kept although it is worse.", "forced": True}

    monkeypatch.setattr(casework, "audit_cases", audit)
    monkeypatch.setattr(casework, "train_cases", train)
    monkeypatch.setattr(casework, "in_use", lambda case, shelf: "in use")
    return orders


def test_a_check_changes_nothing_and_ranks_labels(
    case: Path, ask: Ask, asked: list[dict[str, Any]]
) -> None:
    found = ask("train", case, "--check", "--without", B)
    assert [(one["address"], one["likely"]) for one in found["suspects"]] == [(A, True), (B, False)]
    assert found["likely"] == 1
    assert found["clashes"][0]["verdict"] is True
    assert len(asked) == 1
    assert asked[0]["without"] == [B]


def test_a_case_named_twice_teaches_once(
    case: Path, ask: Ask, asked: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []

    def audit(cases: Sequence[Case], worker: object, **given: Any) -> Audit:
        taken.append(len(cases))
        return FOUND

    monkeypatch.setattr(casework, "audit_cases", audit)
    ask("train", case, case.parent / "." / case.name, "--check")
    assert taken == [1]


def test_a_check_in_words(
    case: Path, asked: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", str(case), "--check"]) == 0
    said = capsys.readouterr().out
    assert "1 of 2 labels is probably wrong." in said
    assert "illicit by theft (own, 70); licit by shop (list, 50); illicit holds" in said
    assert f"same features: {A} (illicit, train), {B} (licit, test) and 2 more." in said
    assert "0.10" in said
    assert "0.90" not in said, "only the doubtful are shown where there are any"


def test_a_worse_model_is_refused_and_a_forced_one_says_so(
    case: Path, ask: Ask, asked: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", str(case)]) == 2
    assert "worse than the one in use" in capsys.readouterr().err
    card = ask("train", case, "--force", "--search", "3", "--seed", "7", "--claims")
    assert card["forced"] is True
    assert card["audit"]["likely"] == 1
    order = asked[-1]
    assert (order["against"], order["search"], order["seed"], order["claims"]) == ("in use", 3, 7, True)


def test_a_model_to_compare_with_must_be_there(
    case: Path, asked: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", str(case), "--against", "nothing-00000000"]) == 2
    assert "There is no model" in capsys.readouterr().err


def test_triage_lists_what_to_label_next(case: Path, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["triage", str(case)]) == 2
    assert "Nothing has been scored yet" in capsys.readouterr().err
    values = np.array([0.5, 0.4, 0.1])
    with Case.open(case) as some:
        kept = Scores(
            np.arange(3, dtype=np.int32), values, values, np.zeros(3, np.bool_), ((),) * 3, "m", "h", "i"
        )
        results.keep_scores(some.store, kept, [])
    ask("label", case, A, "theft", "--illicit")
    rows = ask("triage", case, "--top", "1")
    assert len(rows) == 1
    assert set(rows[0]) == {"address", "score", "uncertainty", "exposure", "diversity", "worth", "why"}
    assert A not in {row["address"] for row in ask("triage", case)}
    assert main(["triage", str(case)]) == 0
    assert "unsure" in capsys.readouterr().out


def test_the_shelf_of_a_user_is_where_models_are_looked_for(case: Path, home: Path) -> None:
    with Case.open(case) as some:
        assert casework.in_use(some, Shelf(home / "models", home / "none")) == ""
