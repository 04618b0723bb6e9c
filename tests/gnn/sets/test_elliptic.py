"""Small files in the layouts that are published."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from gnn.sets.elliptic import CLASSES, EDGES, FEATURES, published, topology
from investigator.errors import Trouble

NODES = [(30, 1, "2"), (10, 1, "1"), (20, 31, "unknown"), (40, 31, "2"), (50, 36, "1"), (60, 36, "2")]
PAIRS = [(10, 30), (40, 20), (60, 50)]


def zipped(path: Path, text: str) -> None:
    path.write_bytes(gzip.compress(text.encode()))


def graph_only(folder: Path) -> Path:
    rows = "".join(f"{node},{step},{kind}\n" for node, step, kind in NODES)
    zipped(folder / "nodes.csv.gz", "txId,time_step,class\n" + rows)
    zipped(folder / "edges.csv.gz", "txId1,txId2\n" + "".join(f"{a},{b}\n" for a, b in PAIRS))
    return folder


def as_published(folder: Path) -> Path:
    numbers = [",".join(str(round(0.1 * node + column, 3)) for column in range(165)) for node, *_ in NODES]
    lines = [f"{node},{step},{rest}\n" for (node, step, _), rest in zip(NODES, numbers, strict=True)]
    (folder / FEATURES).write_text("".join(lines))
    (folder / CLASSES).write_text("txId,class\n" + "".join(f"{n},{k}\n" for n, _, k in reversed(NODES)))
    (folder / EDGES).write_text("txId1,txId2\n" + "".join(f"{a},{b}\n" for a, b in PAIRS))
    return folder


def test_the_graph_alone_is_split_by_step_and_each_part_sees_its_own_time(tmp_path: Path) -> None:
    example = topology(graph_only(tmp_path))
    assert example.labels.tolist() == [1, -1, 0, 0, 1, 0]
    assert example.split.tolist() == [0, -1, 0, 1, 2, 2]
    assert example.until == (29, 34, 36)
    assert example.graph.time.tolist() == [1, 31, 36]
    assert (example.graph.src.tolist(), example.graph.dst.tolist()) == ([0, 3, 5], [2, 1, 4])


def test_the_published_files_say_the_same_and_bring_features(tmp_path: Path) -> None:
    alone, whole = topology(graph_only(tmp_path)), published(as_published(tmp_path))
    for name in ("labels", "split"):
        assert np.array_equal(getattr(alone, name), getattr(whole.example, name))
    assert np.array_equal(alone.graph.src, whole.example.graph.src)
    assert whole.x.shape == (6, 166)
    assert whole.x[:, 0].tolist() == [1, 31, 1, 31, 36, 36], "the time step is the first feature"
    assert whole.x[0, 1] == pytest.approx(1.0)


@pytest.mark.parametrize(
    "file, change, words",
    [
        (FEATURES, lambda text: text.replace("10,1,", "10,1,x", 1), "cannot be read"),
        (CLASSES, lambda text: text.replace("10,1", "11,1"), "do not name the same"),
        (EDGES, lambda text: text + "99,10\n", "does not hold once|do not hold once"),
    ],
)
def test_files_that_do_not_fit_are_refused(file: str, change: object, words: str, tmp_path: Path) -> None:
    folder = as_published(tmp_path)
    (folder / file).write_text(change((folder / file).read_text()))  # type: ignore[operator]
    with pytest.raises(Trouble, match=words):
        published(folder)


@pytest.mark.real_data
def test_the_whole_graph_is_as_described(real_data: Path) -> None:
    example = topology(real_data / "elliptic_topology")
    assert (example.graph.order, example.graph.size) == (203_769, 234_355)
    learned = (example.split == 0) | (example.split == 1)
    assert (int(learned.sum()), int(example.labels[learned].sum())) == (29_894, 3_462)
    assert int(example.graph.time.max()) == 49
