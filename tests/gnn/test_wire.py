"""Frames come out as they went in, and half of one is told from the end."""

from __future__ import annotations

import io

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnn import wire
from gnn.example import Example
from gnn.wire import Frame
from investigator.graph.subgraph import Subgraph
from investigator.records import ClusterScore, Reason, Scores


def graph() -> Subgraph:
    return Subgraph(
        accounts=np.array([3, 5, 9], np.int32),
        src=np.array([0, 1], np.int32),
        dst=np.array([1, 2], np.int32),
        amount=np.array([1.5, 2.0**70]),
        asset=np.array([0, 1], np.int32),
        time=np.array([10, 2**40]),
        transfer=np.array([7, 8]),
    )


def sent(frame: Frame) -> Frame:
    pipe = io.BytesIO()
    wire.write(pipe, frame)
    pipe.seek(0)
    found = wire.read(pipe)
    assert found is not None
    assert wire.read(pipe) is None
    return found


def test_a_graph_comes_out_as_it_went_in() -> None:
    tables = sent(Frame("score", tables=wire.graph_tables(graph()))).tables
    assert wire.graph_of(*tables).digest() == graph().digest()


def test_an_example_comes_out_as_it_went_in() -> None:
    labels, groups = np.array([1, 0, -1], np.int8), np.array([0, -1, -1], np.int32)
    for example in (Example(graph(), labels, groups, "test", "a world"), Example(graph(), labels)):
        frame = sent(Frame("train", {"e": wire.example_says(example)}, wire.example_tables(example)))
        found = wire.example_of(frame.say["e"], *frame.tables)
        assert found.graph.digest() == example.graph.digest()
        assert (found.part, found.name) == (example.part, example.name)
        np.testing.assert_array_equal(found.labels, example.labels)
        np.testing.assert_array_equal(found.groups, example.groups)


def test_a_part_that_is_none_is_refused() -> None:
    says = wire.example_says(Example(graph(), np.zeros(3, np.int8))) | {"part": "yesterday"}
    with pytest.raises(ValueError, match="yesterday"):
        wire.example_of(says, *wire.example_tables(Example(graph(), np.zeros(3, np.int8))))


def test_scores_come_out_as_they_went_in() -> None:
    why = (Reason("received from 41 accounts — ‘at once’", 0.5, "flurry"),)
    scores = Scores(
        accounts=np.array([3, 5], np.int32),
        raw=np.array([0.1, 0.9]),
        calibrated=np.array([0.0, 1.0]),
        abstained=np.array([True, False]),
        reasons=((), why),
        model="m",
        model_hash="h",
        input_hash="i",
        baseline=np.array([0.2, 0.3]),
    )
    clusters = [ClusterScore(4, np.array([3, 5], np.int32), 0.5, 0.25, why)]
    found, sets = wire.scores_of(sent(wire.scores_frame(scores, clusters)))
    for name in ("accounts", "raw", "calibrated", "abstained", "baseline"):
        np.testing.assert_array_equal(getattr(found, name), getattr(scores, name))
        assert getattr(found, name).dtype == getattr(scores, name).dtype
    assert (found.reasons, found.model, found.model_hash, found.input_hash) == (
        scores.reasons,
        "m",
        "h",
        "i",
    )
    assert [
        (one.cluster, one.members.tolist(), one.score, one.calibrated, one.reasons) for one in sets
    ] == [(4, [3, 5], 0.5, 0.25, why)]


def test_nothing_to_score_comes_out_as_nothing() -> None:
    none = np.empty(0)
    scores = Scores(none.astype(np.int32), none, none, none.astype(np.bool_), (), "m", "h", "i")
    found, sets = wire.scores_of(sent(wire.scores_frame(scores, [])))
    assert (found.accounts.size, found.abstained.dtype, found.reasons, sets) == (0, np.bool_, (), [])


@given(st.integers(0, 2**16))
def test_half_a_frame_is_refused(cut: int) -> None:
    pipe = io.BytesIO()
    wire.write(pipe, Frame("score", {"x": 1}, (pa.table({"a": [1, 2, 3]}),)))
    whole = pipe.getvalue()
    part = whole[: 1 + cut % (len(whole) - 1)]
    with pytest.raises(ValueError, match="half a frame"):
        wire.read(io.BytesIO(part))


@pytest.mark.parametrize(
    "data",
    [
        b"Hello, I am no frame at all, but a stray print",
        b"\x00\x00\x00\x02" + bytes(8) + b"{]",
        b"\x00\x00\x00\x25" + bytes(7) + b"\x01" + b'{"verb":"x","say":{},"tables":[1]}   x',
        b"\x00\x00\x00\x25" + bytes(7) + b"\x01" + b'{"verb":"x","say":{},"tables":[9]}   x',
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        wire.read(io.BytesIO(data))


def test_a_number_that_is_none_is_not_sent() -> None:
    with pytest.raises(ValueError, match="JSON"):
        wire.write(io.BytesIO(), Frame("x", {"value": float("nan")}))
