"""Who put a label there, and when: read from the journal, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from investigator.cases.edits import AnyEdit, Restate, SetLabels, Together
from investigator.cases.facts import Facts
from investigator.cases.history import History, Step
from investigator.cases.journal import replay
from investigator.data.ledger import Line
from investigator.records import Address, Label

Authors = dict[tuple[Address, Label], "Entry"]


@dataclass(frozen=True)
class Entry:
    """A journal line: its number, its writer, and its time in UTC microseconds.

    Of what another copy of the case brought in, writer and time are those of its own line there.
    """

    seq: int
    who: str
    at: int


def authors(lines: Iterable[Line]) -> Authors:
    """For every label that an account has, or had on the way here, the line that put it there last.

    Taking a step back or forth again, and going to another hypothesis, make nobody the author of what comes back
    by it; nor does merging one into the other. Raises `ValueError` for a journal that cannot be replayed.
    """
    history = replay(lines)
    return _authors(history, history.here)


def _authors(history: History, at: str) -> Authors:
    facts, found = Facts(), Authors()
    for step in (history.steps[one] for one in history.path(at)):
        touched = set(_labelled(step.edit))
        before = {address: facts.labels.get(address, ()) for address in touched}
        step.edit.apply(facts)
        theirs = _authors(history, step.merged) if step.merged and touched else {}
        for address in touched:
            for label in facts.labels.get(address, ()):
                if label not in before[address]:
                    found[address, label] = theirs.get((address, label)) or _entry(step)
    return found


def _entry(step: Step) -> Entry:
    return Entry(int(step.id.partition(".")[0]), step.who, step.at)


def _labelled(edit: AnyEdit) -> Iterator[Address]:
    if isinstance(edit, SetLabels):
        yield edit.address
    elif isinstance(edit, Restate):
        yield from (Address(one.key) for one in edit.stated if one.field == "labels")
    elif isinstance(edit, Together):
        for one in edit.edits:
            yield from _labelled(one)
