"""The query field's language: `asset:ETH value>50 time:2026-03 hops<=4`, and free words to search for."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import numpy as np

from investigator import when
from investigator.errors import Trouble
from investigator.graph.expand import Filter
from investigator.records import Clock

KEYS = ("asset", "value", "time", "hops", "risk")
HELP = "asset:ETH  value>50  time:2026-03  hops<=4  risk>=0.5, or an address or a name"

_TERM = re.compile(r"(?P<key>[A-Za-z]+)(?P<sign><=|>=|<|>|:|=)(?P<value>\S*)")


@dataclass(frozen=True)
class Query:
    """What the chart and the table are narrowed to; `words` are searched for and narrow nothing.

    `hops` is the greatest distance from a seed, `risk` the least score.
    """

    where: Filter = field(default_factory=Filter)
    hops: int | None = None
    risk: float | None = None
    words: str = ""

    @property
    def passes_all(self) -> bool:
        """Whether nothing is narrowed."""
        unlimited = replace(self.where, direction="both") == Filter()
        return unlimited and self.hops is None and self.risk is None


def keys(text: str) -> list[tuple[int, int]]:
    """Where keywords and their signs stand, as (start, end), for colouring."""
    found = (_TERM.fullmatch(part[0]) for part in re.finditer(r"\S+", text))
    starts = (part.start() for part in re.finditer(r"\S+", text))
    return [
        (start, start + len(term["key"]) + len(term["sign"]))
        for start, term in zip(starts, found, strict=True)
        if term and term["key"].lower() in KEYS
    ]


def parse(text: str, assets: Mapping[str, int], clock: Clock | None) -> Query:
    """Read a query. `assets` are ids by lower-case symbol. Raises `Trouble` naming the term it cannot read."""
    query, words, chosen = Query(), list[str](), list[int]()
    for part in text.split():
        term = _TERM.fullmatch(part)
        if not term or term["key"].lower() not in KEYS:
            words.append(part)
            continue
        key, sign, value = term["key"].lower(), term["sign"].replace("=", ":", 1), term["value"]
        sign = {"<:": "<=", ">:": ">="}.get(sign, sign)
        if not value:
            raise Trouble(f"{part} has no value yet; write it as {_example(key)}.")
        if key == "asset":
            chosen.append(_asset(value, assets))
        else:
            query = _narrowed(query, key, sign, value, clock)
    where = replace(query.where, assets=tuple(chosen))
    return replace(query, where=where, words=" ".join(words))


def _narrowed(query: Query, key: str, sign: str, value: str, clock: Clock | None) -> Query:
    if key == "value":
        return replace(query, where=_valued(query.where, sign, _number(key, value)))
    if key == "time":
        return replace(query, where=_timed(query.where, sign, value, clock))
    number = _number(key, value)
    if key == "risk":
        if sign not in {">", ">=", ":"}:
            raise Trouble("risk narrows from below; write it as risk>=0.5.")
        return replace(query, risk=float(np.nextafter(number, 2)) if sign == ">" else number)
    if sign not in {"<", "<=", ":"} or number != int(number):
        raise Trouble("hops narrow from above, by a whole number; write it as hops<=4.")
    return replace(query, hops=int(number) - (sign == "<"))


def _asset(value: str, assets: Mapping[str, int]) -> int:
    if value.lower() not in assets:
        known = ", ".join(sorted(assets)[:6]).upper() or "none yet"
        raise Trouble(f"There is no asset {value[:40]} in this case; it has {known}.")
    return assets[value.lower()]


def _valued(where: Filter, sign: str, amount: float) -> Filter:
    low = {">": float(np.nextafter(amount, math.inf)), ">=": amount, ":": amount}.get(sign)
    high = {"<": float(np.nextafter(amount, -math.inf)), "<=": amount, ":": amount}.get(sign)
    return replace(
        where,
        min_amount=where.min_amount if low is None else low,
        max_amount=where.max_amount if high is None else high,
    )


def _timed(where: Filter, sign: str, value: str, clock: Clock | None) -> Filter:
    first, _, last = value.partition("..")
    start = when.parse(first, clock) if first else None
    end = _end(last or first, clock) if (last or ".." not in value) else None
    after, before = where.after, where.before
    if sign == ":":
        after, before = start, end
    elif start is None or ".." in value:
        raise Trouble(
            f"time{sign}{value[:40]} cannot be read; write a span as time:2026-03-01..2026-03-08."
        )
    elif sign in {">", ">="}:
        after = start if sign == ">=" or end is None else end + 1
    else:
        before = start - 1 if sign == "<" else end
    return replace(where, after=after, before=before)


def _end(text: str, clock: Clock | None) -> int:
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


def _number(key: str, value: str) -> float:
    try:
        number = float(value.replace(",", "").replace("_", ""))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise Trouble(f"{value[:40]} is not a number; write it as {_example(key)}.")
    return number


def _example(key: str) -> str:
    return next(part for part in HELP.split("  ") if part.startswith(key)).rstrip(",").split(",")[0]


def with_time(text: str, after: int | None, before: int | None, clock: Clock | None) -> str:
    """The query with this span of time in place of any other; none for `None`."""
    rest = [part for part in text.split() if not re.match(r"(?i)time(<|>|:|=)", part)]
    if after is not None and before is not None:
        rest.append(f"time:{_written(after, clock)}..{_written(before, clock)}")
    return " ".join(rest)


def _written(time: int, clock: Clock | None) -> str:
    if clock is not Clock.UTC or not 0 <= time < 2**37:
        return str(time)
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%S")
