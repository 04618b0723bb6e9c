"""The models beside a case: handed over as they are, and told where they are not what scored."""

from __future__ import annotations

from pathlib import Path

from gnn.packing import model_misfits, models_of
from investigator.cases.case import Case
from tests.investigator.package.conftest import MODEL, case, key, models  # noqa: F401


def test_the_model_that_scored_goes_along(case: Case, models: Path) -> None:  # noqa: F811
    assert set(models_of(case.store, models)) == {MODEL}
    wrong, done, left = model_misfits(case.store, models)
    assert (wrong, len(done), left) == ([], 1, [])


def test_another_model_is_told_and_stays(case: Case, models: Path) -> None:  # noqa: F811
    file = models / f"{MODEL}.model" / "model.safetensors"
    raw = bytearray(file.read_bytes())
    raw[-1] ^= 1
    file.write_bytes(raw)
    assert models_of(case.store, models) == {}
    wrong, _, _ = model_misfits(case.store, models)
    assert [(one.where, one.reason) for one in wrong] == [
        (f"model {MODEL}", "model.safetensors is not the file that scored")
    ]


def test_a_model_that_is_not_at_hand_is_not_checked(case: Case, models: Path) -> None:  # noqa: F811
    with case.store.transaction() as db:
        db.execute("UPDATE score_run SET model = 'other'")
    wrong, done, left = model_misfits(case.store, models)
    assert (wrong, done) == ([], [])
    assert "not on this machine" in left[0]
