from __future__ import annotations

import linecache
import sys

from ui.warm import LATER, tiny, warm


def test_everything_for_the_first_gesture_is_there_afterwards() -> None:
    steps: list[int] = []
    warm(lambda done, total=None, note="": steps.append(done))
    assert set(LATER) <= set(sys.modules)
    assert steps == [*range(len(LATER)), len(LATER) + 1]


def test_the_tiny_scene_is_a_real_one() -> None:
    scene = tiny()
    assert scene.account.tolist() == [0, 1, 2]
    assert scene.src.size == 2


def test_no_source_is_kept_in_memory_afterwards() -> None:
    linecache.getlines(__file__)
    warm()
    assert __file__ not in linecache.cache
