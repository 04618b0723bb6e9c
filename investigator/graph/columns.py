"""All transfers of a case as compact columns, memory-mapped from a folder beside the case file.

The folder is derived from the case file: it names the state it was made from, and is made anew when the
file has moved on, or when anything about the folder is wrong.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from investigator.data.queries.graph import TransferColumns, graph_state, transfer_columns
from investigator.data.store import Store
from investigator.graph import kernels
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

VERSION = 1


@dataclass(frozen=True)
class Columns:
    """m transfers in time order between n accounts, and compressed sparse rows in both directions.

    `src`, `dst`, `asset` (m,) int32, `time`, `transfer` (m,) int64, `amount` (m,) float64 in whole units.
    The rows that leave account a are `out_row[out_ptr[a]:out_ptr[a + 1]]`, in time order; those that enter
    it likewise under `in_`. `out_ptr`, `in_ptr` (n + 1,) int64, `out_row`, `in_row` (m,) int32.
    """

    src: NDArray[np.int32]
    dst: NDArray[np.int32]
    asset: NDArray[np.int32]
    time: NDArray[np.int64]
    amount: NDArray[np.float64]
    transfer: NDArray[np.int64]
    out_ptr: NDArray[np.int64]
    out_row: NDArray[np.int32]
    in_ptr: NDArray[np.int64]
    in_row: NDArray[np.int32]

    @property
    def order(self) -> int:
        """How many accounts."""
        return int(self.out_ptr.size - 1)

    @property
    def size(self) -> int:
        """How many transfers."""
        return int(self.src.size)

    def between(self, accounts: NDArray[np.int32], keep: NDArray[np.bool_] | None = None) -> Subgraph:
        """These accounts and all transfers among them, of those that `keep` (m,) lets through."""
        chosen = np.unique(np.asarray(accounts, np.int32))
        place = np.full(self.order, -1, np.int32)
        place[chosen] = np.arange(chosen.size, dtype=np.int32)
        rows = _among(self, chosen, place, keep)
        return Subgraph(
            accounts=chosen,
            src=place[self.src[rows]],
            dst=place[self.dst[rows]],
            amount=np.array(self.amount[rows]),
            asset=np.array(self.asset[rows]),
            time=np.array(self.time[rows]),
            transfer=np.array(self.transfer[rows]),
        )

    def whole(self) -> Subgraph:
        """All accounts and transfers."""
        return self.between(np.arange(self.order, dtype=np.int32))


def _among(
    columns: Columns, chosen: NDArray[np.int32], place: NDArray[np.int32], keep: NDArray[np.bool_] | None
) -> NDArray[np.int64]:
    """Row positions of the transfers with both ends chosen, ascending; few accounts never scan all rows."""
    degree = columns.out_ptr[chosen + 1] - columns.out_ptr[chosen]
    if int(degree.sum()) * 4 < columns.size:
        parts = [columns.out_row[columns.out_ptr[a] : columns.out_ptr[a + 1]] for a in chosen]
        rows = np.sort(np.concatenate([np.empty(0, np.int32), *parts])).astype(np.int64)
        rows = rows[place[columns.dst[rows]] >= 0]
    else:
        rows = np.flatnonzero((place[columns.src] >= 0) & (place[columns.dst] >= 0))
    return rows if keep is None else rows[keep[rows]]


def build(raw: TransferColumns) -> Columns:
    """Order the transfers by time and index both of their ends. Transfers of one time keep their order."""
    order = np.argsort(raw.time, kind="stable")
    src = np.ascontiguousarray(raw.src[order], np.int32)
    dst = np.ascontiguousarray(raw.dst[order], np.int32)
    out_ptr, out_row = kernels.csr(src, raw.accounts)
    in_ptr, in_row = kernels.csr(dst, raw.accounts)
    return Columns(
        src=src,
        dst=dst,
        asset=np.ascontiguousarray(raw.asset[order], np.int32),
        time=np.ascontiguousarray(raw.time[order], np.int64),
        amount=np.ascontiguousarray(raw.amount[order], np.float64),
        transfer=np.ascontiguousarray(raw.transfer[order], np.int64),
        out_ptr=out_ptr,
        out_row=out_row,
        in_ptr=in_ptr,
        in_row=in_row,
    )


def columns_of(store: Store, folder: Path | None, tick: Tick = silent) -> Columns:
    """The columns of a case: opened from `folder` if they are those of its present state, else made.

    A folder that cannot be written (a full disk, a read-only place) costs speed, not the result.
    """
    state = graph_state(store)
    if folder is not None and (saved := open_saved(folder, state)) is not None:
        return saved
    tick(0, 3, "Reading transfers")
    raw = transfer_columns(store)
    tick(1, 3, "Indexing transfers")
    columns = build(raw)
    tick(2, 3, "Keeping the index")
    if folder is not None:
        try:
            save(columns, folder, state)
        except OSError:
            return columns
        tick(3, 3, "Indexed")
        return open_saved(folder, state) or columns
    return columns


def save(columns: Columns, folder: Path, state: str) -> None:
    """Write the columns so that a kill at any moment leaves the old state or the new one."""
    target = folder / _name(state)
    draft = folder / f"{target.name}.{os.getpid()}.draft"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name, column in _arrays(columns).items():
        np.save(draft / f"{name}.npy", column)
    sizes = {name: [str(column.dtype), column.size] for name, column in _arrays(columns).items()}
    manifest = {"version": VERSION, "state": state, "columns": sizes}
    (draft / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    draft.rename(target)
    _sweep(folder, target)


def open_saved(folder: Path, state: str) -> Columns | None:
    """The saved columns, memory-mapped, if they are whole and of this state."""
    place = folder / _name(state)
    try:
        manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
        if (manifest["version"], manifest["state"]) != (VERSION, state):
            return None
        arrays = {
            field.name: np.load(place / f"{field.name}.npy", mmap_mode="r", allow_pickle=False)
            for field in fields(Columns)
        }
        sizes = {name: [str(column.dtype), column.size] for name, column in arrays.items()}
    except (OSError, ValueError, KeyError, EOFError, TypeError):
        return None
    return Columns(**arrays) if sizes == manifest["columns"] else None


def _name(state: str) -> str:
    return hashlib.sha256(f"{VERSION}:{state}".encode()).hexdigest()[:16]


def _arrays(columns: Columns) -> dict[str, NDArray[np.generic]]:
    return {field.name: getattr(columns, field.name) for field in fields(columns)}


def _sweep(folder: Path, keep: Path) -> None:
    """Drop states of the past; on Windows those still mapped stay until the next time."""
    for old in folder.iterdir():
        if old != keep:
            shutil.rmtree(old, ignore_errors=True)
