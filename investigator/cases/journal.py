"""The journal as the case reads it: lines to edits, edits to facts, and the check of the chain."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from investigator.cases.edits import AnyEdit
from investigator.cases.facts import Facts
from investigator.data.ledger import GENESIS, Line, canonical
from investigator.data.sealing import Misfit

EDIT_VERBS = ("do", "undo", "redo")
Verb = Literal["do", "undo", "redo"]


@dataclass
class History:
    """The facts, and the ways back and forth from here: pairs of (edit, its inverse)."""

    facts: Facts = field(default_factory=Facts)
    done: list[tuple[AnyEdit, AnyEdit]] = field(default_factory=list)
    undone: list[tuple[AnyEdit, AnyEdit]] = field(default_factory=list)

    def step(self, verb: Verb, edit: AnyEdit) -> None:
        """Take one step: `edit` is what is applied, for an undo the inverse."""
        inverse = edit.apply(self.facts)
        if verb == "do":
            self.done.append((edit, inverse))
            self.undone.clear()
        elif verb == "undo":
            self.undone.append((self.done.pop()[0], edit))
        else:
            self.undone.pop()
            self.done.append((edit, inverse))


DEPTH = 100
"""Levels of lists and objects in one line of the journal that are read."""


def encode(edit: AnyEdit) -> dict[str, Any]:
    """An edit as a JSON object."""
    body: dict[str, Any] = msgspec.to_builtins(edit)
    return body


def decode(body: object) -> AnyEdit:
    """An edit from its JSON object. Raises `ValueError` for anything else."""
    if _depth(body) > DEPTH:
        raise ValueError("it is nested too deeply")
    try:
        edit: AnyEdit = msgspec.convert(body, AnyEdit)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error
    return edit


def _depth(body: object) -> int:
    """How deeply lists and objects lie in one another; `DEPTH` + 1 for anything deeper."""
    level, depth = [body], 0
    while level and depth <= DEPTH:
        held = (
            one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)
        )
        level = [inner for some in held for inner in some]
        depth += 1
    return depth


def replay(lines: Iterable[Line]) -> History:
    """The facts from nothing but the journal. Raises `ValueError` naming the line that does not fit."""
    history = History()
    for line in lines:
        if line.verb not in EDIT_VERBS:
            continue
        try:
            history.step(line.verb, decode(json.loads(line.body)))  # type: ignore[arg-type]
        except (ValueError, IndexError, RecursionError) as error:
            raise ValueError(f"journal line {line.seq} cannot be read: {error}") from error
    return history


def chain_misfits(lines: Iterable[Line]) -> list[Misfit]:
    """The first line that breaks the chain: changed, out of order, missing before it, or not canonical."""
    prev = GENESIS
    for seq, line in enumerate(lines, start=1):
        reason = _line_misfit(line, seq, prev)
        if reason:
            return [Misfit("journal", line.seq, reason)]
        prev = line.hash
    return []


def _line_misfit(line: Line, seq: int, prev: str) -> str | None:
    if line.seq != seq:
        return f"line {seq} is missing"
    if line.prev != prev:
        return "the line does not follow the one before it"
    if line.hash != line.expected_hash():
        return "the line does not match its hash"
    try:
        body = json.loads(line.body)
        if canonical(body) != line.body:
            return "the line is not canonical JSON"
        if line.verb in EDIT_VERBS:
            decode(body)
    except (ValueError, RecursionError) as error:
        return f"the line cannot be read: {error}"
    return None
