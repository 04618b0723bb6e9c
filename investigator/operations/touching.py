"""What a label touched: the models that it taught, and the scores that those gave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from investigator.cases.case import Case
from investigator.data.queries import accounts, lessons, results
from investigator.data.queries.lessons import LessonRow
from investigator.records import Address


@dataclass(frozen=True)
class TouchedModel:
    """A model that a label touched: taught by it in this case, or fine-tuned from one that was.

    `part` is what the label served for (`train`, `validation`, `test`), '' for an heir; `verdict` what it said.
    """

    model: str
    model_hash: str
    part: str
    verdict: bool | None
    lesson: int | None


@dataclass(frozen=True)
class Touched:
    """What labels of an account touched: models, and the runs of this case that those scored, newest first."""

    address: Address
    models: tuple[TouchedModel, ...] = ()
    runs: tuple[Mapping[str, Any], ...] = ()
    command: str = ""
    """What to type to train again without it; '' if nothing was touched."""

    @property
    def sentence(self) -> str:
        """What was touched, in words; '' for nothing."""
        if not self.models:
            return ""
        names = ", ".join(dict.fromkeys(one.model for one in self.models))
        count = f"{len(self.runs)} run{'s' * (len(self.runs) != 1)} of scores"
        made = f" and, through {'it' if len(self.models) == 1 else 'them'}, {count}" if self.runs else ""
        again = f": {self.command}" if self.command else "."
        return f"Labels of this account are in {names}{made}. To be rid of what they taught, train again{again}"


Heirs = Mapping[str, Sequence[tuple[str, str]]]
"""By a model's id, the id and hash of every model that was fine-tuned from it."""


def touched_by(case: Case, address: str, text: str = "", heirs: Heirs | None = None) -> Touched:
    """What the labels of an account taught, or those of this text; labels since taken back count too."""
    key = Address(address)
    number = accounts.find(case.store, [key]).get(key)
    if number is None:
        return Touched(key)
    rows = [row for row in lessons.touched(case.store, number) if text in {"", row["label"]}]
    taught = {one.id: one for one in lessons.lessons(case.store)}
    models = [
        TouchedModel(
            taught[row["lesson"]].model,
            taught[row["lesson"]].model_hash,
            row["part"],
            row["illicit"],
            row["lesson"],
        )
        for row in rows
    ]
    own = {one.id: one for one in taught.values()}
    models += _inherited(models, own.values(), heirs or {})
    hashes = {one.model_hash for one in models}
    runs = tuple(row for row in reversed(results.runs(case.store)) if row["model_hash"] in hashes)
    path = case.store.path
    named = f'"{path}"' if " " in str(path) else str(path)
    command = f"investigator train {named}" if models and path else ""
    return Touched(key, tuple(models), runs, command)


def _inherited(
    models: Sequence[TouchedModel], rows: Iterable[LessonRow], heirs: Heirs
) -> list[TouchedModel]:
    """The models fine-tuned from those, and from these again, as lessons of this case and `heirs` tell."""
    known = {parent: list(some) for parent, some in heirs.items()}
    for row in rows:
        known.setdefault(row.started_from, []).append((row.model, row.model_hash))
    seen, queue = {one.model_hash for one in models}, [one.model for one in models]
    found = []
    while queue:
        for name, model_hash in known.get(queue.pop(0), ()):
            if model_hash not in seen:
                seen.add(model_hash)
                queue.append(name)
                found.append(TouchedModel(name, model_hash, "", None, None))
    return found
