"""Training goes on after a break, to the last bit."""

from pathlib import Path

import pytest
import torch

from gnn.checkpoint import Checkpoint
from gnn.dataset import Measured, Normaliser
from gnn.fitting import fit_net
from gnn.recipe import Recipe
from investigator.progress import Cancelled


def test_training_that_was_broken_off_goes_on_to_the_same_end(
    one: Measured, normaliser: Normaliser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gnn.fitting.LEAST_STEPS", 8)
    recipe = Recipe(hidden=8, layers=1, epochs=8, dropout=0.3, batch=300, whole=0)
    straight = fit_net([one], normaliser, recipe)

    def broken(done: int, total: int | None = None, note: str = "") -> None:
        if done == 5:
            raise Cancelled

    place = Checkpoint(tmp_path / "here")
    with pytest.raises(Cancelled):
        fit_net([one], normaliser, recipe, broken, place)
    first: list[int] = []
    again = fit_net([one], normaliser, recipe, lambda done, *_: first.append(done), place)
    assert first[0] == 5
    assert again.epochs == straight.epochs
    for name, value in straight.net.state_dict().items():
        assert torch.equal(again.net.state_dict()[name], value)
    place.forget()
    assert not (tmp_path / "here").exists()


@pytest.mark.parametrize("name", ["standing.safetensors", "standing.json"])
def test_a_damaged_checkpoint_is_as_good_as_none(
    name: str, one: Measured, normaliser: Normaliser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gnn.fitting.LEAST_STEPS", 2)
    recipe = Recipe(hidden=4, layers=1, epochs=2)
    straight = fit_net([one], normaliser, recipe, checkpoint=Checkpoint(tmp_path / "here"))
    file = tmp_path / "here" / name
    file.write_bytes(file.read_bytes()[:40])
    first: list[int] = []
    again = fit_net(
        [one], normaliser, recipe, lambda done, *_: first.append(done), Checkpoint(tmp_path / "here")
    )
    assert first[0] == 0
    assert torch.equal(again.net.head[0].weight, straight.net.head[0].weight)  # type: ignore[union-attr]
