"""The steps of a case as a tree: each stands on the one before it, and none is ever lost.

A hypothesis is a place in the tree with a name; one always stands on one of them, which goes along with every
step that is done, taken back or done again. Where nobody gave a name there is one hypothesis, `MAIN`, and the
tree is the list that a case was before it could branch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from investigator.cases.edits import AnyEdit, Changed
from investigator.cases.facts import Facts
from investigator.cases.statements import copied

START = "0"
"""The step before the first one: nothing is said yet."""

MAIN = "Main"
"""What the first hypothesis is called until somebody gives it another name."""

UNNAMED = ""
"""Where one stands after going to a step that no hypothesis has, until it gets a name."""


@dataclass(frozen=True)
class Step:
    """One step of the tree.

    `id` is the number of its journal line, with the numbers of the lines that took it in before it where it comes
    from another copy of the case. `origin` is the hash of the line in which it was first done, in whichever copy;
    `merged` is the step whose edits a merge took over.
    """

    id: str
    parent: str
    depth: int
    edit: AnyEdit
    who: str
    at: int
    origin: str
    merged: str = ""


@dataclass(frozen=True)
class Stand:
    """A hypothesis: the step at which it stands, and the steps that Redo would do, the next one last."""

    at: str = START
    undone: tuple[str, ...] = ()


@dataclass(frozen=True)
class Move:
    """What one line of the journal does to the tree; `body` is what it says beside the edit."""

    verb: str
    id: str
    who: str
    at: int
    origin: str
    edit: AnyEdit | None = None
    body: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class History:
    """The facts, the tree they come from, and where in it one stands."""

    facts: Facts = field(default_factory=Facts)
    steps: dict[str, Step] = field(default_factory=dict)
    stands: dict[str, Stand] = field(default_factory=lambda: {MAIN: Stand()})
    on: str = MAIN
    inverses: dict[str, AnyEdit] = field(default_factory=dict)
    """What takes a step back, for those that were stood on."""

    @property
    def here(self) -> str:
        """The step at which one stands."""
        return self.stands[self.on].at

    @property
    def back(self) -> AnyEdit | None:
        """What Undo would take back."""
        return self.steps[self.here].edit if self.here != START else None

    @property
    def forth(self) -> AnyEdit | None:
        """What Redo would do."""
        undone = self.stands[self.on].undone
        return self.steps[undone[-1]].edit if undone else None

    @property
    def done(self) -> list[tuple[AnyEdit, AnyEdit]]:
        """The steps that hold, with what takes each back, oldest first."""
        return [(self.steps[one].edit, self.inverses[one]) for one in self.path(self.here)]

    @property
    def undone(self) -> list[AnyEdit]:
        """What Redo would do, the next one last."""
        return [self.steps[one].edit for one in self.stands[self.on].undone]

    def path(self, step: str) -> list[str]:
        """The steps from the first one to this."""
        found = []
        while step != START:
            found.append(step)
            step = self.steps[step].parent
        return found[::-1]

    def fork(self, a: str, b: str) -> str:
        """The last step that two steps have in common."""
        for one, other in self._climb(a, b):
            a, b = one, other
        return a

    def between(self, a: str, b: str) -> list[str]:
        """The steps on `b`'s way that are not on `a`'s, oldest first."""
        fork, found = self.fork(a, b), []
        while b != fork:
            found.append(b)
            b = self.steps[b].parent
        return found[::-1]

    def facts_at(self, step: str) -> Facts:
        """The facts as they are at a step; the tree stays as it is."""
        there = History(
            copied(self.facts), self.steps, {UNNAMED: Stand(self.here)}, UNNAMED, dict(self.inverses)
        )
        there.go(step)
        return there.facts

    def still(self) -> History:
        """The tree as it stands, for other threads: what happens to this one does not touch it."""
        return replace(
            self,
            facts=copied(self.facts),
            steps=dict(self.steps),
            stands=dict(self.stands),
            inverses=dict(self.inverses),
        )

    def go(self, to: str) -> Changed:
        """Change the facts to those of another step; who stands where is left to the caller."""
        fork, changed = self.fork(self.here, to), Changed.NOTHING
        up = self.here
        while up != fork:
            changed |= self.steps[up].edit.changes
            self.inverses[up].apply(self.facts)
            up = self.steps[up].parent
        for one in self.between(fork, to):
            changed |= self.steps[one].edit.changes
            self.inverses[one] = self.steps[one].edit.apply(self.facts)
        return changed

    def take(self, move: Move) -> Changed:
        """Do what a line of the journal says. Raises `ValueError` where it does not fit the tree."""
        match move.verb:
            case "do" | "merge":
                return self._do(move)
            case "undo" | "redo":
                return self._step(move)
            case "branch":
                return self._branch(**_texts(move.body, "name", "at", "was"))
            case "switch":
                return self._switch(**_texts(move.body, "name", "to"))
            case "graft":
                return self._graft(move)
        raise ValueError(f"{move.verb} is no step of a history")

    def _do(self, move: Move) -> Changed:
        edit = _given(move)
        merged = _texts(move.body, "from")["from"] if move.verb == "merge" else ""
        if merged:
            self._depth(merged)
        self.inverses[move.id] = edit.apply(self.facts)
        self._add(Step(move.id, self.here, 0, edit, move.who, move.at, move.origin, merged))
        self.stands[self.on] = Stand(move.id)
        return edit.changes

    def _step(self, move: Move) -> Changed:
        """One step back or forth. What the line says is done; that is what it was when it was written."""
        edit, stand = _given(move), self.stands[self.on]
        if move.verb == "undo":
            if stand.at == START:
                raise ValueError("there is nothing to take back")
            edit.apply(self.facts)
            self.stands[self.on] = Stand(self.steps[stand.at].parent, (*stand.undone, stand.at))
        else:
            if not stand.undone:
                raise ValueError("there is nothing to do again")
            self.inverses[stand.undone[-1]] = edit.apply(self.facts)
            self.stands[self.on] = Stand(stand.undone[-1], stand.undone[:-1])
        return edit.changes

    def _branch(self, name: str, at: str, was: str) -> Changed:
        """Name a step, or a hypothesis anew. The hypothesis that one leaves by it keeps what was undone."""
        if not name or name in self.stands or (was and was not in self.stands):
            raise ValueError(f"{name!r} cannot be the name of a hypothesis")
        self._depth(at)
        if was:
            self.stands = {name if one == was else one: stand for one, stand in self.stands.items()}
            self.on = name if self.on == was else self.on
        elif at == self.here:
            stand = self.stands[self.on]
            self.stands[name] = Stand(at)
            if self.on == UNNAMED:
                self.stands[name] = self.stands.pop(UNNAMED)
            elif stand.undone:
                self.stands[self.on] = Stand(stand.undone[0])
            self.on = name
        else:
            self.stands[name] = Stand(at)
        return Changed.CASE

    def _switch(self, name: str, to: str) -> Changed:
        """Stand on a hypothesis, or at a step that none has; on one's own, many steps back or forth at once."""
        self._depth(to)
        stand = self.stands.get(name, Stand(to) if name == UNNAMED else None)
        if stand is None:
            raise ValueError(f"there is no hypothesis {name!r}")
        if name == self.on and stand.at != to:
            stand = self._moved(stand, to)
        if stand.at != to:
            raise ValueError(f"{name!r} does not stand at {to}")
        changed = self.go(to)
        if self.on == UNNAMED != name:
            del self.stands[UNNAMED]
        self.on, self.stands[name] = name, stand
        return changed | Changed.CASE

    def _moved(self, stand: Stand, to: str) -> Stand:
        """A hypothesis some steps back or forth on its own way; elsewhere only an unnamed one goes."""
        if to in stand.undone:
            return Stand(to, stand.undone[: stand.undone.index(to)])
        if self.fork(stand.at, to) == to:
            return Stand(to, (*stand.undone, *reversed(self.between(to, stand.at))))
        return Stand(to) if self.on == UNNAMED else stand

    def _graft(self, move: Move) -> Changed:
        """Take in the steps of another copy: `Move.body` has `steps` (see `grafting.Taken`) and `stands` by name."""
        for taken in move.body["steps"]:
            parent, merged = (self._named(move.id, taken[key]) for key in ("parent", "merged"))
            self._add(
                Step(
                    f"{move.id}.{taken['id']}",
                    *(parent, 0, taken["edit"]),
                    *(taken["who"], taken["at"], taken["origin"], merged),
                )
            )
        for name, at in move.body["stands"].items():
            if name in self.stands:
                raise ValueError(f"there are two hypotheses {name!r}")
            self.stands[name] = Stand(self._named(move.id, at))
            self._depth(self.stands[name].at)
        return Changed.CASE

    @staticmethod
    def _named(graft: str, step: str) -> str:
        """A step by what a graft calls it: one of its own begins with a point."""
        return f"{graft}{step}" if step.startswith(".") else step

    def _add(self, step: Step) -> None:
        if step.id in self.steps:
            raise ValueError(f"there are two steps {step.id}")
        self.steps[step.id] = replace(step, depth=self._depth(step.parent) + 1)

    def _depth(self, step: str) -> int:
        """How many steps there are up to one. Raises `ValueError` where there is no such step."""
        if step != START and step not in self.steps:
            raise ValueError(f"there is no step {step}")
        return 0 if step == START else self.steps[step].depth

    def _climb(self, a: str, b: str) -> Iterator[tuple[str, str]]:
        """The ways up from two steps, until they meet."""
        while a != b:
            da, db = self._depth(a), self._depth(b)
            a, b = (
                self.steps[a].parent if da >= db else a,
                self.steps[b].parent if db >= da else b,
            )
            yield a, b


def _given(move: Move) -> AnyEdit:
    if move.edit is None:
        raise ValueError("it has no edit")
    return move.edit


def _texts(body: Mapping[str, Any], *names: str) -> dict[str, str]:
    """Texts of a line. Raises `ValueError` where one is missing or is none."""
    found = {name: body.get(name, "" if name == "was" else None) for name in names}
    if not all(isinstance(value, str) and len(value) <= 200 for value in found.values()):
        raise ValueError("it does not say what it should")
    return {name: str(value) for name, value in found.items()}
