"""The published protocols, from small files in the published layouts to figures."""

from pathlib import Path

import numpy as np
import pytest

from gnn import protocols
from gnn.protocols import Result, forest, judged
from gnn.recipe import Recipe
from gnn.sets.amlworld import amlworld
from gnn.sets.elliptic import CLASSES, EDGES, FEATURES, published
from gnn.sets.elliptic2 import BACKGROUND, COMPONENTS, NODES, elliptic2
from gnn.sets.elliptic2 import EDGES as SET_EDGES

QUICK = Recipe(hidden=8, layers=2, epochs=3, batch=256, rate=1e-2)


def elliptic_files(folder: Path) -> Path:
    """Illicit transactions are high in the third of their features."""
    rng = np.random.default_rng(0)
    lines, classes, edges = [], [], []
    for step in range(1, 50):
        for k in range(12):
            node = 100 * step + k
            kind = 1 if k < 3 else 2
            x = rng.normal(size=165).round(3)
            x[2] += 4.0 * (kind == 1)
            lines.append(f"{node},{step}," + ",".join(map(str, x)) + "\n")
            classes.append(f"{node},{'unknown' if k == 11 else kind}\n")
            edges.append(f"{node},{100 * step + (k + 1) % 12}\n")
    (folder / FEATURES).write_text("".join(lines))
    (folder / CLASSES).write_text("txId,class\n" + "".join(classes))
    (folder / EDGES).write_text("txId1,txId2\n" + "".join(edges))
    return folder


def amlworld_file(folder: Path) -> Path:
    """Laundering is told by its payment format."""
    rng = np.random.default_rng(1)
    head = (
        "Timestamp,From Bank,Account,To Bank,Account,Amount Received,Receiving Currency,Amount Paid,"
        "Payment Currency,Payment Format,Is Laundering\n"
    )
    rows = []
    for day in range(1, 11):
        for minute in range(40):
            a, b = rng.choice(30, 2, replace=False)
            bad = minute % 8 == 0
            rows.append(
                f"2022/09/{day:02d} 01:{minute:02d},1,{a},1,{b},{10 + minute},Euro,{10 + minute},Euro,"
                f"{'ACH' if bad else 'Cash'},{int(bad)}\n"
            )
    (folder / "HI-Small_Trans.csv").write_text(head + "".join(rows))
    return folder / "HI-Small_Trans.csv"


def elliptic2_files(folder: Path) -> Path:
    """Suspicious sets are high in the first feature."""
    rng = np.random.default_rng(2)
    sets = [(number, number % 4 == 0) for number in range(120)]
    (folder / COMPONENTS).write_text(
        "ccId,ccLabel\n" + "".join(f"{n},{'suspicious' if bad else 'licit'}\n" for n, bad in sets)
    )
    (folder / NODES).write_text(
        "clId,ccId\n" + "".join(f"{3 * n + k},{n}\n" for n, _ in sets for k in range(3))
    )
    (folder / SET_EDGES).write_text(
        "clId1,clId2,txId\n"
        + "".join(f"{3 * n},{3 * n + k},{3 * n + k}\n" for n, _ in sets for k in (1, 2))
    )
    rows = []
    for n, bad in sets:
        for k in range(3):
            x = rng.normal(size=43).round(3)
            x[0] += 3.0 * bad
            rows.append(f"{3 * n + k}," + ",".join(map(str, x)) + "\n")
    names = ",".join(["clId", *(f"feat#{number}" for number in range(1, 44))])
    (folder / BACKGROUND).write_text(names + "\n" + "".join(rows))
    return folder


def told(results: list[Result]) -> dict[str, float]:
    assert all(one.interval.low <= one.interval.value <= one.interval.high for one in results)
    return {one.model: max(one.pr_auc) for one in results}


def test_elliptics_published_features(tmp_path: Path) -> None:
    found = told(list(protocols.elliptic(published(elliptic_files(tmp_path)), QUICK, (0,), trees=20)))
    assert set(found) == {"random forest", "boosted trees", "GraphSAGE", "PNA, directed", "SIGN"}
    assert found["random forest"] > 0.8
    assert min(found.values()) > 0.4


def test_amlworlds_transactions(tmp_path: Path) -> None:
    found = told(list(protocols.amlworld(amlworld(amlworld_file(tmp_path)), QUICK, (0,))))
    assert len(found) == 5
    assert found["boosted trees, raw columns"] > 0.9
    assert min(found.values()) > 0.15


def test_elliptic2s_sets(tmp_path: Path) -> None:
    found = told(list(protocols.elliptic2(elliptic2(elliptic2_files(tmp_path)), QUICK, (0,))))
    assert set(found) == {"boosted trees on pooled features", "PNA, pooled", "GIN, pooled", "SIGN, pooled"}
    assert found["boosted trees on pooled features"] > 0.7


@pytest.mark.parametrize("change", [lambda t: 1 - t, np.zeros_like])
def test_the_truth_about_the_test_part_changes_no_score_and_no_threshold(change: object) -> None:
    """Turned round, the same calls are right and wrong the other way."""
    rng = np.random.default_rng(0)
    x, part = rng.normal(size=(300, 4)).astype(np.float32), np.repeat([0, 1, 2], 100).astype(np.int8)
    truth = (x[:, 0] > 0.5).astype(np.int8)
    other = np.where(part == 2, change(truth), truth).astype(np.int8)  # type: ignore[operator]
    scores = [forest(x, some, part, 20)(3) for some in (truth, other)]
    assert np.array_equal(*scores)
    first = judged("it", forest(x, truth, part, 20), truth, part, (3,))
    second = judged("it", forest(x, other, part, 20), other, part, (3,))
    assert first.f1[0] > 0.8 > second.f1[0]
