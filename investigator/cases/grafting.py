"""The steps of another copy of the case as a branch of this one: what the line `graft` holds, and its check.

The lines of the other copy since the two parted are kept as they are, with their hashes (`grafted_line`). What each
of its steps came to is told beside them as a `Restate` in the row ids of this copy, since ids are given by each copy.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from investigator.cases import journal, statements
from investigator.cases.accountset import AccountSet
from investigator.cases.edits import Restate, restating
from investigator.cases.edits.restating import Members, Stated
from investigator.cases.history import START, UNNAMED, History, Stand
from investigator.cases.statements import Rename, copied, renamed
from investigator.data.ledger import Line
from investigator.data.sealing import Misfit

NAME_LIMIT = 60


@dataclass(frozen=True)
class Fresh:
    """A step that only the other copy has, by its id there, and what it changed, in the row ids of that copy."""

    id: str
    edit: Restate


def common(ours: Sequence[Line], theirs: Sequence[Line]) -> int:
    """How many lines two journals have in common at their beginning."""
    same = 0
    for mine, other in zip(ours, theirs, strict=False):
        if mine.hash != other.hash:
            break
        same += 1
    return same


def fresh_steps(ours: History, theirs: History) -> list[Fresh]:
    """The steps that only the other copy has, parents first."""
    known = {step.origin for step in ours.steps.values()}
    walk = History(
        copied(theirs.facts), theirs.steps, {UNNAMED: Stand(theirs.here)}, UNNAMED, dict(theirs.inverses)
    )
    found = []
    for step in theirs.steps.values():
        if step.origin in known:
            continue
        walk.go(step.parent)
        walk.stands[UNNAMED] = Stand(step.parent)
        before = copied(walk.facts)
        walk.go(step.id)
        walk.stands[UNNAMED] = Stand(step.id)
        found.append(Fresh(step.id, restating(before, walk.facts, step.edit.summary[:1000])))
    return found


def translated(edit: Restate, name: Rename) -> Restate:
    """An edit with its row ids turned into what `name` makes of them."""
    known = statements.known()
    stated = []
    for one in edit.stated:
        field = known[one.field]
        key, value = one.read()
        if field.kind in {"dict", "frozenset"}:
            key = renamed(key, field.member, name)
        if value is not None and field.kind != "frozenset":
            value = renamed(value, field.value if field.kind == "dict" else field.whole, name)
        plain = statements.plain
        stated.append(Stated(one.field, plain(key), None if value is None else plain(value)))
    members = [
        Members(
            many.field,
            *(
                AccountSet.of(renamed(some.members, known[many.field].whole, name))
                for some in (many.add, many.remove)
            ),
        )
        for many in edit.members
    ]
    return Restate(tuple(stated), tuple(members), edit.what)


def graft_of(
    ours: History, theirs: History, fresh: Sequence[Fresh], name: Rename, who: str
) -> dict[str, Any]:
    """The steps and hypotheses of another copy for the line `graft`; `who` tells same names apart."""
    here = {step.origin: step.id for step in ours.steps.values()}
    new = {one.id for one in fresh}

    def refer(step: str) -> str:
        if step in {"", START}:
            return step
        return f".{step}" if step in new else here[theirs.steps[step].origin]

    steps = [
        {
            **{"id": step.id, "parent": refer(step.parent), "merged": refer(step.merged)},
            **{"who": step.who, "at": step.at, "origin": step.origin},
            "edit": journal.encode(translated(one.edit, name)),
        }
        for one in fresh
        for step in (theirs.steps[one.id],)
    ]
    stands: dict[str, str] = {}
    for called, stand in theirs.stands.items():
        at = refer(stand.at)
        if called in ours.stands and ours.stands[called].at == at:
            continue
        stands[free(called or "Step without a name", who, {*ours.stands, *stands})] = at
    return {"steps": steps, "stands": stands}


def free(name: str, who: str, taken: Iterable[str]) -> str:
    """A name that nobody has here."""
    if name not in taken:
        return name
    made = f"{name[: NAME_LIMIT // 2]} ({' '.join(who.split())[: NAME_LIMIT // 2 - 8]})"
    number = 2
    while made in taken:
        made = f"{made.removesuffix(f' {number - 1}')} {number}"
        number += 1
    return made


def misfits(lines: Sequence[Line], stretches: dict[str, list[Line]]) -> list[Misfit]:
    """The first line of another copy that does not fit, each stretch being checked as a chain of its own."""
    by_hash = {line.hash: line for line in lines} | {
        line.hash: line for some in stretches.values() for line in some
    }
    announced = set()
    for line in by_hash.values():
        if line.verb != "graft":
            continue
        try:
            body = json.loads(line.body)
            head, since = body["head"], body["common"]
            announced.add(head["hash"])
            wrong = _wrong(body, head, since, stretches.get(head["hash"], []), by_hash)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            wrong = f"journal line {line.seq} cannot be read: {error}"
        if wrong:
            return [wrong if isinstance(wrong, Misfit) else Misfit("grafted_line", line.seq, wrong)]
    stray = sorted(set(stretches) - announced)
    return [
        Misfit("grafted_line", stretches[name][0].seq, "no journal line took it in") for name in stray[:1]
    ]


def _wrong(
    body: dict[str, Any],
    head: dict[str, Any],
    since: dict[str, Any],
    stretch: list[Line],
    known: dict[str, Line],
) -> Misfit | str | None:
    if since["hash"] not in known or known[since["hash"]].seq != since["seq"]:
        return "the copies have not parted where the journal says"
    if not stretch or (stretch[-1].hash, stretch[-1].seq, len(stretch)) != (
        head["hash"],
        head["seq"],
        body["lines"],
    ):
        return "the lines that were taken in are not all there"
    broken = journal.chain_misfits(
        stretch, first=since["seq"] + 1, prev=since["hash"], where="grafted_line"
    )
    if broken:
        return broken[0]
    for step in body["steps"]:
        told = known.get(step["origin"])
        said = told and _said(told, step)
        if told is None or not said:
            return f"step {step['id']} is not as its line in the other copy has it"
    return None


def _said(line: Line, step: dict[str, Any]) -> bool:
    return (line.who, line.done_at) == (step["who"], step["at"]) and line.verb in journal.TREE_VERBS


def row_ids(edits: Iterable[Restate]) -> dict[str, set[int]]:
    """The row ids in edits, by what they are ids of."""
    found: dict[str, set[int]] = {"account": set(), "transfer": set()}

    def note(what: str, row: int) -> int:
        found[what].add(row)
        return row

    for edit in edits:
        translated(edit, note)
    return found


def imports(lines: Iterable[Line]) -> Iterator[int]:
    """The acquisitions that lines announce, in order."""
    for line in lines:
        body = json.loads(line.body) if line.verb == "import" else {}
        if isinstance(body.get("acquisition"), int):
            yield body["acquisition"]
