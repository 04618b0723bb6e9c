"""Merging two analysts' copies of a case: what only the other has comes in beside what is here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from investigator.cases import grafting, journal
from investigator.cases.case import Case
from investigator.cases.edits import Changed
from investigator.cases.merging import Conflict, merging
from investigator.cases.verify import verify
from investigator.chain.copied import CopiedSource
from investigator.chain.ingest import ingest
from investigator.data import grafts, ledger
from investigator.data.ledger import Line
from investigator.data.queries import accounts, copies
from investigator.data.store import Store
from investigator.data.untouched import untouched
from investigator.errors import Trouble
from investigator.progress import Tick, silent


@dataclass(frozen=True)
class Copied:
    """What came in: lines of the other journal since both parted at line `common`, steps, hypotheses, evidence.

    `hypothesis` is where the other analyst stood; `conflicts` are what both changed, to be decided when it is merged.
    """

    common: int
    lines: int
    steps: int
    hypotheses: tuple[str, ...]
    acquisitions: int
    transfers: int
    hypothesis: str
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True)
class Ready:
    """Another copy whose evidence is here already, so that its steps can be: `body` and `kept` are for `Case.graft`.

    `on` is where the other analyst, `who`, stood, as it is called there. The rest is as in `Copied`.
    """

    kept: grafts.Stretches
    body: dict[str, Any]
    on: str
    who: str
    acquisitions: int
    transfers: int


def take_in_copy(case: Case, path: Path, tick: Tick = silent) -> Copied:
    """Take in what only another copy of the case has: its lines, its steps as hypotheses, its evidence.

    Nothing is merged by it: where one stands, and all facts, stay as they are. Scores and models of the other copy
    stay there: they can be computed here. Raises `Trouble` where the two are no copies of one case, where either does
    not verify, or where there is nothing new. The other copy's file is not written to.
    """
    ready = make_ready(case, path, tick)
    name, _ = graft(case, ready)
    conflicts = merging(case.history, case.history.stands[name].at).conflicts if name else ()
    body = ready.body
    return Copied(
        *(body["common"]["seq"], body["lines"], len(body["steps"]), tuple(body["stands"])),
        *(ready.acquisitions, ready.transfers, name, conflicts),
    )


def make_ready(case: Case, path: Path, tick: Tick = silent) -> Ready:
    """The long part of taking in a copy, for which a case at rest will do: check both, and take in the evidence.

    Raises `Trouble` as `take_in_copy` does, or `Cancelled`.
    """
    if case.store.path is not None and path.exists() and path.samefile(case.store.path):
        raise Trouble(f"{path.name} is this case itself; give another copy of it.")
    with untouched(path) as other:
        return _make_ready(case, other, path.name, tick)


def graft(case: Case, ready: Ready) -> tuple[str, Changed]:
    """The short part: take in the steps, and say how the other analyst's hypothesis is called here.

    It may have been going on in the case since it was made ready. Raises `Trouble` where the steps came in meanwhile.
    """
    known = {step.origin for step in case.history.steps.values()}
    taken = ready.body["head"]["hash"] in _taken(case.store)
    if taken or any(step["origin"] in known for step in ready.body["steps"]):
        raise Trouble(f"What is in {ready.body['file']} came in meanwhile; take it in again for the rest.")
    stands: dict[str, str] = {}
    for name, at in ready.body["stands"].items():
        stands[grafting.free(name, ready.who, {*case.history.stands, *stands})] = at
    ready.body["stands"] = stands
    changed = case.graft(ready.kept, ready.body)
    on = ready.on
    return next((one for one in stands if one == on or one.startswith(f"{on[:30]} (")), ""), changed


def _make_ready(case: Case, other: Store, file: str, tick: Tick) -> Ready:
    tick(0, None, f"Checking {file}")
    ours, theirs = _lines(case.store), _lines(other)
    since = grafting.common(ours, theirs)
    _fit(case.store, other, file, (ours, theirs[since:] if since else theirs), since, tick)
    stretch = theirs[since:]
    there = journal.replay(theirs)
    fresh = grafting.fresh_steps(case.history, there)
    numbers = list(grafting.imports(stretch))
    known = max(grafting.imports(theirs[:since]), default=0)
    added = (
        ingest(case.store, [CopiedSource(other, one, known) for one in numbers], tick) if numbers else None
    )
    tick(0, None, "Taking in the steps")
    rename = _renaming(case.store, other, grafting.row_ids(one.edit for one in fresh))
    body = grafting.graft_of(case.history, there, fresh, rename, stretch[-1].who)
    last, parted = stretch[-1], theirs[since - 1]
    body |= {
        **{"file": file, "lines": len(stretch)},
        "common": {"seq": parted.seq, "hash": parted.hash},
        "head": {"seq": last.seq, "hash": last.hash},
    }
    with other.reading() as db:
        kept = {**grafts.stretches(db), last.hash: stretch}
    return Ready(kept, body, there.on, last.who, len(numbers), added.transfers if added else 0)


def _fit(
    ours: Store, other: Store, file: str, lines: tuple[list[Line], list[Line]], since: int, tick: Tick
) -> None:
    """Raise `Trouble` unless both verify, began as one, and the other one has lines that are not here."""
    mine, new = lines
    if not since:
        raise Trouble(
            f"{file} is no copy of this case: their journals begin differently, so there is nothing to merge by."
        )
    if broken := journal.chain_misfits(mine):
        raise Trouble(
            f"This case does not verify ({broken[0].where}: {broken[0].reason}); merge nothing into it."
        )
    if broken := verify(other, tick):
        raise Trouble(
            f"{file} does not verify ({broken[0].where}: {broken[0].reason}); nothing of it was taken in."
        )
    if not new or new[-1].hash in _taken(ours):
        raise Trouble(f"Everything in {file} is in this case already.")


def _lines(store: Store) -> list[Line]:
    with store.reading() as db:
        return list(ledger.lines(db))


def _taken(store: Store) -> set[str]:
    """The heads of the copies that were taken in before."""
    with store.reading() as db:
        return grafts.heads(db)


def _renaming(ours: Store, theirs: Store, ids: dict[str, set[int]]) -> Any:
    """What turns the row ids of the other copy into those of this one. Raises `Trouble` for one it cannot find."""
    names = accounts.named(theirs, sorted(ids["account"]))
    here = accounts.find(ours, names.values())
    moved = _transfers(ours, theirs, ids["transfer"])

    def rename(what: str, row: int) -> int:
        found = moved.get(row) if what == "transfer" else here.get(names.get(row, ""))  # type: ignore[call-overload]
        if found is None:
            raise Trouble(f"The other copy speaks of {what} {row}, which its evidence does not have.")
        return int(found)

    return rename


def _transfers(ours: Store, theirs: Store, ids: Iterable[int]) -> dict[int, int]:
    """The transfers of the other copy, as they are numbered here."""
    wanted = copies.identities(theirs, ids)
    held = copies.alike(ours, wanted)
    used: set[int] = set()
    found: dict[int, int] = {}
    for one in wanted:
        same = [other for other in held if other.id not in used and _same(one, other)]
        same.sort(key=lambda other: (other.position != one.position, other.id != one.id, other.id))
        if same:
            found[one.id] = same[0].id
            used.add(same[0].id)
    return found


def _same(one: copies.Identity, other: copies.Identity) -> bool:
    """Whether two rows tell of one transfer, as imports judge it (see `data.ingestion`)."""
    if one.moved != other.moved or one.token != other.token or one.tx_hash != other.tx_hash:
        return False
    if one.tx_hash is not None:
        return one.position == other.position or None in (one.position, other.position)
    if one.row[0] is not None:
        return one.row == other.row
    return one.placed == other.placed


def as_json(found: Copied) -> dict[str, Any]:
    """What came in, for machines."""
    return {
        **{"common_line": found.common, "lines": found.lines, "steps": found.steps},
        **{"hypotheses": list(found.hypotheses), "acquisitions": found.acquisitions},
        **{"transfers": found.transfers, "hypothesis": found.hypothesis},
        "conflicts": [one.id for one in found.conflicts],
    }
