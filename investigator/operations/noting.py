"""What was worked out, as a line of the journal: the question, and a hash of the answer, so that it can be repeated."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import msgspec

from investigator.cases.case import Case
from investigator.data.ledger import canonical
from investigator.operations.patterns import Seen
from investigator.operations.tracing import Traced, TraceOptions

TRACE, PATTERNS = "trace", "patterns"


def note_trace(case: Case, start: Sequence[str], options: TraceOptions, found: Traced) -> None:
    """Say in the journal that money was traced, how, and what came of it; not in one that is only read."""
    if case.store.read_only:
        return
    with case.store.recorded(TRACE) as recording:
        recording.body = {
            "start": list(start),
            "options": trace_terms(options),
            "endpoints": len(found.endpoints),
            "result": trace_hash(found),
        }


def note_patterns(case: Case, only: Sequence[str], seen: Sequence[Seen]) -> None:
    """Say in the journal that patterns were looked for, which, and what came of it; not in one that is only read."""
    if case.store.read_only:
        return
    with case.store.recorded(PATTERNS) as recording:
        recording.body = {"only": list(only), "found": len(seen), "result": patterns_hash(seen)}


def trace_terms(options: TraceOptions) -> dict[str, Any]:
    """Options as the journal holds them."""
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in asdict(options).items()
    }


def trace_options(terms: Mapping[str, Any]) -> TraceOptions:
    """Options from the journal. Raises `ValueError` for what are none."""
    try:
        return msgspec.convert(dict(terms), TraceOptions)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def trace_hash(found: Traced) -> str:
    """SHA-256 over all endpoints with their exact amounts, and all places where it was not followed on."""
    ends = [
        [str(end.address), end.thing.key, end.thing.token_id, end.found.reason, end.found.hops]
        + [f"{name}={amount}" for name, amount in sorted(end.found.amounts.items())]
        for end in found.endpoints
    ]
    stops = [
        [str(stop.address), stop.thing.key, stop.thing.token_id, stop.found.reason]
        for stop in found.frontier
    ]
    return _hash([sorted(ends), sorted(stops)])


def patterns_hash(seen: Sequence[Seen]) -> str:
    """SHA-256 over what was seen: pattern, version, accounts, transfers, the reason, and how strong it is."""
    rows = [
        (
            one.finding.pattern,
            one.finding.version,
            [*map(str, one.addresses)],
            [*one.finding.transfers],
            one.finding.reason,
            f"{one.finding.strength:.9f}",
        )
        for one in seen
    ]
    return _hash(sorted(rows))


def _hash(value: object) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()
