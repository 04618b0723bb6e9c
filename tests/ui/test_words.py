from __future__ import annotations

import unicodedata
from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from investigator.records import Clock, TransferKind
from tests.ui.things import ALICE, ALICE_SHOWN, BANK, HOSTILE
from ui import words


@pytest.mark.parametrize(
    "pace, said", [(1240, "1,240 a second"), (0.2, "12 a minute"), (0.001, "4 an hour")]
)
def test_a_speed_is_said_in_the_unit_that_fits(pace: float, said: str) -> None:
    assert words.speed(pace) == said


@given(st.text())
def test_nothing_invisible_is_left_in_plain_text(text: str) -> None:
    shown = words.plain(text)
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert words.plain(shown) == shown


def test_hostile_text_is_made_visible_not_dropped() -> None:
    assert words.plain(HOSTILE) == "<b>pay</b>‹U+202E›gnp.exe␀␊<img src=file:///etc/passwd>"
    assert words.plain_lines("a\nb\u200bc") == "a\nb‹U+200B›c"
    assert words.plain("abcdef", 4) == "abc…"


@given(st.text(max_size=60))
def test_a_tool_tip_shows_its_text_and_never_runs_it(text: str) -> None:
    document = QTextDocument()
    document.setHtml(words.tip(f"<b>{text}</b>"))
    assert document.toPlainText().startswith("<b>")


def test_addresses() -> None:
    assert words.whole(ALICE) == ALICE_SHOWN
    assert words.shorten(ALICE) == "0x5aAe…eAed"
    assert words.shorten(BANK) == "amlsim:280"
    assert words.shorten("amlsim:" + "9" * 40) == "amlsim…9999"
    assert words.place(ALICE) == "eip155:1"
    assert words.place(BANK) == "amlsim"
    assert words.shorten_in(f"Label {ALICE} as Mixer") == "Label 0x5aAe…eAed as Mixer"


@pytest.mark.parametrize(
    "time, clock, shown",
    [
        (1_772_424_000, Clock.UTC, "2026-03-02 04:00:00"),
        (-1, Clock.UTC, "1969-12-31 23:59:59"),
        (2**60, Clock.UTC, "1,152,921,504,606,846,976 s"),
        (41, Clock.STEP, "step 41"),
        (5_233_833, Clock.BLOCK, "block 5,233,833"),
    ],
)
def test_times(time: int, clock: Clock, shown: str) -> None:
    assert words.when(time, clock) == shown
    assert words.when_tip(time, clock).startswith(shown)


def test_the_zone_of_the_analyst_stands_beside_utc() -> None:
    zone = timezone(timedelta(hours=2), "CEST")
    assert words.when(1_772_424_000, Clock.UTC, zone) == "2026-03-02 06:00:00+02:00"
    assert (
        words.when_tip(1_772_424_000, Clock.UTC, zone)
        == "2026-03-02 04:00:00 UTC\n2026-03-02 06:00:00 CEST"
    )
    assert words.when(2**60, Clock.UTC, zone).endswith(" s")


def test_amounts_are_exact_and_say_what_they_are() -> None:
    assert words.amount(1_500_000_000_000_000_001, 18, "ETH") == "1.500000000000000001 ETH"
    assert words.amount(1_500_000_000_000_000_001, 18, "ETH", places=2) == "1.50… ETH"
    assert words.amount(12_345, None, "XYZ") == "12,345 XYZ base units"
    assert words.amount(1, 0, "\u202eBTC") == "1 ‹U+202E›BTC"


def test_a_long_number_is_broken_into_lines_that_join_again() -> None:
    long = "1" * 78
    lines = words.broken(long).splitlines()
    assert "".join(lines) == long
    assert max(map(len, lines)) <= 34
    assert words.broken("12") == "12"
    assert words.broken("") == ""


def test_counts_kinds_sizes_and_spans() -> None:
    assert words.count_of(148, 21_406, "transfer") == "148 of 21,406 transfers"
    assert words.plural(1, "entity", "entities") == "1 entity"
    assert words.plural(2, "entity", "entities") == "2 entities"
    assert words.kind(TransferKind.ERC20, ok=False) == "ERC-20 · failed"
    assert [words.size(n) for n in (999, 1_234_567, 5 * 10**12)] == ["999 B", "1.2 MB", "5,000.0 GB"]
    assert [words.span(s) for s in (8, 125, 11_520)] == ["8 s", "2 min 5 s", "3 h 12 min"]
    assert words.moment(1_772_424_000_999_999) == "2026-03-02 04:00:00"
    assert words.caption("R&D") == "R&&D"
    assert set(words.KINDS) == set(TransferKind)


def test_a_transfer_that_is_not_settled_says_so() -> None:
    assert words.kind(TransferKind.NATIVE, provisional=True) == "native · not final"
    assert words.kind(TransferKind.NATIVE, ok=False, standing=False) == "native · replaced"
    assert words.standing(True, True, False) == ""
    assert "reorganisation" in words.standing(True, False, False)
    assert "may still be replaced" in words.standing(True, True, True)


def test_the_zone_and_the_units_that_are_preferred(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INVESTIGATOR_ZONE", "Asia/Tokyo")
    assert words.when_tip(0, Clock.UTC).endswith("1970-01-01 09:00:00 JST")
    monkeypatch.setenv("INVESTIGATOR_ZONE", "Mars/Olympus")
    assert words.own_zone() is None
    monkeypatch.setenv("INVESTIGATOR_UNITS", "base")
    assert words.amount(1_500_000, 6, "USDC") == "1,500,000 USDC base units"
    assert words.figure(1_500_000, 6, grouped=False) == "1500000"
    monkeypatch.setenv("INVESTIGATOR_UNITS", "")
    assert words.amount(1_500_000, 6, "USDC") == "1.5 USDC"
