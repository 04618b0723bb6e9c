from __future__ import annotations

import os

import pytest

from investigator import switches
from investigator.switches import OFFLINE, OPENGL, ZONE


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for one in (OFFLINE, ZONE):
        monkeypatch.setenv(one, "x")
        del os.environ[one]


def test_a_preference_sets_and_lifts_a_switch() -> None:
    switches.prefer(OFFLINE, True)
    assert switches.on(OFFLINE)
    assert not switches.forced(OFFLINE)
    switches.prefer(OFFLINE, False)
    assert not switches.on(OFFLINE)


def test_no_preference_lifts_what_is_forced() -> None:
    switches.force(OFFLINE)
    switches.prefer(OFFLINE, False)
    assert switches.forced(OFFLINE)


def test_the_environment_counts_more_until_one_chooses_anew() -> None:
    os.environ[ZONE] = "Asia/Tokyo"
    switches.name(ZONE, "Europe/Zurich", anew=False)
    assert os.environ[ZONE] == "Asia/Tokyo"
    switches.name(ZONE, "Europe/Zurich", anew=True)
    assert os.environ[ZONE] == "Europe/Zurich"
    switches.name(ZONE, "", anew=True)
    assert ZONE not in os.environ


@pytest.mark.parametrize(
    ("said", "on"), [("", True), ("1", True), ("0", False), (" Off ", False), ("no", False)]
)
def test_what_is_on_by_itself_is_off_only_where_one_says_so(
    said: str, on: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OPENGL, said)
    assert switches.on_unless(OPENGL) is on
    monkeypatch.delenv(OPENGL)
    assert switches.on_unless(OPENGL)
