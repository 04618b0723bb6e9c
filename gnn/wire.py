"""How the program and its model process talk: frames of a JSON header and Arrow tables. Free of torch.

A frame is the length of its header (4 bytes) and of its body (8 bytes), big-endian, then both. The header
names under `tables` how long each table is; the body holds them as Arrow IPC streams, one after another.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import IO, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gnn.example import PARTS, Example
from investigator.graph.subgraph import Subgraph
from investigator.records import ClusterScore, Reason, Scores

_LENGTHS = struct.Struct(">IQ")
LONGEST_HEADER, LONGEST_BODY = 64 * 2**20, 2**36


@dataclass(frozen=True)
class Frame:
    """One message: what it is (`verb`), small things by name (`say`, as JSON), and tables."""

    verb: str
    say: Mapping[str, Any] = field(default_factory=dict)
    tables: tuple[pa.Table, ...] = ()


def write(out: IO[bytes], frame: Frame) -> None:
    """Send a frame. Raises `OSError` if nobody is there to take it."""
    parts = [_packed(table) for table in frame.tables]
    head = {"verb": frame.verb, "say": dict(frame.say), "tables": [part.size for part in parts]}
    header = json.dumps(head, allow_nan=False).encode()
    out.write(_LENGTHS.pack(len(header), sum(part.size for part in parts)) + header)
    out.writelines(memoryview(part) for part in parts)
    out.flush()


def read(source: IO[bytes]) -> Frame | None:
    """The next frame, or `None` at the end. Raises `ValueError` for anything else, or half a frame."""
    lengths = source.read(_LENGTHS.size)
    if not lengths:
        return None
    if len(lengths) < _LENGTHS.size:
        raise ValueError("half a frame")
    head, body = _LENGTHS.unpack(lengths)
    if head > LONGEST_HEADER or body > LONGEST_BODY:
        raise ValueError("a frame beyond all bounds")
    header = json.loads(_exactly(source, head))
    if sum(header["tables"]) != body:
        raise ValueError("tables that do not fill their frame")
    tables = tuple(_unpacked(_exactly(source, size)) for size in header["tables"])
    return Frame(header["verb"], header["say"], tables)


def _exactly(source: IO[bytes], size: int) -> bytes:
    found = source.read(size)
    if len(found) < size:
        raise ValueError("half a frame")
    return found


def _packed(table: pa.Table) -> pa.Buffer:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue()


def _unpacked(part: bytes) -> pa.Table:
    try:
        return pa.ipc.open_stream(part).read_all()
    except pa.ArrowInvalid as wrong:
        raise ValueError("a table that is none") from wrong


def column(table: pa.Table, name: str) -> NDArray[Any]:
    """A column of its own memory, of the type that it was sent with."""
    return np.array(table.column(name).combine_chunks().to_numpy(zero_copy_only=False))


_MOVES = ("src", "dst", "amount", "asset", "time", "transfer")


def graph_tables(graph: Subgraph) -> tuple[pa.Table, pa.Table]:
    """Accounts and transfers of a graph."""
    moves = {name: pa.array(getattr(graph, name)) for name in _MOVES}
    return pa.table({"account": pa.array(graph.accounts)}), pa.table(moves)


def graph_of(accounts: pa.Table, moves: pa.Table) -> Subgraph:
    """The graph in two tables."""
    return Subgraph(column(accounts, "account"), **{name: column(moves, name) for name in _MOVES})


def example_tables(example: Example) -> tuple[pa.Table, pa.Table]:
    """An example as tables; its name and part go into `example_says`."""
    accounts, moves = graph_tables(example.graph)
    groups = example.groups if example.groups.size else np.full(example.graph.order, -1, np.int32)
    accounts = accounts.append_column("label", pa.array(example.labels))
    split = example.split if example.split.size else np.full(example.graph.order, -2, np.int8)
    accounts = accounts.append_column("split", pa.array(split))
    return accounts.append_column("group", pa.array(groups)), moves


def examples_tables(
    examples: Sequence[Example], **more: Sequence[NDArray[np.generic]]
) -> tuple[pa.Table, ...]:
    """The tables of several examples, two each, with further columns of their accounts by name."""
    found: list[pa.Table] = []
    for number, example in enumerate(examples):
        accounts, moves = example_tables(example)
        for name, columns in more.items():
            accounts = accounts.append_column(name, pa.array(columns[number]))
        found += [accounts, moves]
    return tuple(found)


def example_says(example: Example) -> dict[str, Any]:
    """The small things about an example."""
    return {
        "name": example.name,
        "part": example.part,
        "grouped": bool(example.groups.size),
        "until": list(example.until),
    }


def example_of(says: Mapping[str, Any], accounts: pa.Table, moves: pa.Table) -> Example:
    """The example in its tables. Raises `ValueError` for a part that is none."""
    part = says["part"]
    if part is not None and part not in PARTS:
        raise ValueError(f"There is no part {part!r}.")
    groups = column(accounts, "group") if says["grouped"] else np.empty(0, np.int32)
    split, none = column(accounts, "split"), np.empty(0, np.int8)
    return Example(
        graph_of(accounts, moves),
        column(accounts, "label"),
        groups,
        part,
        str(says["name"]),
        none if (split == -2).any() else split,
        tuple(says["until"]),
    )


_FIGURES = ("raw", "calibrated", "abstained")


def scores_frame(scores: Scores, clusters: Sequence[ClusterScore]) -> Frame:
    """What was found, as one frame `scores`."""
    columns = {name: pa.array(getattr(scores, name)) for name in ("accounts", *_FIGURES)}
    columns["reasons"] = pa.array([_told(some) for some in scores.reasons], pa.string())
    sets = {
        "cluster": pa.array([one.cluster for one in clusters], pa.int32()),
        "members": pa.array([one.members for one in clusters], pa.list_(pa.int32())),
        "score": pa.array([one.score for one in clusters], pa.float64()),
        "calibrated": pa.array([one.calibrated for one in clusters], pa.float64()),
        "reasons": pa.array([_told(one.reasons) for one in clusters], pa.string()),
    }
    said = {"model": scores.model, "model_hash": scores.model_hash, "input_hash": scores.input_hash}
    tables = pa.table(columns), pa.table({"baseline": pa.array(scores.baseline)}), pa.table(sets)
    return Frame("scores", said, tables)


def scores_of(frame: Frame) -> tuple[Scores, list[ClusterScore]]:
    """What a frame `scores` says."""
    accounts, baseline, sets = frame.tables
    scores = Scores(
        accounts=column(accounts, "accounts"),
        raw=column(accounts, "raw"),
        calibrated=column(accounts, "calibrated"),
        abstained=column(accounts, "abstained"),
        reasons=tuple(_reasons(text) for text in accounts.column("reasons").to_pylist()),
        baseline=column(baseline, "baseline"),
        **frame.say,
    )
    clusters = [
        ClusterScore(
            row["cluster"],
            np.array(row["members"], np.int32),
            row["score"],
            row["calibrated"],
            _reasons(row["reasons"]),
        )
        for row in sets.to_pylist()
    ]
    return scores, clusters


def _told(reasons: Sequence[Reason]) -> str:
    return json.dumps([asdict(reason) for reason in reasons]) if reasons else ""


def _reasons(text: str) -> tuple[Reason, ...]:
    return tuple(Reason(**reason) for reason in json.loads(text)) if text else ()
