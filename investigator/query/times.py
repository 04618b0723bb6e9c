"""Times and spans of time as they are written in a query."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from investigator import when
from investigator.records import Clock


@dataclass(frozen=True)
class Span:
    """From `after` to `before`, both included; `None` is no limit."""

    after: int | None = None
    before: int | None = None


def spanned(sign: str, text: str, clock: Clock | None) -> Span:
    """The span that a sign and a text mean: ':', '2022-08' or '>', '2022-08-01'. Raises `Trouble`, `ValueError`."""
    first, dots, last = text.partition("..")
    if not first and not last:
        raise ValueError("no time")
    if sign == ":":
        start = when.parse(first, clock) if first else None
        end = last_moment(last or first, clock) if last or not dots else None
        if start is not None and end is not None and start > end:
            raise ValueError("a span that ends before it begins")
        return Span(start, end)
    if dots:
        raise ValueError("a span after a sign")
    start, end = when.parse(first, clock), last_moment(first, clock)
    return {
        ">=": Span(after=start),
        ">": Span(after=end + 1),
        "<=": Span(before=end),
        "<": Span(before=start - 1),
    }[sign]


def last_moment(text: str, clock: Clock | None) -> int:
    """The last moment that a time as written means: all of the month for `2026-03`."""
    start = when.parse(text, clock)
    if clock in {Clock.STEP, Clock.BLOCK}:
        return start
    begun = datetime.fromtimestamp(start, UTC) if 0 <= start < 2**37 else None
    if re.fullmatch(r"\d{4}", text) and begun:
        return int(begun.replace(year=begun.year + 1).timestamp()) - 1
    if re.fullmatch(r"\d{4}-\d{2}", text) and begun:
        following = begun.replace(year=begun.year + begun.month // 12, month=begun.month % 12 + 1)
        return int(following.timestamp()) - 1
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return start + 86_399
    return start + 59 if re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", text) else start


def written(time: int, clock: Clock | None) -> str:
    """A time as a query has it, to the second."""
    if clock is not Clock.UTC or not 0 <= time < 2**37:
        return str(time)
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%S")
