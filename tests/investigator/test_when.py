from __future__ import annotations

import pytest

from investigator import when
from investigator.errors import Trouble
from investigator.records import Clock


@pytest.mark.parametrize(
    "text, clock, seconds",
    [
        ("1970-01-02", Clock.UTC, 86_400),
        ("1970-01-01T01:00:00+01:00", Clock.UTC, 0),
        ("1970-02", Clock.UTC, 31 * 86_400),
        ("1971", Clock.UTC, 365 * 86_400),
        ("86400", Clock.UTC, 86_400),
        ("41", Clock.STEP, 41),
        ("5233833", Clock.BLOCK, 5_233_833),
    ],
)
def test_read(text: str, clock: Clock, seconds: int) -> None:
    assert when.parse(text, clock) == seconds


@pytest.mark.parametrize(
    "text, clock", [("soon", Clock.UTC), ("2020-01-01", Clock.BLOCK), ("2020-99-01", None)]
)
def test_refuse(text: str, clock: Clock | None) -> None:
    with pytest.raises(Trouble):
        when.parse(text, clock)


def test_show() -> None:
    assert when.show(0, Clock.UTC) == "1970-01-01 00:00:00"
    assert when.show(1234, Clock.BLOCK) == "block 1,234"
    assert when.show(10**18, Clock.UTC).endswith(" s")
