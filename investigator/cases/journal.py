"""The journal as the case reads it: lines to steps, steps to facts, and the check of the chain."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import msgspec

from investigator.cases.edits import AnyEdit
from investigator.cases.history import History, Move
from investigator.data.ledger import GENESIS, Line, canonical
from investigator.data.sealing import Misfit

EDIT_VERBS = ("do", "undo", "redo")
"""Verbs whose line is an edit."""

TREE_VERBS = (*EDIT_VERBS, "merge", "branch", "switch", "graft")
"""Verbs that change the facts, or where in the tree of steps one stands."""

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
    """The facts and their tree from nothing but the journal.

    Raises `ValueError` naming the line that does not fit.
    """
    history = History()
    for line in lines:
        if line.verb not in TREE_VERBS:
            continue
        try:
            history.take(move_of(line))
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise ValueError(f"journal line {line.seq} cannot be read: {error}") from error
    return history


def move_of(line: Line, edit: AnyEdit | None = None) -> Move:
    """What a line does to the tree; `edit` is its edit, where that is at hand already.

    Raises `ValueError` for a line that cannot be read.
    """
    body = json.loads(line.body) if edit is None or line.verb not in EDIT_VERBS else {}
    if not isinstance(body, dict):
        raise ValueError("it is no object")
    if line.verb in EDIT_VERBS:
        edit, body = edit or decode(body), {}
    elif line.verb == "merge":
        edit = edit or decode(body.get("edit"))
    elif line.verb == "graft":
        body = {**body, "steps": [{**one, "edit": decode(one["edit"])} for one in body["steps"]]}
    return Move(line.verb, str(line.seq), line.who, line.done_at, line.hash, edit, body)


def told(line: Line) -> str:
    """What a line that changes the tree of steps does, in words. Raises `ValueError` where it cannot be read."""
    move = move_of(line)
    body = move.body
    if move.edit is not None:
        return move.edit.summary
    if line.verb == "branch":
        name, was = body.get("name"), body.get("was")
        return f"Call the hypothesis {was!r} {name!r}" if was else f"Name the hypothesis {name!r}"
    if line.verb == "switch":
        where = f"the hypothesis {body['name']!r}" if body.get("name") else "no hypothesis"
        return f"Go to {where}, step {body.get('to')}"
    return f"Take in {len(body['steps']):,} steps of {body.get('file', 'another copy')}"


def chain_misfits(
    lines: Iterable[Line], *, first: int = 1, prev: str = GENESIS, where: str = "journal"
) -> list[Misfit]:
    """The first line that breaks the chain: changed, out of order, missing before it, or not canonical.

    A chain that goes on from another begins with the line `first`, after one with the hash `prev`.
    """
    for seq, line in enumerate(lines, start=first):
        reason = _line_misfit(line, seq, prev)
        if reason:
            return [Misfit(where, line.seq, reason)]
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
        if line.verb in TREE_VERBS:
            move_of(line)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        return f"the line cannot be read: {error}"
    return None
