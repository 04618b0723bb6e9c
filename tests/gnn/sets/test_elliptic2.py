"""Small files in the layout that is published."""

from pathlib import Path

import numpy as np
import pytest

from gnn.sets.elliptic2 import BACKGROUND, COMPONENTS, EDGES, NODES, elliptic2
from investigator.errors import Trouble


def written(folder: Path, count: int = 20) -> Path:
    """Sets of two clusters each, every fourth suspicious; the background holds many more."""
    sets = "".join(f"{number},{'suspicious' if number % 4 == 0 else 'licit'}\n" for number in range(count))
    members = [(100 + 2 * number + k, number) for number in range(count) for k in (0, 1)]
    (folder / COMPONENTS).write_text("ccId,ccLabel\n" + sets)
    (folder / NODES).write_text("clId,ccId\n" + "".join(f"{c},{s}\n" for c, s in members[::-1]))
    pairs = [(100 + 2 * number, 101 + 2 * number) for number in range(count)]
    (folder / EDGES).write_text("clId1,clId2,txId\n" + "".join(f"{a},{b},{a + b}\n" for a, b in pairs))
    names = ",".join(["clId", *(f"feat#{number}" for number in range(1, 44))])
    rows = [f"{c}," + ",".join(str(c % 7 + k) for k in range(43)) + "\n" for c in range(90, 200)]
    (folder / BACKGROUND).write_text(names + "\n" + "".join(rows))
    return folder


def test_sets_their_members_flows_and_features_are_read(tmp_path: Path) -> None:
    found = elliptic2(written(tmp_path))
    assert found.x.shape == (40, 43)
    assert found.x[3].tolist() == [103 % 7 + k for k in range(43)]
    assert np.bincount(found.of).tolist() == [2] * 20
    assert found.label.tolist() == [1, 0, 0, 0] * 5
    assert (found.of[found.graph.src] == found.of[found.graph.dst]).all()
    assert np.bincount(found.part).tolist() == [16, 2, 2]
    assert np.array_equal(found.part, elliptic2(tmp_path).part)
    assert not np.array_equal(found.part, elliptic2(tmp_path, seed=1).part)


@pytest.mark.parametrize(
    "file, old, new, words",
    [
        (COMPONENTS, "suspicious", "odd", "licit and suspicious are known"),
        (NODES, "139,19", "139,77", "does not hold"),
        (EDGES, "100,101", "100,999", "does not hold"),
        (BACKGROUND, "\n120,", "\n520,", "lacks 1 of the labelled"),
        (BACKGROUND, "\n120,", "\n120,x,", "cannot be read"),
    ],
)
def test_files_that_do_not_fit_are_refused(
    file: str, old: str, new: str, words: str, tmp_path: Path
) -> None:
    path = written(tmp_path) / file
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(Trouble, match=words):
        elliptic2(tmp_path)
