from __future__ import annotations

import pytest

from investigator.records import Clock
from ui.panels.time_paint import caption


def test_the_analyst_s_zone_stands_beside_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INVESTIGATOR_ZONE", "Europe/Berlin")
    assert caption((1_772_424_000, 1_772_427_600), Clock.UTC) == (
        "2026-03-02 04:00:00 – 05:00:00 UTC  ·  2026-03-02 05:00 – 06:00 CET"
    )
    assert caption((1_772_424_000, 1_782_427_600), Clock.UTC).endswith(
        "2026-03-02 05:00 – 2026-06-26 00:46 CEST"
    )
    monkeypatch.setenv("INVESTIGATOR_ZONE", "UTC")
    assert caption((0, 60), Clock.UTC) == "1970-01-01 00:00:00 – 00:01:00 UTC"
    assert caption((5, 9), Clock.STEP) == "step 5 – 9"
