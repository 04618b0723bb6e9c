"""Who put a label there, and when: read from the journal, line by line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from investigator.cases.edits import AnyEdit, SetLabels, Together
from investigator.cases.journal import EDIT_VERBS, History, Verb, decode
from investigator.data.ledger import Line
from investigator.records import Address, Label


@dataclass(frozen=True)
class Entry:
    """A journal line: its number, its writer, and its time in UTC microseconds."""

    seq: int
    who: str
    at: int


def authors(lines: Iterable[Line]) -> dict[tuple[Address, Label], Entry]:
    """For every label that an account ever had, the line that put it there last.

    Taking a step back or forth again makes nobody the author of what it restores. Raises `ValueError` for a
    journal that cannot be replayed.
    """
    history = History()
    found: dict[tuple[Address, Label], Entry] = {}
    for line in lines:
        if line.verb not in EDIT_VERBS:
            continue
        edit = decode(json.loads(line.body))
        touched = set(_labelled(edit))
        before = {address: history.facts.labels.get(address, ()) for address in touched}
        history.step(cast("Verb", line.verb), edit)
        entry = Entry(line.seq, line.who, line.done_at)
        for address in touched:
            for label in history.facts.labels.get(address, ()):
                key = (address, label)
                if label not in before[address] and (line.verb == "do" or key not in found):
                    found[key] = entry
    return found


def _labelled(edit: AnyEdit) -> Iterator[Address]:
    if isinstance(edit, SetLabels):
        yield edit.address
    elif isinstance(edit, Together):
        for one in edit.edits:
            yield from _labelled(one)
