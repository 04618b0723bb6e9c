"""Where traced money went under each tracing convention, and under how many of them it went there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from investigator.address import checksummed
from investigator.cases.facts import Facts
from investigator.report.document import AnyBlock, Cell, Items, Para, Section, Table, plural

TITLE = "Sensitivity to the tracing convention"
ENDPOINTS = 15
"""Endpoints of one trace that are printed, those that hold under most conventions first."""
_NAMES = {"poison": "poison", "haircut": "haircut", "fifo": "FIFO", "lifo": "LIFO", "libr": "LIBR"}
_HOLDS = {"all": "all", "some": "some", "one": "one only", "none": "none"}


@dataclass(frozen=True)
class End:
    """An endpoint: its account, why it ends there ('': it rests), how many conventions hold, and exact amounts in
    words by convention.
    """

    account: str
    reason: str
    holds: str
    amounts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Retraced:
    """A trace that the journal notes, worked out anew under all conventions on what the case holds now.

    `start` is what it began from; `then` are the conventions that were asked for, and `change` what has changed
    since, or ''. `ends` are in the order of printing; `trouble` says why it could not be worked out.
    """

    line: int
    start: tuple[str, ...]
    backward: bool
    then: tuple[str, ...]
    ends: tuple[End, ...] = ()
    assumptions: tuple[str, ...] = ()
    change: str = ""
    trouble: str = ""


_INTRO = (
    "Where an account also holds other funds, which coins went on is a matter of convention, and different ones "
    "answer differently. Each trace of this inquiry was therefore worked out anew, for this report, under all "
    "five. An endpoint that holds under all of them does not depend on the choice; one that holds under some or one "
    "does, and no finding should rest on it alone. Amounts are exact, and of different conventions never added up."
)


def sensitivity(traces: tuple[Retraced, ...], further: int) -> Section:
    """Every trace with its endpoints; `further` traces of the journal are not printed."""
    if not traces:
        text = (
            "The journal has no trace: no tracing convention (FIFO, LIFO, haircut, poison, lowest intermediate balance) "
            "was applied, and nothing in this report says which of an account's coins went on."
        )
        return Section(TITLE, (Para(text, "note"),))
    blocks: list[AnyBlock] = [Para(_INTRO)]
    for number, one in enumerate(traces, start=1):
        blocks += _trace(number, one)
    if further:
        blocks.append(Para(f"{plural(further, 'earlier trace')} of the journal not printed.", "note"))
    return Section(TITLE, tuple(blocks))


def _trace(number: int, one: Retraced) -> list[AnyBlock]:
    way = "back to" if one.backward else "on from"
    told = ", ".join(_NAMES.get(name, name) for name in one.then)
    intro = f"Trace T{number}, journal line {one.line:,}: followed {way} {', '.join(one.start)}; asked under {told}."
    if one.trouble:
        return [Para(intro), Para(f"It cannot be worked out any more: {one.trouble}", "note")]
    count = Counter[str](end.holds for end in one.ends)
    held = ", ".join(f"{count[key]:,} under {word}" for key, word in _HOLDS.items() if count[key])
    summary = f"{plural(len(one.ends), 'endpoint')}: {held or 'none'}. {one.change}".strip()
    rows = tuple(
        (
            Cell(end.account, "mono"),
            Cell(_HOLDS[end.holds]),
            Cell("\n".join(_alike(end.amounts))),
            Cell(end.reason or "at rest"),
        )
        for end in one.ends[:ENDPOINTS]
    )
    table = Table(
        ("Endpoint", "Holds under", "Amount by convention", "Why it ends"),
        rows,
        (0.42, 0.1, 0.34, 0.14),
        f"Endpoints of trace T{number}{_first(len(rows), len(one.ends))}",
    )
    return [Para(intro), Para(summary), *([table] if rows else []), Items(one.assumptions)]


def _first(shown: int, all_: int) -> str:
    return f": the first {shown:,} of {all_:,}; “investigator trace” gives all" if shown < all_ else ""


def _alike(amounts: tuple[tuple[str, str], ...]) -> list[str]:
    """Conventions that give the same amount stand together."""
    same = dict[str, list[str]]()
    for name, amount in amounts:
        same.setdefault(amount, []).append(_NAMES.get(name, name))
    return [f"{', '.join(names)}: {amount}" for amount, names in same.items()]


def named(facts: Facts, address: str, label: str) -> str:
    """An account below what it is called: the analyst's own word first."""
    own = facts.labels.get(address)  # type: ignore[call-overload]
    text = (own[0].text if own else label)[:80]
    return f"{text}\n{checksummed(address)}" if text else checksummed(address)
