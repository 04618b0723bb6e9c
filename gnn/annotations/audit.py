"""What to look at before training: labels that look wrong, twins across parts, balance. Free of torch.

Nothing is changed or left out here: the analyst decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gnn.annotations.audited import Audit, Member, Suspect, Twin
from gnn.annotations.doubting import Doubts, Table, doubts, nearest, placed
from gnn.example import PARTS, Example
from gnn.features import account_features, scales
from gnn.reasons import reasons
from gnn.splitting import snapshots
from investigator.progress import Tick, silent
from investigator.records import Clock

Ints = NDArray[np.int64]
Truth = NDArray[np.int8]

DETAILED = 200
"""Suspects whose features and nearest accounts are put into words."""
LEAST_OF_EACH = 3
"""Labels of each class from which on one label can be judged by the others."""
LOPSIDED = 20.0
"""Labels of one class for each of the other, from which on that is worth a warning."""
NEAREST = 5
MOST_TWINS, MOST_MEMBERS = 200, 20
"""Groups of twins that are told, and members of each."""


@dataclass(frozen=True)
class _Labelled:
    """All labelled accounts of all examples, r rows: where they are, and what is known."""

    example: Ints
    row: Ints
    account: Ints
    truth: Truth
    part: Truth
    identity: Ints
    x: Table

    @property
    def same_x(self) -> Ints:
        """(r,) equal numbers for equal features."""
        return np.unique(self.x, axis=0, return_inverse=True)[1].reshape(-1)


def _labelled(examples: Sequence[Example], identity: Sequence[Ints] | None, tick: Tick) -> _Labelled:
    rows = [np.flatnonzero(example.labels >= 0) for example in examples]
    looks = snapshots(examples, [example.labels for example in examples])
    tables = []
    for number, example in enumerate(examples):
        tick(number, len(examples), "Measuring accounts")
        tables.append(account_features(example.graph)[rows[number]])
    whole = zip(looks, rows, strict=True)
    count = sum(some.size for some in rows)
    who = np.full(count, -1, np.int64)
    if identity is not None:
        who = np.concatenate([one[some] for one, some in zip(identity, rows, strict=True)])
    return _Labelled(
        np.repeat(np.arange(len(rows)), [some.size for some in rows]),
        np.concatenate(rows),
        np.concatenate(
            [e.graph.accounts[some].astype(np.int64) for e, some in zip(examples, rows, strict=True)]
        ),
        np.concatenate([e.labels[some] for e, some in zip(examples, rows, strict=True)]),
        np.concatenate([np.max([one.part for one in look], axis=0)[some] for look, some in whole]),
        who,
        np.concatenate(tables),
    )


def audit(
    examples: Sequence[Example],
    tick: Tick = silent,
    seed: int = 0,
    identity: Sequence[Ints] | None = None,
    clock: Clock = Clock.UTC,
) -> Audit:
    """Look at all labels of the examples together; equal examples and seeds find the same.

    `identity` gives, for each example, a number (n,) for each account that is the same for one address in
    every example. `clock` is what times mean in the words. With fewer than `LEAST_OF_EACH` labels of a class
    there are no suspects.
    """
    if not any((example.labels >= 0).any() for example in examples):
        return Audit((), (), {}, ("No account is labelled.",))
    known = _labelled(examples, identity, tick)
    same_x = known.same_x
    twins = [*_twins("same address", known.identity, known), *_twins("same features", same_x, known)]
    balance = _balance(known)
    suspects: tuple[Suspect, ...] = ()
    if min(np.bincount(known.truth, minlength=2)) >= LEAST_OF_EACH:
        groups = _joined(same_x, known.identity)
        found = doubts(known.x, known.truth, groups, seed, tick)
        suspects = _ranked(known, found, examples, clock) if found else ()
    return Audit(suspects, tuple(twins), balance, _warnings(balance, twins, suspects))


def _joined(first: Ints, second: Ints) -> Ints:
    """(r,) equal numbers for rows that are joined by either grouping, also through others; -1 joins nobody."""
    # scipy's graphs are loaded only where there is something to audit
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    size = first.size
    hub = np.concatenate([first, np.where(second < 0, -1, second + first.max(initial=0) + 1)])
    row = np.tile(np.arange(size), 2)[hub >= 0]
    hub = np.unique(hub[hub >= 0], return_inverse=True)[1] + size
    total = int(hub.max(initial=size)) + 1
    wired = coo_array((np.ones(row.size), (row, hub)), shape=(total, total))
    return np.asarray(connected_components(wired, directed=False)[1][:size], np.int64)


def _twins(kind: str, group: Ints, known: _Labelled) -> list[Twin]:
    """Groups that stand on both sides of the split, or disagree; the torn first."""
    order = np.flatnonzero(group >= 0)[np.argsort(group[group >= 0], kind="stable")]
    found = []
    for rows in np.split(order, np.flatnonzero(np.diff(group[order])) + 1):
        judges = known.part[rows] > 0
        across = bool(judges.any() and not judges.all())
        torn = np.unique(known.truth[rows]).size > 1
        if rows.size > 1 and (across or torn):
            twin = Twin(kind, _members(known, rows[:MOST_MEMBERS]), rows.size, across, torn)
            found.append((not torn, -rows.size, twin))
    return [twin for *_, twin in sorted(found, key=lambda one: one[:2])][:MOST_TWINS]


def _members(known: _Labelled, rows: Ints) -> tuple[Member, ...]:
    return tuple(
        Member(
            example=int(known.example[row]),
            account=int(known.account[row]),
            illicit=bool(known.truth[row]),
            part=PARTS[known.part[row]] if known.part[row] >= 0 else "",
        )
        for row in rows
    )


def _balance(known: _Labelled) -> dict[str, dict[str, int]]:
    return {
        part: {
            name: int(((known.part == number) & (known.truth == value)).sum())
            for name, value in (("illicit", 1), ("licit", 0))
        }
        for number, part in enumerate(PARTS)
    }


def _ranked(
    known: _Labelled, found: Doubts, examples: Sequence[Example], clock: Clock
) -> tuple[Suspect, ...]:
    right = found.right(known.truth)
    order = np.lexsort((known.account, known.example, right))
    said = _reasoned(known, found, right, order[:DETAILED], examples, clock)
    return tuple(
        Suspect(
            example=int(known.example[row]),
            account=int(known.account[row]),
            illicit=bool(known.truth[row]),
            probability=float(right[row]),
            likely=bool(found.likely[row]),
            why=said.get(int(row), "") or f"{_short(known, int(row), float(right[row]))}.",
        )
        for row in order
    )


def _reasoned(
    known: _Labelled,
    found: Doubts,
    right: NDArray[np.float64],
    top: Ints,
    examples: Sequence[Example],
    clock: Clock,
) -> dict[int, str]:
    """Why each of these labels is doubted, in an analyst's words."""
    against = found.against(known.x, known.truth, top)
    place = placed(known.x)
    near = nearest(place, place[top], NEAREST + 1)
    usual = {number: scales(examples[number].graph) for number in np.unique(known.example[top]).tolist()}
    said = {}
    for at, row in enumerate(top.tolist()):
        number = int(known.example[row])
        graph, weight = examples[number].graph, against[at]
        some = reasons(known.x[row], weight, graph, int(known.row[row]), clock, usual[number])
        trait = some[0].text.removeprefix("ordinary: ") if some else ""
        said[row] = _why(known, row, float(right[row]), near[at], trait)
    return said


def _short(known: _Labelled, row: int, right: float) -> str:
    given = "illicit" if known.truth[row] else "licit"
    return f"Labelled {given}; the other labels make that {right:.0%} probable"


def _why(known: _Labelled, row: int, right: float, near: Ints, trait: str) -> str:
    others = near[near != row][:NEAREST]
    differ = int((known.truth[others] != known.truth[row]).sum())
    parts = [_short(known, row, right)]
    if differ * 2 > others.size:
        parts.append(
            f"{differ} of the {others.size} labelled accounts most like it are labelled the other way"
        )
    if trait:
        parts.append(f"what speaks against it: {trait}")
    return "; ".join(parts) + "."


def _warnings(
    balance: dict[str, dict[str, int]], twins: Sequence[Twin], suspects: Sequence[Suspect]
) -> tuple[str, ...]:
    said = []
    total = {name: sum(part[name] for part in balance.values()) for name in ("illicit", "licit")}
    scarce, plenty = sorted(total, key=lambda name: (total[name], name))
    if total[scarce] < LEAST_OF_EACH:
        said.append(
            f"Only {total[scarce]} accounts are labelled {scarce}: too few to learn from or to audit."
        )
    elif total[plenty] > LOPSIDED * total[scarce]:
        said.append(f"{total[plenty]:,} labels are {plenty} and only {total[scarce]:,} {scarce}.")
    said += [
        f"No account labelled {name} falls into the {part} part."
        for part, counts in balance.items()
        for name, count in counts.items()
        if not count and total[name] >= LEAST_OF_EACH
    ]
    across, torn = sum(one.across for one in twins), sum(one.torn for one in twins)
    if across:
        said.append(f"{across:,} groups of accounts that look the same are learned from and judge at once.")
    if torn:
        said.append(f"{torn:,} groups of accounts that look the same have labels that differ.")
    likely = sum(one.likely for one in suspects)
    if likely:
        many = "is" if likely == 1 else "are"
        said.append(
            f"{likely:,} of {len(suspects):,} labels {many} probably wrong; look at the first suspects."
        )
    return tuple(said)
