"""Hypotheses: naming them, going from one to another, holding two against each other, merging one into another."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from investigator.cases import statements
from investigator.cases.case import Case
from investigator.cases.edits import Changed
from investigator.cases.history import START, UNNAMED, History
from investigator.cases.merging import CHOICES, Choice, Merging, described, merging
from investigator.cases.statements import Difference
from investigator.errors import Trouble
from investigator.operations.wording_facts import Teller, head
from investigator.progress import Tick, silent

NAME_LIMIT = 60


@dataclass(frozen=True)
class Standing:
    """A hypothesis as it stands: how many steps lead to it, and whose last one that was (UTC microseconds)."""

    name: str
    at: str
    steps: int
    current: bool
    who: str
    done_at: int


@dataclass(frozen=True)
class Compared:
    """Two hypotheses side by side.

    `fork` is the last step that both have; `left_steps` and `right_steps` count those since.
    """

    left: str
    right: str
    fork: str
    left_steps: int
    right_steps: int
    differences: tuple[Difference, ...]


def hypotheses(history: History) -> list[Standing]:
    """All hypotheses, in the order in which they were named; a step without a name comes last."""
    found = []
    for name, stand in sorted(history.stands.items(), key=lambda one: one[0] == UNNAMED):
        step = history.steps.get(stand.at)
        found.append(
            Standing(
                *(name, stand.at, step.depth if step else 0, name == history.on),
                *((step.who, step.at) if step else ("", 0)),
            )
        )
    return found


def place(history: History, text: str) -> tuple[str, str]:
    """The hypothesis and the step that a text means: a name, or a step's number, which may be any step.

    Raises `Trouble` for a text that means none.
    """
    if text in history.stands and text != UNNAMED:
        return text, history.stands[text].at
    if text != START and text not in history.steps:
        raise Trouble(
            f"There is no hypothesis or step {text[:80]!r}; `investigator history` lists them all."
        )
    own = history.stands[history.on]
    if text in {*history.path(own.at), *own.undone, START}:
        return history.on, text
    named = [name for name, stand in history.stands.items() if stand.at == text and name != UNNAMED]
    return (named[0] if named else UNNAMED), text


def unfit(name: str, taken: Collection[str]) -> str:
    """Why this can be no name of a hypothesis, in a sentence; '' if it can."""
    if not name or len(name) > NAME_LIMIT or not name.isprintable():
        return f"A hypothesis needs a name of at most {NAME_LIMIT} letters; give it one that says what it holds."
    if name.replace(".", "").isdigit():
        return f"{name!r} could be mistaken for the number of a step; give the hypothesis a word."
    if name in taken:
        return f"There is a hypothesis {name!r} already; choose another name."
    return ""


def name_hypothesis(case: Case, name: str, at: str = "", was: str = "") -> Changed:
    """Name a step as a hypothesis, by default where one stands; or name the hypothesis `was` anew.

    Raises `Trouble` for a name that is taken or could be mistaken.
    """
    history = case.history
    name = " ".join(name.split())
    if wrong := unfit(name, history.stands):
        raise Trouble(wrong)
    if was and was not in history.stands:
        raise Trouble(
            f"There is no hypothesis {was[:80]!r} to name anew; `investigator history` lists them."
        )
    return case.branch(name, place(history, at)[1] if at else "", was)


def switch(case: Case, target: str) -> Changed:
    """Go to a hypothesis by its name, or to any step by its number. Raises `Trouble` where there is no such."""
    name, to = place(case.history, target)
    if (name, to) == (case.history.on, case.history.here):
        return Changed.NOTHING
    return case.switch(name, to)


def compare(case: Case, left: str, right: str) -> Compared:
    """What two hypotheses, or steps, do not have in common. Raises `Trouble` where there is no such."""
    history = case.history
    (_, a), (_, b) = place(history, left), place(history, right)
    found = statements.differences(history.facts_at(a), history.facts_at(b))
    counts = (len(history.between(b, a)), len(history.between(a, b)))
    return Compared(left, right, history.fork(a, b), *counts, tuple(found))


def look_at_merge(case: Case, source: str, decided: Mapping[str, Choice] | None = None) -> Merging:
    """What merging a hypothesis into the one where one stands comes to. Raises `Trouble` for nothing to merge."""
    history = case.history
    name, at = place(history, source)
    if history.fork(history.here, at) == at:
        raise Trouble(f"All of {source!r} is in this hypothesis already; there is nothing to merge.")
    return merging(history, at, decided, f"Merge {name or f'step {at}'}")


def merge(case: Case, source: str, decided: Mapping[str, Choice] | None = None) -> Merging:
    """Take over what a hypothesis came to, as one step that can be undone.

    `decided` says for each conflict, by its id, what to keep: `ours`, `theirs` or, where it says so, `both`.
    Raises `Trouble` naming a conflict that is not decided, or a decision that is none.
    """
    decided = decided or {}
    found = look_at_merge(case, source, decided)
    known = {one.id: one for one in found.conflicts}
    for name, choice in decided.items():
        if name not in known:
            raise Trouble(f"There is no conflict {name!r} to decide.")
        if choice not in CHOICES or (choice == "both" and not known[name].both):
            raise Trouble(f"{choice!r} cannot be decided on {name}; say ours or theirs.")
    open_ = [name for name in known if name not in decided]
    if open_:
        rest = f", and {len(open_) - 1:,} more" if len(open_) > 1 else ""
        raise Trouble(
            f"Nothing is merged yet: both sides changed {open_[0]}{rest}; decide each with "
            "--ours, --theirs or --both."
        )
    case.merge(found.source, found.edit, described(found.conflicts, decided))
    return found


def compared_as_json(case: Case, found: Compared, tick: Tick = silent) -> dict[str, Any]:
    """A comparison for machines, with keys and values in words too."""
    teller = Teller(case)
    teller.learn((one.field, one.key) for one in found.differences)
    tick(0, None, "Comparing")
    return {
        **{"left": found.left, "right": found.right, "fork": found.fork},
        **{"left_steps": found.left_steps, "right_steps": found.right_steps},
        "differences": [
            {
                **{"field": one.field, "key": statements.plain(one.key)},
                **{"about": teller.key(one.field, one.key), "what": head(one.field)},
                **{side: statements.plain(getattr(one, side)) for side in ("left", "right")},
            }
            for one in found.differences
        ],
    }


def merging_as_json(found: Merging) -> dict[str, Any]:
    """A merge for machines."""
    plain = statements.plain
    return {
        **{"source": found.source, "facts": found.kept},
        "conflicts": [
            {
                **{"id": one.id, "field": one.field, "key": plain(one.key), "both_possible": one.both},
                **{side: plain(getattr(one, side)) for side in ("base", "ours", "theirs")},
            }
            for one in found.conflicts
        ],
        "renumbered": [
            {"exhibit": item, "theirs": theirs, "here": here} for item, theirs, here in found.renumbered
        ],
    }


def history_as_json(case: Case) -> dict[str, Any]:
    """The tree for machines: hypotheses, and all steps with their parents."""
    history = case.history
    return {
        "on": history.on,
        "here": history.here,
        "hypotheses": [
            {**{"name": one.name, "at": one.at, "steps": one.steps, "current": one.current}}
            for one in hypotheses(history)
        ],
        "steps": [
            {
                **{"id": step.id, "parent": step.parent, "merged": step.merged, "who": step.who},
                **{"at": step.at, "what": step.edit.summary, "line_hash": step.origin},
            }
            for step in history.steps.values()
        ],
    }
