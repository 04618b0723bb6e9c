"""The columns of a case, kept memory-mapped in a folder beside the case file.

The folder is derived from the case file: it names the state that it was made from. Where the file has only
gained transfers since, the columns grow by these; where it has changed in another way, or anything about
the folder is wrong, they are made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from investigator.data.queries import graph as queries
from investigator.data.queries.graph import State
from investigator.data.store import Store
from investigator.graph.columns import Columns, build
from investigator.graph.growth import extended
from investigator.progress import Tick, silent

VERSION = 3

_DTYPE: dict[str, type[np.generic]] = {
    "time": np.int64,
    "transfer": np.int64,
    "amount": np.float64,
    "out_ptr": np.int64,
    "in_ptr": np.int64,
    "typical": np.float64,
}
"""Of the columns that are not int32."""


SMALL = 0.02
"""Share of new transfers up to which grown columns are not written again: the next opening grows them as fast."""


@dataclass(frozen=True)
class Saved:
    """Columns as they were kept, and the state of the case file then."""

    columns: Columns
    state: State


def columns_of(store: Store, folder: Path | None, tick: Tick = silent) -> Columns:
    """The columns of a case: opened from `folder` where they are those of its present state, or grown, or made.

    A folder that cannot be written (a full disk, a read-only place) costs speed, not the result.
    """
    state = queries.state(store)
    saved = open_saved(folder, state) if folder is not None else None
    if saved is not None and saved.state == state:
        return saved.columns
    columns = _grown(store, saved, state, tick) if saved is not None else None
    if columns is not None and saved is not None and columns.size <= saved.columns.size * (1 + SMALL):
        return columns
    columns = columns or _made(store, tick)
    if folder is None or store.read_only:
        return columns
    tick(2, 3, "Keeping the index")
    try:
        save(columns, folder, state)
    except OSError:
        return columns
    tick(3, 3, "Indexed")
    again = open_saved(folder, state)
    return again.columns if again is not None and again.state == state else columns


def _made(store: Store, tick: Tick) -> Columns:
    tick(0, 3, "Reading transfers")
    raw = queries.transfer_columns(store)
    tick(1, 3, "Indexing transfers")
    return build(raw)


def _grown(store: Store, saved: Saved, state: State, tick: Tick) -> Columns | None:
    """The saved columns with what the case has gained, or `None` if it has not only gained transfers."""
    if not saved.columns.size or not state.follows(saved.state):
        return None
    tick(0, 3, "Reading new transfers")
    last = int(saved.columns.transfer.max())
    fresh = queries.later_columns(store, last, saved.columns.size)
    if fresh is None:
        return None
    tick(1, 3, "Adding them to the index")
    return extended(saved.columns, fresh)


def save(columns: Columns, folder: Path, state: State) -> None:
    """Write the columns so that a kill at any moment leaves the old state or the new one.

    Each state has a folder of its own, since Windows replaces no file that is mapped. Raises `OSError`.
    """
    target = folder / _name(state)
    draft = folder / f"{target.name}.{os.getpid()}.draft"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name, column in _arrays(columns).items():
        np.save(draft / f"{name}.npy", column)
    sizes = {name: [str(column.dtype), column.size] for name, column in _arrays(columns).items()}
    manifest = {"version": VERSION, "state": asdict(state), "columns": sizes}
    (draft / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    draft.rename(target)
    _sweep(folder, target)


def open_saved(folder: Path, state: State) -> Saved | None:
    """The saved columns of this state, memory-mapped, else those of another one; `None` if none are whole."""
    exact = _opened(folder / _name(state))
    if exact is not None and exact.state == state:
        return exact
    others = [_opened(place) for place in sorted(folder.glob("*")) if not place.name.endswith(".draft")]
    return max(filter(None, others), key=lambda saved: len(saved.state.seals), default=None)


def _opened(place: Path) -> Saved | None:
    try:
        manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
        if manifest["version"] != VERSION:
            return None
        told = manifest["state"]
        state = State(**{**told, "seals": tuple(str(seal) for seal in told["seals"])})
        sizes = {name: (str(dtype), int(size)) for name, (dtype, size) in manifest["columns"].items()}
        columns = Columns(
            **{f.name: _mapped(place / f"{f.name}.npy", sizes[f.name]) for f in fields(Columns)}
        )
    except (OSError, ValueError, KeyError, EOFError, TypeError, AttributeError, RecursionError):
        return None
    return Saved(columns, state) if _fits(columns) else None


def _mapped(path: Path, expected: tuple[str, int]) -> NDArray[Any]:
    dtype, size = expected
    if not size:  # nothing can be mapped
        return np.empty(0, dtype)
    column = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    if (str(column.dtype), column.shape) != (dtype, (size,)):
        raise ValueError(f"{path.name} is not as its manifest says")
    return column


def _fits(columns: Columns) -> bool:
    """Whether compiled code may walk these columns; what they say is not proved by this."""
    rows = {columns.size}
    ends = {columns.out_ptr.size, columns.in_ptr.size}
    for field in fields(columns):
        column = getattr(columns, field.name)
        if column.dtype != _DTYPE.get(field.name, np.int32):
            return False
        if field.name not in {"out_ptr", "in_ptr", "typical"}:
            rows.add(column.size)
    if len(rows) != 1 or len(ends) != 1 or not columns.out_ptr.size:
        return False
    return all(
        int(pointers[0]) == 0 and int(pointers[-1]) == columns.size
        for pointers in (columns.out_ptr, columns.in_ptr)
    )


def _name(state: State) -> str:
    return hashlib.sha256(f"{VERSION}:{state}".encode()).hexdigest()[:16]


def _arrays(columns: Columns) -> dict[str, NDArray[np.generic]]:
    return {field.name: getattr(columns, field.name) for field in fields(columns)}


def _sweep(folder: Path, keep: Path) -> None:
    """Drop states of the past; on Windows those still mapped stay until the next time."""
    for old in folder.iterdir():
        if old != keep:
            shutil.rmtree(old, ignore_errors=True)
