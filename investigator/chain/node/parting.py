"""A pull in parts: aligned ranges of blocks, whatever the range begins with, so that every pull parts alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from investigator.chain import assets
from investigator.chain.node.ways import SCAN, Ways
from investigator.chain.supplier import Unit, Want
from investigator.records import Address

BLOCKS = 100
"""Blocks of a unit that reads them one by one."""

TRACED = 60
"""As `BLOCKS`, where their traces are read too, which are several times as long."""

SEARCHED = 100_000
"""Blocks of a unit that asks an index of the node."""

LOGGED = 10_000
"""Blocks of a unit that asks for the logs of accounts."""

ACCOUNTS = 50
"""Accounts that are asked for together."""


def units(want: Want, ways: Ways) -> list[Unit]:
    """The parts, in the order in which they are kept: by their first block."""
    parts = _everything(want, ways) if not want.addresses else _touching(want, ways)
    return sorted(parts, key=lambda one: (one.first, one.addresses, one.what))


def _everything(want: Want, ways: Ways) -> Iterator[Unit]:
    whats = ["blocks", "native"]
    whats += ["receipts", "token"] if ways.receipts else []
    whats += ["internal"] if ways.block_traces else []
    step = TRACED if ways.block_traces else BLOCKS
    for first, last in stretches(want.first, want.last, step):
        yield Unit(want.chain, ",".join(whats), SCAN, (), first, last)
        if not ways.receipts and ways.logs:
            yield Unit(want.chain, "token", ways.logs, (), first, last)


def _touching(want: Want, ways: Ways) -> Iterator[Unit]:
    for addresses in _together(want.addresses):
        if not want.assets or assets.coin(want.chain)[0] in want.assets:
            whole = replace(want, addresses=addresses)
            yield from _scanned(whole, ways) if ways.touching == SCAN else _searched(whole, ways)
        for first, last in stretches(want.first, want.last, LOGGED) if ways.logs else ():
            for what in _tokens(want):
                yield Unit(want.chain, what, ways.logs, addresses, first, last)


def _scanned(want: Want, ways: Ways) -> Iterator[Unit]:
    what = "native,internal" if ways.block_traces else "native"
    for first, last in stretches(want.first, want.last, TRACED if ways.block_traces else BLOCKS):
        yield Unit(want.chain, what, SCAN, want.addresses, first, last)


def _searched(want: Want, ways: Ways) -> Iterator[Unit]:
    what = "native,internal" if ways.traces or ways.block_traces else "native"
    for address in want.addresses:
        for first, last in stretches(want.first, want.last, SEARCHED):
            yield Unit(want.chain, what, ways.touching, (address,), first, last)


def _tokens(want: Want) -> Sequence[str]:
    """What is covered of tokens: all of them, or one after the other."""
    if not want.assets:
        return ("token",)
    keys = (key.partition("/")[2] for key in want.assets if key.partition("/")[0] == want.chain)
    return tuple(f"token:{key.partition(':')[2]}" for key in sorted(keys) if key.startswith("erc"))


def _together(addresses: Sequence[Address]) -> Iterator[tuple[Address, ...]]:
    order = sorted(set(addresses))
    for start in range(0, len(order), ACCOUNTS):
        yield tuple(order[start : start + ACCOUNTS])


def stretches(first: int, last: int, size: int) -> Iterator[tuple[int, int]]:
    """The range in parts that begin at multiples of `size`, wherever it begins itself."""
    for start in range(first - first % size, last + 1, size):
        yield max(first, start), min(last, start + size - 1)


def calls(unit: Unit, ways: Ways) -> int:
    """About how many calls a unit takes, before it is known what there is in its blocks."""
    blocks = unit.last - unit.first + 1
    if unit.method == SCAN:
        traced = bool(ways.block_traces) and "internal" in unit.what
        return blocks * (1 + traced + ("receipts" in unit.what.split(",")))
    if unit.method == ways.logs:
        ranges = -(-blocks // (ways.log_range or blocks))
        return (3 if unit.addresses else 1) * ranges + 1
    return 2 + len(unit.method.split("+"))
