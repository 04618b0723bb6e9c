from types import MappingProxyType

import numpy as np
import pytest

from gnn.phrases import Facts, counted, few, span, told
from investigator.records import Clock


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0.012, "0.012"),
        (0.5, "0.5"),
        (4.7, "4.7"),
        (41.0, "41"),
        (99.9, "100"),
        (5_312.0, "5,300"),
        (1e-5, "0.00001"),
    ],
)
def test_two_digits_are_told_in_full(number: float, words: str) -> None:
    assert told(number) == words


@pytest.mark.parametrize(
    ("length", "clock", "words"),
    [
        (20 * 60, Clock.UTC, "20 minutes"),
        (1, Clock.UTC, "1 second"),
        (0.1, Clock.UTC, "less than one second"),
        (3600, Clock.UTC, "60 minutes"),
        (86_400 * 3, Clock.UTC, "3 days"),
        (1, Clock.STEP, "1 step"),
        (0, Clock.STEP, "less than one step"),
        (12_345, Clock.BLOCK, "12,345 blocks"),
    ],
)
def test_times_are_told_in_the_units_of_the_clock(length: float, clock: Clock, words: str) -> None:
    assert span(length, clock) == words


def test_singular_and_plural() -> None:
    assert [counted(k, "account") for k in (0, 1, 2)] == ["0 accounts", "1 account", "2 accounts"]
    assert counted(2, "leg", "legs of it") == "2 legs of it"
    assert [few("sent", k) for k in range(3)] == ["sent nothing", "sent only once", "sent only twice"]


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "none"), (0.001, "under 1 %"), (0.41, "41 %"), (0.999, "over 99 %"), (1.0, "all")],
)
def test_shares_claim_neither_nothing_nor_everything_by_rounding(share: float, words: str) -> None:
    assert Facts(MappingProxyType({"x": share}), 1.0, Clock.UTC).part("x") == words


def test_numbers_come_back_from_their_logarithms() -> None:
    values = {"n": float(np.float32(np.log1p(41))), "a": float(np.float32(np.log1p(4_700)))}
    facts = Facts(MappingProxyType(values), 10.0, Clock.STEP)
    assert facts.counted("n", "account") == "41 accounts"
    assert facts.times("a") == "4.7 times the usual amount"
    assert facts.span("n") == "410 steps"
    assert facts.at_once() == "1 step"
