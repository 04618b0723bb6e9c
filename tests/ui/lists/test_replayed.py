from __future__ import annotations

from gnn.replay import DIFFERS, OPEN, SAME, Compared
from ui.lists.replayed import replay_list


def test_what_differs_comes_first() -> None:
    told = [
        Compared(3, "trace", SAME),
        Compared(9, "report", OPEN, "no model"),
        Compared(4, "scores", DIFFERS, "1 of 4", "v1"),
    ]
    results = replay_list(told).results
    assert results.title == "Worked out again: 1 differ"
    assert [line.cells[1].text for line in results.lines] == ["scores", "report", "trace"]
    assert "1 result could not be compared." in results.stated
    assert replay_list([]).results.title == "Worked out again: all the same"
