from __future__ import annotations

import numpy as np

from ui.panels.bins import Bins


def test_where_times_lie_and_how_high_bars_are() -> None:
    made = Bins(10, 19, np.array([1, 4]))
    assert (made.place(10), made.place(14), made.place(15), made.place(99)) == (0, 0, 1, 1)
    assert made.drawn.tolist() == [0.5, 1.0]
    assert (made.edge(0.5), made.share(19)) == (14.5, 1.0)
    heights = Bins(0, 1, np.array([1, 1]), heights=np.array([0.0, 0.0]))
    assert heights.drawn.tolist() == [0.0, 0.0]
