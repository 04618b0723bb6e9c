"""Columns: built right, kept whole, and made anew whenever anything about the kept ones is wrong."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from investigator.data.queries.graph import TransferColumns
from investigator.graph import columns as module
from investigator.graph.columns import Columns, build, columns_of, open_saved, save
from tests.makers import Move, case, put


def raw(accounts: int = 4) -> TransferColumns:
    return TransferColumns(
        src=np.array([1, 0, 2, 0], np.int32),
        dst=np.array([2, 1, 2, 3], np.int32),
        asset=np.array([0, 0, 2, 0], np.int32),
        time=np.array([30, 10, 10, 20], np.int64),
        amount=np.array([3.0, 1.0, 8.0, 2.0]),
        transfer=np.array([100, 101, 102, 103], np.int64),
        accounts=accounts,
    )


def same(a: Columns, b: Columns) -> bool:
    return all(np.array_equal(getattr(a, f.name), getattr(b, f.name)) for f in fields(Columns))


def test_rows_stand_in_order_of_time_and_equal_times_keep_theirs() -> None:
    made = build(raw())
    assert made.transfer.tolist() == [101, 102, 103, 100]
    assert (made.order, made.size) == (4, 4)
    assert made.out_ptr.tolist() == [0, 2, 3, 4, 4]
    assert made.out_row.tolist() == [0, 2, 3, 1]
    assert made.out_dst.tolist() == [1, 3, 2, 2]
    assert made.in_ptr.tolist() == [0, 0, 1, 3, 4]
    assert made.in_row.tolist() == [0, 1, 3, 2]
    assert made.in_src.tolist() == [0, 2, 1, 0]


def test_the_typical_amount_of_an_asset_is_its_median() -> None:
    assert build(raw()).typical.tolist() == [2.0, 1.0, 8.0]


def test_what_no_case_can_hold() -> None:
    with pytest.raises(ValueError, match="no account"):
        build(raw(accounts=3))
    with pytest.raises(ValueError, match="no account"):
        build(replace(raw(), src=np.array([-1, 0, 0, 0], np.int32)))


def test_between_takes_the_transfers_among_some() -> None:
    graph = build(raw()).between(np.array([2, 1], np.int32))
    assert graph.accounts.tolist() == [1, 2]
    assert graph.transfer.tolist() == [102, 100]
    assert (graph.src.tolist(), graph.dst.tolist()) == ([1, 0], [1, 1])
    assert build(raw()).whole().transfer.tolist() == [101, 102, 103, 100]


@pytest.mark.parametrize("empty", [False, True])
def test_kept_columns_come_back_mapped(tmp_path: Path, empty: bool) -> None:
    given = raw()
    if empty:
        none = {f.name: getattr(given, f.name)[:0] for f in fields(given) if f.name != "accounts"}
        given = TransferColumns(**none, accounts=0)
    made = build(given)
    save(made, tmp_path, "state")
    opened = open_saved(tmp_path, "state")
    assert opened is not None
    assert same(made, opened)
    assert not opened.src.flags.writeable
    assert open_saved(tmp_path, "another state") is None


def test_a_new_state_sweeps_the_old_one(tmp_path: Path) -> None:
    for state in ("old", "new", "new"):
        save(build(raw()), tmp_path, state)
    assert open_saved(tmp_path, "old") is None
    assert open_saved(tmp_path, "new") is not None
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
    "another state": lambda place: _manifest(place, state="x"),
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
    save(build(raw()), tmp_path, "state")
    (place,) = tmp_path.iterdir()
    DAMAGE[damage](place)
    assert open_saved(tmp_path, "state") is None
    save(build(raw()), tmp_path, "state")
    assert open_saved(tmp_path, "state") is not None


def test_a_kill_while_writing_leaves_the_old_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(build(raw()), tmp_path, "old")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module.json, "dumps", killed)
    with pytest.raises(KeyboardInterrupt):
        save(build(raw()), tmp_path, "new")
    monkeypatch.undo()
    assert open_saved(tmp_path, "new") is None
    assert open_saved(tmp_path, "old") is not None


def test_a_case_is_indexed_once_for_each_state(tmp_path: Path) -> None:
    made = case([Move(0, 1, 500, time=5), Move(1, 2, 100, time=3)], accounts=3)
    notes: list[str] = []

    def tick(done: int, total: int | None = None, note: str = "") -> None:
        notes.append(note)

    first = columns_of(made.store, tmp_path / "index", tick)
    assert first.amount.tolist() == [1.0, 5.0]
    assert notes[0] == "Reading transfers"
    notes.clear()
    assert same(columns_of(made.store, tmp_path / "index", tick), first)
    assert notes == []
    put(made.store, [Move(2, 3, 700, time=9)], ["bank:3"], assets=[])
    assert columns_of(made.store, tmp_path / "index", tick).order == 4
    assert notes != []


def test_a_place_that_cannot_be_written_costs_only_speed(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    made = case([Move(0, 1, 500)], accounts=2)
    assert columns_of(made.store, tmp_path / "file").size == 1
    assert columns_of(made.store, None).size == 1
