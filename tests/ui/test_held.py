from __future__ import annotations

from tests.makers import Move
from tests.makers import case as made_case
from ui.held import hold


def test_what_is_held_follows_the_case() -> None:
    held = hold(made_case([Move(0, 1, 500, 10), Move(1, 2, 300, 20)]))
    assert (held.columns.size, held.counts.transfers) == (2, 2)
    assert held.scores is None
    assert list(held.symbols.values()) == [held.assets[0].id]
