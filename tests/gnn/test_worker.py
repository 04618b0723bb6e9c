"""The model process says what the models say, and survives what is asked of it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gnn import wire
from gnn.client import Worker
from gnn.example import Example
from gnn.explaining import explain
from gnn.model import Model
from gnn.recipe import Recipe
from gnn.rescoring import Usual
from gnn.scoring import rescore, score_all
from gnn.shelf import CARD, NUMBERS, Shelf
from gnn.wire import Frame
from gnn.worker import EVERY, Desk, Sayer, serve
from gnn.worlds import World
from investigator.errors import Trouble
from investigator.graph.cluster import communities
from investigator.progress import Cancelled, silent
from investigator.records import Clock


@pytest.fixture(scope="module")
def place(model: Model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Shelf(tmp_path_factory.mktemp("shelf")).save(model.package())


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    os.environ["OMP_NUM_THREADS"] = "1"  # the process counts like this one, and takes one core
    with Worker() as some:
        yield some
    del os.environ["OMP_NUM_THREADS"]


def test_it_says_what_is_said_without_a_process(
    worker: Worker, place: Path, model: Model, world: World
) -> None:
    heard: list[tuple[int, int | None, str]] = []
    membership = communities(world.graph)
    found, clusters = worker.score(
        world.graph,
        membership,
        place,
        Clock.STEP,
        lambda *at: heard.append(at),  # type: ignore[arg-type]
    )
    expected, sets = score_all(world.graph, membership, model, silent, Clock.STEP)
    np.testing.assert_allclose(found.raw, expected.raw, atol=1e-6)
    np.testing.assert_array_equal(found.abstained, expected.abstained)
    assert [len(some) for some in found.reasons] == [len(some) for some in expected.reasons]
    assert (found.model, found.model_hash, found.input_hash) == (
        expected.model, expected.model_hash, expected.input_hash,
    )  # fmt: skip
    assert [(one.cluster, one.members.tolist()) for one in clusters] == [
        (one.cluster, one.members.tolist()) for one in sets
    ]
    assert {note for _, _, note in heard} >= {"Starting the model process", "Running the network"}


def test_it_rescores_what_is_asked_for(worker: Worker, place: Path, model: Model, world: World) -> None:
    graph, usual = world.graph, Usual.of(world.graph).in_part(world.graph)
    found = worker.rescore(graph, [5, 2], usual, place, Clock.STEP)
    expected = rescore(graph, [2, 5], usual, model, clock=Clock.STEP)
    assert found.accounts.tolist() == [2, 5]
    np.testing.assert_allclose(found.raw, expected.raw, atol=1e-6)
    assert [len(some) for some in found.reasons] == [len(some) for some in expected.reasons]


def test_it_explains_what_it_scored(worker: Worker, place: Path, model: Model, world: World) -> None:
    """And again without looking at the graph anew."""
    account, labels = int(world.graph.accounts[world.illicit.argmax()]), {3: True, 5: False}
    heard: list[str] = []
    for _ in range(2):
        heard.clear()
        found = worker.explain(
            world.graph, account, labels, place, Clock.STEP, lambda _done, _all, note: heard.append(note)
        )
        expected = explain(world.graph, model, account, labels, Clock.STEP)
        assert found.summary == expected.summary
        assert [one.account for one in found.kin] == [one.account for one in expected.kin]
        assert [one.transfer for one in found.carriers] == [one.transfer for one in expected.carriers]
    assert "Running the network" not in heard
    assert worker.explain(world.graph, account, {}, place).kin == ()
    with pytest.raises(Trouble, match="not among those"):
        worker.explain(world.graph, -7, {}, place)


def test_it_trains_what_can_score(worker: Worker, example: Example, recipe: Recipe, tmp_path: Path) -> None:
    path = worker.train([example], replace(recipe, name="fresh", epochs=1, trees=5), tmp_path / "new")
    card = Shelf(tmp_path / "new").load(path).card
    assert path.parent == (tmp_path / "new").absolute()
    assert (card.name, card.labels["illicit"]) == ("fresh", int((example.labels == 1).sum()))
    found, clusters = worker.score(example.graph, None, path)
    assert (found.model_hash, clusters) == (card.model_sha256, [])


def test_it_fine_tunes(worker: Worker, place: Path, world: World, recipe: Recipe, tmp_path: Path) -> None:
    labels = np.full(world.graph.order, -1, np.int8)
    for value in (0, 1):
        labels[np.flatnonzero(world.illicit == value)[:12]] = value
    path = worker.train([Example(world.graph, labels)], replace(recipe, name="tuned"), tmp_path, place)
    assert Shelf(tmp_path).load(path).card.started_from == place.name.removesuffix(".model")


def test_trouble_comes_back_and_the_process_stays(
    worker: Worker, world: World, recipe: Recipe, place: Path, tmp_path: Path
) -> None:
    worker.warm()
    before = worker.pid
    one_kind = Example(world.graph, np.where(world.illicit == 1, 1, -1).astype(np.int8))
    with pytest.raises(Trouble, match="labelled as ordinary"):
        worker.train([one_kind], recipe, tmp_path)
    with pytest.raises(Trouble, match="no model in"):
        worker.score(world.graph, None, tmp_path / "nothing.model")
    (tmp_path / "x.model").mkdir()
    for name in (NUMBERS, CARD):
        data = bytearray((place / name).read_bytes())
        data[100] ^= 1
        (tmp_path / "x.model" / name).write_bytes(data)
    with pytest.raises(Trouble, match=r"x\.model"):
        worker.score(world.graph, None, tmp_path / "x.model")
    assert worker.pid == before


def test_cancel_in_the_middle_of_training_leaves_nothing(
    worker: Worker, example: Example, recipe: Recipe, tmp_path: Path
) -> None:
    def tick(done: int, total: int | None = None, note: str = "") -> None:
        if note == "Training the network":
            raise Cancelled

    with pytest.raises(Cancelled):
        worker.train([example], replace(recipe, epochs=5000, patience=5000), tmp_path / "none", tick=tick)
    assert worker.pid is None
    assert not (tmp_path / "none").exists()


def test_it_ends_when_nobody_speaks_to_it_any_more() -> None:
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "gnn.worker"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert process.stdin
    process.stdin.close()
    assert process.wait(timeout=240) == 0


def test_frames_are_answered_in_order() -> None:
    asked, said = io.BytesIO(), io.BytesIO()
    for _ in range(2):
        wire.write(asked, Frame("ping"))
    asked.seek(0)
    serve(asked, said)
    said.seek(0)
    assert [frame.verb for frame in iter(lambda: wire.read(said), None)] == ["pong", "pong"]


def test_a_verb_that_is_none_is_a_bug() -> None:
    with pytest.raises(KeyError):
        Desk().answer(Frame("sing"), silent)


def test_progress_is_said_at_each_new_step_and_else_not_too_often() -> None:
    said = io.BytesIO()
    tick = Sayer(said)
    for done in range(1000):
        tick(done, 1000, "one" if done < 500 else "two")
    said.seek(0)
    frames = list(iter(lambda: wire.read(said), None))
    assert [frame.say["note"] for frame in frames if frame.say["done"] in {0, 500}] == ["one", "two"]
    assert len(frames) < 500
    assert EVERY > 0


def test_a_model_is_read_once_and_again_when_it_has_changed(place: Path, world: World) -> None:
    desk = Desk()
    frame = Frame(
        "score", {"model": str(place), "clock": 0, "clusters": False}, wire.graph_tables(world.graph)
    )
    desk.answer(frame, silent)
    first = desk._last
    desk.answer(frame, silent)
    assert desk._last is first
    os.utime(place / CARD, ns=(1, 1))
    desk.answer(frame, silent)
    assert desk._last is not first
