"""What the model process does with labels: audit them, and train a model that must not be worse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec

from gnn import training, wire
from gnn.annotations.audit import audit
from gnn.annotations.audited import WORSE
from gnn.annotations.comparing import compare
from gnn.example import Example
from gnn.model import Model
from gnn.recipe import Recipe
from gnn.shelf import Shelf
from gnn.wire import Frame
from investigator.errors import Trouble
from investigator.progress import Tick
from investigator.records import Clock


def examples_of(frame: Frame) -> list[Example]:
    """The examples that a frame carries, two tables each."""
    pairs = zip(frame.tables[::2], frame.tables[1::2], strict=True)
    told = zip(frame.say["examples"], pairs, strict=True)
    return [wire.example_of(says, *tables) for says, tables in told]


def audited(frame: Frame, tick: Tick) -> Frame:
    """Answer a frame `audit`."""
    identity = [wire.column(accounts, "identity") for accounts in frame.tables[::2]]
    found = audit(examples_of(frame), tick, int(frame.say["seed"]), identity, Clock(frame.say["clock"]))
    return Frame("audited", {"audit": msgspec.to_builtins(found)})


def retrained(frame: Frame, tick: Tick, model_of: Callable[[str], Model]) -> Frame:
    """Answer a frame `retrain`: train, compare with the model in use, and keep what may be kept.

    Raises `Trouble` with both models' figures for one that is worse, unless the frame forces it.
    """
    examples, folder = examples_of(frame), Path(frame.say["folder"])
    recipe = msgspec.convert(frame.say["recipe"], Recipe)
    start = model_of(frame.say["start"]) if frame.say["start"] else None
    shelf = Shelf(folder).ready()
    model = training.train(examples, recipe, tick, start, folder / ".unfinished")
    said, forced = "There was no model in use to compare with.", False
    if frame.say["against"]:
        judges = [wire.column(accounts, "judges") for accounts in frame.tables[::2]]
        found = compare(model, model_of(frame.say["against"]), examples, judges, recipe.seed, tick)
        said, forced = found.sentence, found.worse and bool(frame.say["force"])
        if found.worse and not forced:
            raise Trouble(f"{WORSE}: {said}")
        if forced:
            said = f"Kept although it is worse, because the analyst forced it. {said}"
    card = msgspec.structs.replace(model.card, against=said)
    path = shelf.save(replace(model, card=card).package())
    return Frame("retrained", {"path": str(path), "forced": forced})
