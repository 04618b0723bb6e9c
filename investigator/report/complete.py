"""Whether what was pulled is complete: the certificates of accounts, and where pulls stopped."""

from __future__ import annotations

from collections import Counter

from investigator.cases.completeness import Certificate
from investigator.report.document import AnyBlock, Cell, Entry, Para, Section, Table, mono, number, plural
from investigator.report.gather import Gathered

IN_FULL, STOPS = 40, 40
"""Certificates that are printed check by check, and accounts listed at which pulls stopped."""

OUTCOMES = {"complete": "complete", "unproven": "not proved complete", "failed": "incomplete"}
_SIGNS = {"passed": "passed", "failed": "failed", "not possible": "not possible here"}
_ORDER = ("failed", "unproven", "complete")
_RULE = (
    "An account is complete over a span of blocks if every transaction that it sent is here (its nonces follow one "
    "another from what the node counted before to what it counted after), and if its balances before and after "
    "differ by just what moved: transfers, internal transfers, fees, withdrawals and block rewards. Each check says "
    "passed, failed with the amount that is missing, or why it was not possible here."
)


def completeness(found: Gathered) -> Section:
    """The certificates of all pulled accounts, failures first, and the frontier."""
    if not found.certificates:
        reason = "No account was pulled from a node or an explorer: that nothing is missing is not proved for any."
        return Section("Completeness", (Para(reason, "note"), *_frontier(found)))
    some = sorted(found.certificates, key=lambda one: _ORDER.index(one.outcome))
    counts = Counter[str](one.outcome for one in some)
    told = ", ".join(f"{counts[name]:,} {OUTCOMES[name]}" for name in _ORDER if counts[name])
    table = Table(
        ("Account", "Blocks", "Outcome", "Passed", "Failed", "Not possible"),
        tuple(_row(found, one) for one in some),
        (0.39, 0.2, 0.18, 0.07, 0.06, 0.1),
        "Accounts that were pulled",
    )
    entries = tuple(_entry(found, f"C{i}", one) for i, one in enumerate(some[:IN_FULL], start=1))
    left = len(some) - len(entries)
    further = plural(left, "further account")
    rest = (Para(f"Not printed: the checks of {further}. `investigator certify` prints them all.", "note"),)
    were = "account was" if len(some) == 1 else "accounts were"
    intro = Para(f"{len(some):,} {were} pulled: {told}. {_RULE}")
    return Section("Completeness", (intro, table, *entries, *(rest if left else ()), *_frontier(found)))


def _row(found: Gathered, one: Certificate) -> tuple[Cell, ...]:
    counts = Counter[str](check.outcome for check in one.checks)
    return (
        mono(found.name(one.address)),
        Cell(_span(one).removeprefix("blocks ")),
        Cell(OUTCOMES[one.outcome]),
        *(number(counts[name]) for name in ("passed", "failed", "not possible")),
    )


def _entry(found: Gathered, name: str, one: Certificate) -> Entry:
    rows = tuple(
        (check.name[:1].upper() + check.name[1:], Cell(f"{_SIGNS[check.outcome]}: {check.sentence}"))
        for check in one.checks
    )
    return Entry(
        name,
        found.name(one.address),
        "",
        f"{OUTCOMES[one.outcome].capitalize()}: {_span(one)}.",
        rows,
    )


def _span(one: Certificate) -> str:
    return f"blocks {one.span[0]:,} to {one.span[1]:,}" if one.span else "no blocks looked at"


def _frontier(found: Gathered) -> tuple[AnyBlock, ...]:
    """Where pulls stopped, so that nothing is cut silently."""
    if not found.stops:
        return ()
    rows = tuple(
        (mono(found.name(stop.address)), number(stop.hop), Cell(stop.reason), Cell(stop.detail))
        for stop in found.stops[:STOPS]
    )
    left = max(0, len(found.stops) - STOPS)
    head = ("Account", "Hop", "Reason", "Why")
    return (Table(head, rows, (0.42, 0.07, 0.15, 0.36), "Where pulling stopped", left),)
