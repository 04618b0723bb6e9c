"""What of a pull is left to do, beside what the case covers already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from investigator.chain.supplier import Unit
from investigator.data.queries.coverage import Covered

Spans = list[tuple[int, int]]
"""Stretches of blocks, inclusive, apart from each other and in order."""


class Done:
    """What is covered, by account and by what it is; an account of '' stands for all."""

    def __init__(self, rows: Iterable[Covered]) -> None:
        found: dict[tuple[str, str], Spans] = {}
        for row in rows:
            found.setdefault((row.address, row.what), []).append((row.first, row.last))
        self._spans = {key: joined(spans) for key, spans in found.items()}

    def left(self, unit: Unit) -> list[Unit]:
        """The parts of a unit that are not covered, in the order of the chain; accounts and `what` may be fewer."""
        parts: dict[tuple[int, int], dict[str, list[str]]] = {}
        for what in unit.what.split(","):
            for address in unit.addresses or ("",):
                for span in without(unit.first, unit.last, self._done(address, what)):
                    parts.setdefault(span, {}).setdefault(what, []).append(address)
        return [one for span, whats in sorted(parts.items()) for one in _units(unit, span, whats)]

    def _done(self, address: str, what: str) -> Spans:
        """What is covered for an account: by itself, by all accounts, and, for one token, by all tokens."""
        kinds = {what, what.partition(":")[0]}
        return joined(
            span for who in {address, ""} for kind in kinds for span in self._spans.get((who, kind), [])
        )


def _units(unit: Unit, span: tuple[int, int], whats: dict[str, list[str]]) -> Iterator[Unit]:
    """One unit for all that is wanted of the same accounts."""
    by_accounts: dict[tuple[str, ...], list[str]] = {}
    for what, addresses in whats.items():
        by_accounts.setdefault(tuple(addresses), []).append(what)
    for names, some in by_accounts.items():
        chosen = tuple(one for one in unit.addresses if one in names)
        yield replace(unit, what=",".join(some), addresses=chosen, first=span[0], last=span[1])


def joined(spans: Iterable[tuple[int, int]]) -> Spans:
    """The same blocks in as few stretches as possible."""
    found: Spans = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def without(first: int, last: int, spans: Spans) -> Spans:
    """What is left of a range beside these stretches."""
    found: Spans = []
    for start, end in spans:
        if start > last or end < first:
            continue
        if start > first:
            found.append((first, start - 1))
        first = end + 1
    return found + ([(first, last)] if first <= last else [])


def left(units: Sequence[Unit], rows: Iterable[Covered]) -> tuple[list[Unit], int]:
    """The units, or parts of them, that are left to fetch, and how many units are covered already."""
    done = Done(rows)
    parts = [done.left(unit) for unit in units]
    return [part for some in parts for part in some], sum(not some for some in parts)
