"""Kept columns: whole, grown by what is new, and made anew whenever anything about them is wrong."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from investigator.data.queries.graph import State, TransferColumns, transfer_columns
from investigator.graph import index as module
from investigator.graph.columns import build
from investigator.graph.index import columns_of, open_saved, save
from tests.investigator.graph.raw_columns import raw, same
from tests.makers import Move, case, put


def state(name: str) -> State:
    return State(4, 4, 0, (name,))


@pytest.mark.parametrize("empty", [False, True])
def test_kept_columns_come_back_mapped(tmp_path: Path, empty: bool) -> None:
    given = raw()
    if empty:
        none = {f.name: getattr(given, f.name)[:0] for f in fields(given) if f.name != "accounts"}
        given = TransferColumns(**none, accounts=0)
    made = build(given)
    save(made, tmp_path, state("a"))
    opened = open_saved(tmp_path, state("a"))
    assert opened is not None
    assert opened.state == state("a")
    assert same(made, opened.columns)
    assert not opened.columns.src.flags.writeable
    other = open_saved(tmp_path, state("b"))
    assert other is not None
    assert other.state == state("a")
    assert open_saved(tmp_path / "elsewhere", state("a")) is None


def test_a_new_state_sweeps_the_old_one(tmp_path: Path) -> None:
    for name in ("old", "new", "new"):
        save(build(raw()), tmp_path, state(name))
    opened = open_saved(tmp_path, state("old"))
    assert opened is not None
    assert opened.state == state("new")
    assert len(list(tmp_path.iterdir())) == 1


def _cut(place: Path) -> None:
    file = place / "src.npy"
    file.write_bytes(file.read_bytes()[:-3])


def _manifest(place: Path, **changes: object) -> None:
    file = place / "manifest.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), **changes}))


def _other_type(place: Path) -> None:
    np.save(place / "src.npy", np.zeros(4))
    _manifest(
        place,
        columns={**json.loads((place / "manifest.json").read_text())["columns"], "src": ["float64", 4]},
    )


def _pickled(place: Path) -> None:
    np.save(place / "src.npy", np.array([{}, {}, {}, {}], object), allow_pickle=True)


def _pointers(place: Path) -> None:
    np.save(place / "out_ptr.npy", np.array([0, 2, 3, 4, 400]))


DAMAGE = {
    "cut": _cut,
    "no manifest": lambda place: (place / "manifest.json").unlink(),
    "half a manifest": lambda place: (place / "manifest.json").write_text('{"version": 2, "sta'),
    "a list for a manifest": lambda place: (place / "manifest.json").write_text("[]"),
    "no text": lambda place: (place / "manifest.json").write_bytes(b"\xff\xfe\x00"),
    "another version": lambda place: _manifest(place, version=1),
    "a state that is none": lambda place: _manifest(place, state="x"),
    "a state that lacks": lambda place: _manifest(place, state={"seals": []}),
    "no sizes": lambda place: _manifest(place, columns=None),
    "odd sizes": lambda place: _manifest(place, columns={"src": 3}),
    "no column": lambda place: (place / "time.npy").unlink(),
    "no header": lambda place: (place / "time.npy").write_bytes(b""),
    "another type": _other_type,
    "pickled objects": _pickled,
    "pointers beyond": _pointers,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_anything_wrong_and_nothing_is_opened(tmp_path: Path, damage: str) -> None:
    save(build(raw()), tmp_path, state("a"))
    (place,) = tmp_path.iterdir()
    DAMAGE[damage](place)
    assert open_saved(tmp_path, state("a")) is None
    save(build(raw()), tmp_path, state("a"))
    assert open_saved(tmp_path, state("a")) is not None


def test_a_kill_while_writing_leaves_the_old_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(build(raw()), tmp_path, state("old"))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module.json, "dumps", killed)
    with pytest.raises(KeyboardInterrupt):
        save(build(raw()), tmp_path, state("new"))
    monkeypatch.undo()
    opened = open_saved(tmp_path, state("new"))
    assert opened is not None
    assert opened.state == state("old")


def test_a_case_is_read_once_and_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moves = [Move(0, 1, 500, time=5), Move(1, 2, 100, time=3)]
    made = case(moves, accounts=3)
    folder = tmp_path / "index"
    notes: list[str] = []

    def tick(done: int, total: int | None = None, note: str = "") -> None:
        notes.append(note)

    first = columns_of(made.store, folder, tick)
    assert first.amount.tolist() == [1.0, 5.0]
    assert notes[0] == "Reading transfers"
    notes.clear()
    assert same(columns_of(made.store, folder, tick), first)
    assert notes == []
    put(made.store, [Move(2, 3, 700, time=4), Move(0, 1, 900, time=5)], ["bank:3"], assets=[])
    grown = columns_of(made.store, folder, tick)
    assert notes[0] == "Reading new transfers"
    assert "Reading transfers" not in notes
    assert same(grown, build(transfer_columns(made.store)))
    assert grown.transfer.tolist() == [1, 2, 0, 3]
    notes.clear()
    assert same(columns_of(made.store, folder, tick), grown)
    assert notes == []
    monkeypatch.setattr(module, "SMALL", 9.0)
    put(made.store, [Move(3, 0, 1, time=1)], [], assets=[])
    assert columns_of(made.store, folder).size == 5
    opened = open_saved(folder, State(4, 5, 0, ()))
    assert opened is not None
    assert opened.columns.size == 4  # few new ones are not worth writing all again


def test_a_transfer_that_turns_out_to_have_failed_makes_the_columns_anew(tmp_path: Path) -> None:
    made = case([Move(0, 1, 500, time=5), Move(1, 2, 100, time=3)], accounts=3)
    assert columns_of(made.store, tmp_path).size == 2
    with made.store.transaction() as db:
        db.execute("INSERT INTO superseded VALUES (0, 1, 1, 3, 'transfer', 'x', 'eip155:1', 'x')")
        db.execute("UPDATE acquisition SET seal = 'other'")
    assert columns_of(made.store, tmp_path).size == 1


def test_a_place_that_cannot_be_written_costs_only_speed(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    made = case([Move(0, 1, 500)], accounts=2)
    assert columns_of(made.store, tmp_path / "file").size == 1
    assert columns_of(made.store, None).size == 1
