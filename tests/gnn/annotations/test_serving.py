"""The model process refuses a worse model, keeps it when forced, and says so on the card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from gnn import wire
from gnn.annotations.audited import Audit
from gnn.annotations.serving import audited, examples_of, retrained
from gnn.client import Worker
from gnn.example import Example
from gnn.model import Model
from gnn.recipe import Recipe
from gnn.shelf import Shelf
from gnn.wire import Frame
from investigator.errors import Trouble
from investigator.progress import silent

QUICK = Recipe(name="fresh", hidden=8, layers=2, epochs=1, trees=3, ablation=False)


@pytest.fixture
def upside_down(example: Example) -> Example:
    """What is learned from says the opposite of what judges."""
    split = np.random.default_rng(4).choice(3, example.graph.order, p=(0.5, 0.2, 0.3)).astype(np.int8)
    labels = np.where(split < 2, 1 - example.labels, example.labels).astype(np.int8)
    return replace(example, split=split, labels=labels)


def asked(examples: Sequence[Example], folder: Path, against: str, *, force: bool) -> Frame:
    said = {
        "recipe": msgspec.to_builtins(QUICK),
        "folder": str(folder),
        "start": "",
        "against": against,
        "force": force,
        "examples": [wire.example_says(one) for one in examples],
    }
    everyone = [np.ones(one.graph.order, np.bool_) for one in examples]
    return Frame("retrain", said, wire.examples_tables(examples, judges=everyone))


def test_a_worse_model_is_refused_with_both_figures(
    upside_down: Example, model: Model, tmp_path: Path
) -> None:
    with pytest.raises(Trouble, match=r"worse than the one in use and was not kept: PR-AUC 0\.\d+ against"):
        retrained(asked([upside_down], tmp_path, "in use", force=False), silent, lambda _: model)
    assert list(tmp_path.glob("*.model")) == []


def test_a_forced_one_is_kept_and_says_so(upside_down: Example, model: Model, tmp_path: Path) -> None:
    answer = retrained(asked([upside_down], tmp_path, "in use", force=True), silent, lambda _: model)
    card = Shelf(tmp_path).load(answer.say["path"]).card
    assert answer.say["forced"] is True
    assert card.against.startswith("Kept although it is worse, because the analyst forced it. PR-AUC")


def test_force_that_was_not_needed_is_not_recorded(example: Example, model: Model, tmp_path: Path) -> None:
    answer = retrained(asked([example], tmp_path, "", force=True), silent, lambda _: model)
    card = Shelf(tmp_path).load(answer.say["path"]).card
    assert answer.say["forced"] is False
    assert card.against == "There was no model in use to compare with."


def test_an_audit_crosses_the_pipe(example: Example) -> None:
    who = [np.full(example.graph.order, -1, np.int64)]
    said = {"seed": 0, "clock": 1, "examples": [wire.example_says(example)]}
    frame = Frame("audit", said, wire.examples_tables([example], identity=who))
    found = msgspec.convert(audited(frame, silent).say["audit"], Audit)
    assert len(found.suspects) == example.graph.order
    assert examples_of(frame)[0].graph.digest() == example.graph.digest()


def test_the_process_refuses_audits_and_goes_on(
    upside_down: Example, model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")  # the process counts like this one, and takes one core
    everyone = np.ones(upside_down.graph.order, np.bool_)
    used = Shelf(tmp_path / "used").save(model.package())
    with Worker() as worker:
        with pytest.raises(Trouble, match="was not kept"):
            worker.retrain([upside_down], [everyone], QUICK, tmp_path, against=used)
        before = worker.pid
        path, forced = worker.retrain([upside_down], [everyone], QUICK, tmp_path, against=used, force=True)
        found = worker.audit([upside_down], [np.full(everyone.size, -1, np.int64)])
        assert worker.pid == before
    assert forced
    assert path.parent == tmp_path
    assert len(found.suspects) == everyone.size
