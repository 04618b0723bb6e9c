"""What the query field says, as the window keeps it. The language itself is `investigator.query`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from investigator.errors import Trouble
from investigator.graph.expand import Filter
from investigator.query import times
from investigator.query.numbers import Range
from investigator.query.parse import Query as Parsed
from investigator.query.parse import parse as read
from investigator.query.pieces import pieces
from investigator.records import Clock

HINT = "Search, or filter: asset:ETH  value>50  label:mixer  hops<=2  time:2026-03"


@dataclass(frozen=True)
class Query:
    """What the chart, the timeline and the table are narrowed to; `words` are searched for and narrow nothing.

    `where` has as much of it as expanding and tracing can follow by; `origins` are the accounts that hops count
    from, none meaning the seeds.
    """

    parsed: Parsed = field(default_factory=Parsed)
    where: Filter = field(default_factory=Filter)
    origins: tuple[int, ...] = ()

    @property
    def narrowing(self) -> Parsed:
        """What narrows: all but the words that are searched for."""
        return self.parsed.without(bare=True)

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.parsed.words

    @property
    def passes_all(self) -> bool:
        """Whether nothing is narrowed."""
        return not self.narrowing.alternatives

    @property
    def counts_hops(self) -> bool:
        """Whether it depends on where hops count from."""
        return any(term.key == "hops" for term in self.parsed.terms)

    @property
    def span(self) -> tuple[int | None, int | None]:
        """The one span of time that it is narrowed to; `None` twice where there is none, or no single one."""
        found = {
            span
            for terms in self.parsed.alternatives
            for term in terms
            if term.key == "time" and not term.negated
            for span in term.spans
        }
        everywhere = all(any(term.key == "time" for term in terms) for terms in self.parsed.alternatives)
        if len(found) != 1 or not everywhere:
            return None, None
        (span,) = found
        return span.after, span.before


def parse(
    text: str, assets: Mapping[str, int], clock: Clock | None, origins: tuple[int, ...] = ()
) -> Query:
    """Read a query. `assets` are ids by lower-case symbol. Raises `Trouble` naming the term it cannot read."""
    parsed = read(text, clock)
    for term in parsed.terms:
        strange = next((one for one in term.texts if not one.startswith("0x") and one not in assets), None)
        if term.key == "asset" and strange is not None and "/" not in strange:
            known = ", ".join(sorted(assets)[:6]).upper() or "none yet"
            raise Trouble(f"There is no asset {strange[:40].upper()} in this case; it has {known}.")
    made = Query(parsed, limits(parsed, assets))
    return Query(parsed, made.where, origins if made.counts_hops else ())


def limits(parsed: Parsed, assets: Mapping[str, int]) -> Filter:
    """As much of a query as a filter can say: assets, one span of time, one range of amounts.

    Nothing where there are alternatives. Amounts are floats there, to the nearest.
    """
    if len(parsed.alternatives) != 1:
        return Filter()
    after = before = low = high = None
    chosen: tuple[int, ...] = ()
    for term in parsed.alternatives[0]:
        if term.negated:
            continue
        if term.key == "asset":
            chosen = tuple(assets[text] for text in term.texts if text in assets)
        elif term.key == "time" and len(term.spans) == 1:
            span = term.spans[0]
            after = span.after if span.after is not None else after
            before = span.before if span.before is not None else before
        elif term.key == "value" and len(term.ranges) == 1:
            least, most = _floats(term.ranges[0])
            low, high = least if least is not None else low, most if most is not None else high
    return Filter(after, before, chosen, low, high)


def _floats(one: Range) -> tuple[float | None, float | None]:
    low = None if one.low is None else float(one.low)
    high = None if one.high is None else float(one.high)
    if low is not None and one.low_open:
        low = float(np.nextafter(low, math.inf))
    if high is not None and one.high_open:
        high = float(np.nextafter(high, -math.inf))
    return low, high


def keys(text: str) -> list[tuple[int, int]]:
    """Where keywords and their signs stand, as (start, end), for colouring."""
    return [(piece.start + piece.negated, piece.value_start) for piece in pieces(text) if piece.key]


def without_words(text: str) -> str:
    """The text without the words that are only searched for."""
    kept = [
        text[piece.start : piece.end] for piece in pieces(text) if piece.key or piece.bar or piece.negated
    ]
    return " ".join(kept).strip("| ")


def with_term(text: str, term: str, key: str = "") -> str:
    """The text with a term more in each of its alternatives, in place of those of `key`."""
    ways, found = [list[str]()], pieces(text)
    for piece in found:
        if piece.bar:
            ways.append([])
        elif not (piece.key and piece.key.name == key):
            ways[-1].append(text[piece.start : piece.end])
    if not term and len(ways) > 1 and not all(ways):
        return ""
    return " | ".join(" ".join([*way, term]).strip() for way in ways)


def with_time(text: str, after: int | None, before: int | None, clock: Clock | None) -> str:
    """The text with this span of time in place of any other; none for `None`."""
    if after is None or before is None:
        return with_term(text, "", "time")
    return with_term(text, f"time:{times.written(after, clock)}..{times.written(before, clock)}", "time")
