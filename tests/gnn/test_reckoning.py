from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnn.dataset import measured
from gnn.example import Example
from gnn.reckoning import labels_hash, lessons, over_time, peak_mb, reliability, wilson


def test_a_lesson_changes_with_any_label_feature_or_transfer(example: Example) -> None:
    def told(some: Example) -> tuple[str, str, str]:
        (lesson,) = lessons([some], measured([replace(some, part="train")]))
        return lesson.graph, lesson.labels, lesson.features

    plain = told(example)
    assert told(example) == plain
    other = example.labels.copy()
    other[7] = 1 - other[7]
    assert told(replace(example, labels=other)) == (
        plain[0],
        labels_hash(replace(example, labels=other)),
        plain[2],
    )
    assert labels_hash(replace(example, labels=other)) != plain[1]
    fewer = replace(example, graph=example.graph.until(int(example.graph.time[-2])))
    assert told(fewer)[1] == plain[1]
    assert told(fewer)[0] != plain[0]
    assert told(fewer)[2] != plain[2]


def test_labels_are_counted_over_time_and_every_one_once(example: Example) -> None:
    spans = over_time([example])
    assert 1 < len(spans) <= 8
    assert sum(one.illicit for one in spans) == (example.labels == 1).sum()
    assert all(one.end < later.start for one, later in pairwise(spans))


def test_graphs_without_a_clock_in_common_tell_time_in_per_cent_of_their_own(example: Example) -> None:
    def later(by: int) -> Example:
        graph = replace(example.graph, time=example.graph.time * (by + 1) + by * 10**6)
        return replace(example, graph=graph)

    one, many = over_time([example]), over_time([later(by) for by in range(9)])
    assert max(span.end for span in one) == example.graph.time.max()
    assert many[-1].end == 100
    assert all(0 <= span.start <= span.end <= 100 for span in many)
    assert sum(span.illicit for span in many) == 9 * (example.labels == 1).sum()


@given(st.integers(1, 200), st.data())
def test_an_interval_holds_its_share_and_stays_within_bounds(of: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, of))
    found = wilson(hits, of)
    assert 0.0 <= found.low <= hits / of <= found.high <= 1.0
    assert found.high - found.low < 2.0 / np.sqrt(of) + 0.8 / of


def test_wilsons_interval_as_published() -> None:
    """15 of 148: Newcombe, Statistics in Medicine 17 (1998), table I gives 0.0624 to 0.1605."""
    found = wilson(15, 148)
    assert (found.low, found.high) == pytest.approx((0.0624, 0.1605), abs=5e-5)


def test_bars_hold_every_account_once() -> None:
    said, truth = np.array([0.01, 0.02, 0.55, 1.0]), np.array([0, 1, 1, 1], np.int8)
    bars = reliability(truth, said)
    assert [(one.accounts, one.found.value) for one in bars] == [(2, 0.5), (1, 1.0), (1, 1.0)]
    assert bars[0].said == pytest.approx(0.015)


def test_memory_is_told_in_megabytes() -> None:
    assert 20 < peak_mb() < 1e6
