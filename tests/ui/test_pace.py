from __future__ import annotations

import pytest

from ui.pace import Pace


def test_speed_and_time_left_follow_what_was_done_of_late() -> None:
    pace = Pace()
    pace.note(0.0, 0)
    assert pace.speed() is None
    pace.note(1.0, 100)
    assert pace.speed() is None  # too early to say
    pace.note(4.0, 400)
    assert pace.speed() == pytest.approx(100)
    assert pace.left(1000) == pytest.approx(6)
    for second in range(5, 30):  # it goes on ten times slower
        pace.note(float(second), 400 + 10 * (second - 4))
    assert pace.speed() == pytest.approx(10)


def test_a_new_stretch_of_work_begins_anew() -> None:
    pace = Pace()
    pace.note(0.0, 0)
    pace.note(5.0, 50)
    pace.note(6.0, 0)
    assert pace.speed() is None
    assert pace.left(10) is None


def test_work_that_stands_still_has_no_speed() -> None:
    pace = Pace()
    pace.note(0.0, 5)
    pace.note(9.0, 5)
    assert pace.speed() is None
