"""What is told of a journal line that is withheld: its hash, and where in the tree of steps it leads.

Who opens the package must come to the facts that everything not withheld makes. So a hypothesis whose name is marked
gets another, and a step's place is kept while its content is not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

import msgspec

from investigator.cases.edits import Restate
from investigator.cases.grafting import NAME_LIMIT
from investigator.cases.history import History
from investigator.cases.journal import TREE_VERBS, encode, move_of
from investigator.data.ledger import Line, canonical
from investigator.errors import Trouble
from investigator.package.marking import is_above

OPEN_VERBS = frozenset({"create", "import", "score", "train", "examiner"})
"""Lines that announce rows or keys: they are never withheld, since the rows are checked against them."""
EMPTY: Mapping[str, Any] = encode(Restate((), (), "Withheld from this package"))
"""An edit that changes nothing, and says so."""
_NAMES = {"branch": ("name", "was"), "switch": ("name",)}
CUT = NAME_LIMIT // 2
"""Letters of a hypothesis's name that stay where a copy's must be told from one of the same name here."""
_LINE = tuple(field.name for field in fields(Line))


class Redaction:
    """What of a journal is handed over up to a marking `level`, '' for all of it. `lines` are all its lines."""

    def __init__(self, level: str, lines: Iterable[Line]) -> None:
        self.level = level
        self.names: dict[str, str] = {}
        """What marked hypotheses are called instead."""
        self._taken = {name for line in lines for name in _named(line)} if level else set()
        self._cut = {name[:CUT] for name in self._taken if is_above(name, level) and len(name) > CUT}

    def hides(self, line: Line) -> bool:
        """Whether a line's body stays behind."""
        if not self.level or line.verb in OPEN_VERBS:
            return False
        return is_above(line.body, self.level) or any(map(self._secret, _named(line)))

    def _secret(self, name: str) -> bool:
        """Whether a hypothesis's name is marked, or is the beginning of a marked one that was too long."""
        return is_above(name, self.level) or name[:CUT] in self._cut

    def told(self, line: Line) -> dict[str, Any]:
        """A line as it stands in a package."""
        said = asdict(line)
        if self.hides(line):
            body = said.pop("body")
            said["withheld"] = hashlib.sha256(body.encode()).hexdigest()
            said |= {"shape": shape} if (shape := self._shape(line.verb, json.loads(body))) else {}
        return said

    def _shape(self, verb: str, body: dict[str, Any]) -> dict[str, Any]:
        match verb:
            case "branch":
                named = {"name": self._called(body["name"]), "was": self._called(body.get("was", ""))}
                return {**named, "at": body["at"]}
            case "switch":
                return {"name": self._called(body["name"]), "to": body["to"]}
            case "merge":
                return {"from": body["from"]}
            case "graft":
                stands = {self._called(name): at for name, at in body["stands"].items()}
                return {"steps": [self._step(one) for one in body["steps"]], "stands": stands}
        return {}

    def _step(self, step: dict[str, Any]) -> dict[str, Any]:
        hidden = is_above(canonical(step["edit"]), self.level)
        return {**step, "edit": dict(EMPTY)} if hidden else step

    def _called(self, name: str) -> str:
        """A hypothesis's name, or what stands for it everywhere in the package."""
        if not self._secret(name):
            return name
        if name not in self.names:
            numbers = range(1, len(self.names) + len(self._taken) + 2)
            used = self._taken | set(self.names.values())
            self.names[name] = next(one for n in numbers if (one := f"Withheld hypothesis {n}") not in used)
        return self.names[name]


def _named(line: Line) -> Iterable[str]:
    """The names of hypotheses that a line speaks of."""
    if line.verb != "graft" and line.verb not in _NAMES:
        return ()
    body = json.loads(line.body)
    if line.verb == "graft":
        return tuple(body.get("stands", ()))
    return tuple(str(body.get(key, "")) for key in _NAMES[line.verb])


class Reading:
    """The journal of a package, line by line, each with a body from which a case can be replayed."""

    def __init__(self) -> None:
        self.history = History()

    def line(self, row: Mapping[str, Any]) -> Line:
        """A line, and where one stands after it. Raises `Trouble` for one that leads nowhere."""
        try:
            line = self._read(row, grafted=False)
            if line.verb in TREE_VERBS:
                self.history.take(move_of(line))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as wrong:
            raise Trouble(
                f"Journal line {row.get('seq')} of the package cannot be read: {wrong}."
            ) from wrong
        return line

    def grafted(self, row: Mapping[str, Any]) -> Line:
        """A line of another copy, which nobody stands on. Raises as what is read of something hostile does."""
        return self._read(row, grafted=True)

    def _read(self, row: Mapping[str, Any], *, grafted: bool) -> Line:
        said = {name: row[name] for name in _LINE if name in row}
        if "withheld" in row:
            said["body"] = canonical(self._stand_in(row["verb"], row.get("shape", {}), grafted))
        return msgspec.convert(said, Line)

    def _stand_in(self, verb: str, shape: dict[str, Any], grafted: bool) -> Mapping[str, Any]:
        """What changes nothing that is withheld, and takes back or does again what is not."""
        here = self.history
        match verb:
            case "undo" if not grafted:
                return encode(here.inverses[here.here])
            case "redo" if not grafted and here.forth is not None:
                return encode(here.forth)
            case "do" | "undo" | "redo":
                return EMPTY
            case "merge":
                return {**shape, "edit": EMPTY, "decided": []}
        return shape
