"""Where an axis of time has its ticks, and what stands at them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from investigator.records import Clock
from ui import words

_SECONDS = (
    1, 5, 15, 30, 60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
)  # fmt: skip
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200)
_LAST = 2**37


@dataclass(frozen=True)
class Tick:
    """One tick: its time, and the text beside it."""

    time: int
    text: str


def ticks(first: int, last: int, clock: Clock, most: int) -> list[Tick]:
    """At most `most` ticks on round times strictly within a span, in UTC where times are dates."""
    if most < 1 or last <= first:
        return []
    if clock is not Clock.UTC or first < 0 or last >= _LAST:
        return _numbers(first, last, clock, most)
    span = last - first
    step = next((step for step in _SECONDS if span / step <= most), None)
    if step:
        begin = first - first % step + step
        some = (Tick(time, _moment(time, step)) for time in range(begin, last, step))
        return list(some)[:most]
    months = next((step for step in _MONTHS if span / (step * 30 * 86_400) <= most), _MONTHS[-1])
    return [tick for tick in _months(first, last, months) if first < tick.time < last][:most]


def _moment(time: int, step: int) -> str:
    shown = words.when(time, Clock.UTC)
    if step >= 86_400 or time % 86_400 == 0:
        return shown[:10]
    return shown[11:] if step < 60 else shown[11:16]


def _months(first: int, last: int, step: int) -> Iterator[Tick]:
    begin = datetime.fromtimestamp(first, UTC)
    place = begin.year * 12 + begin.month - 1
    place -= place % step
    while place // 12 < 9999:
        moment = datetime(max(1, place // 12), place % 12 + 1, 1, tzinfo=UTC)
        if moment - timedelta(seconds=last) > datetime.fromtimestamp(0, UTC):
            return
        yield Tick(int(moment.timestamp()), f"{moment:%Y}" if step >= 12 else f"{moment:%Y-%m}")
        place += step


def _numbers(first: int, last: int, clock: Clock, most: int) -> list[Tick]:
    size = 1
    while (last - first) / size > most:
        size *= 10
    step = next(part for part in (size // 5, size // 2, size) if part and (last - first) / part <= most)
    begin = first - first % step + step
    return [Tick(time, words.when(time, clock).rpartition(" ")[2]) for time in range(begin, last, step)][
        :most
    ]
