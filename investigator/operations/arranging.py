"""Lay out what is on the chart, from a script as from the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from investigator.cases.case import Case
from investigator.cases.edits import Place
from investigator.data.queries import accounts, sources
from investigator.errors import Trouble
from investigator.graph.columns import Columns
from investigator.graph.entities.grouping import entities
from investigator.graph.layouts import KINDS, Kind, arrange
from investigator.graph.subgraph import Subgraph
from investigator.operations.entities import links
from investigator.operations.lookup import columns, labels_of, resolve
from investigator.progress import Tick, silent
from investigator.records import Address


@dataclass(frozen=True)
class LaidOut:
    """Where each account of the chart stands: `places` (n, 2), x to the right and y down, along `graph.accounts`."""

    kind: Kind
    graph: Subgraph
    addresses: tuple[Address, ...]
    places: NDArray[np.float32]


def lay_out(
    case: Case, kind: str, roots: Sequence[str] = (), seed: int = 0, tick: Tick = silent
) -> LaidOut:
    """Lay out the accounts on the chart; nothing is changed. Without `roots`, it begins where the case does.

    Raises `Trouble` for a layout that there is none of, a root that is not on the chart, or an empty chart.
    """
    found = next((one for one in KINDS if one == kind), None)
    if found is None:
        raise Trouble(f"There is no layout {kind[:40]}; there are {', '.join(KINDS)}.")
    whole = columns(case, tick)
    shown = np.array(sorted(one for one in case.facts.shown if one < whole.order), np.int32)
    if not shown.size:
        raise Trouble("Nothing is on the chart of this case; expand some accounts first.")
    graph = whole.between(shown)
    start = np.array(sorted(number for _, number in resolve(case, roots)), np.int32)
    for name, number in zip(roots, start.tolist(), strict=True):
        if number not in case.facts.shown:
            raise Trouble(f"{name} is not on the chart of this case; expand it first.")
    if not start.size:
        start = np.array(sorted(accounts.find(case.store, case.facts.seeds).values()), np.int32)
    group = belonging(case, whole, graph.accounts, tick) if found == "entity" else None
    places = arrange(found, graph, start, group, seed, tick)
    return LaidOut(found, graph, tuple(accounts.addresses(case.store, graph.accounts.tolist())), places)


def belonging(
    case: Case, whole: Columns, some: NDArray[np.int32], tick: Tick = silent
) -> NDArray[np.int32]:
    """Which entity each of some accounts belongs to, shape (n,): the same number for the same one, -1 for none.

    Accounts that witnessed links hold together are one entity; so are those, without such a link, that carry the
    same label.
    """
    numbered: dict[int, int] = {}
    for number, entity in enumerate(entities(links(case, whole, tick=tick))):
        numbered.update(dict.fromkeys(entity.accounts, number))
    addresses = accounts.addresses(case.store, some.tolist())
    tags = sources.tags(case.store, addresses)
    named: dict[str, int] = {}
    group = np.full(some.size, -1, np.int32)
    for at, (account, address) in enumerate(zip(some.tolist(), addresses, strict=True)):
        if account in numbered:
            group[at] = numbered[account]
        elif claims := labels_of(case.facts, tags, address):
            group[at] = named.setdefault(claims[0].text, len(numbered) + len(named))
    return group


def pinning(laid: LaidOut) -> Place:
    """The edit that puts every account where a layout has it, so that the window shows it so."""
    rows = zip(laid.graph.accounts.tolist(), laid.places.tolist(), strict=True)
    return Place(tuple((account, round(x * 100), round(y * 100)) for account, (x, y) in rows))
