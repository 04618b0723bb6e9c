from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.chain.rpc.patience import Patience, retry_after
from investigator.chain.rpc.wording import Kind

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("7", 7.0), ("0.5", 0.5), ("Fri, 02 Jan 2026 03:04:35 GMT", 30.0), ("Fri, 02 Jan 2026 03:04:00 GMT", 0.0),
     ("-3", 0.0), ("soon", None), ("", None), (None, None), ("1e300", 1e9), ("inf", None), ("nan", None)],
)  # fmt: skip
def test_what_a_node_asks_for_is_read(text: str | None, seconds: float | None) -> None:
    assert retry_after(text, NOW) == seconds


@given(st.integers(1, 500), st.integers(0, 99))
def test_waits_grow_to_a_limit_and_differ(failures: int, seed: int) -> None:
    patience = Patience(first=0.5, most=30.0)
    full = min(30.0, 0.5 * 2.0 ** (failures - 1))
    assert full / 2 <= patience.delay(failures, Random(seed)) <= full


def test_the_same_seed_waits_the_same() -> None:
    assert Patience().delay(3, Random(1)) == Patience().delay(3, Random(1))


@given(st.floats(0, 100))
def test_never_sooner_than_asked(asked: float) -> None:
    assert asked <= Patience().delay(1, Random(0), asked) <= asked + 1


def test_a_node_that_never_answered_is_not_tried_long() -> None:
    patience = Patience(tries=6, slowly=12)
    assert patience.allowed(Kind.BROKEN, known=True) == 6
    assert patience.allowed(Kind.BROKEN, known=False) == 3
    assert patience.allowed(Kind.RATE, known=False) == 12
    assert patience.allowed(Kind.SHUT, known=True) == 1
