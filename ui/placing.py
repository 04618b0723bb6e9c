"""Where everything on a chart stands: laid out anew, or with newcomers joining what stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent
from ui.places import Places

Ids = NDArray[np.int32]
Spots = NDArray[np.float32]
Pins = Mapping[int, tuple[int, int]]
OnFrame = Callable[[Ids, Spots], None]

LONG = 2_000
"""Accounts from which a layout may take so long that the analyst sees it at work and can stop it."""


@dataclass(frozen=True)
class Ways:
    """How a chart is laid out: the name of the layout, and the accounts where it begins (none: where the case does).

    `belong` says which entity each of some accounts belongs to, -1 for none; it is asked only by who needs it.
    """

    layout: str = "flow"
    roots: tuple[int, ...] = ()
    belong: Callable[[Ids], Ids] | None = None


def placed(
    graph: Subgraph,
    seeds: Ids,
    ways: Ways,
    before: Places,
    pins: Pins,
    tick: Tick = silent,
    frame: OnFrame | None = None,
) -> Places:
    """Places of all accounts of a graph; those of `before` stay where they were.

    While nothing but the beginning of the case stands, the layout is made whole around it.
    """
    # SciPy and compiled kernels are not paid for before a chart is laid out
    from investigator.graph.layouts import KINDS, Kind, arrange, go_on

    kind: Kind = next((one for one in KINDS if one == ways.layout), "flow")
    start = before.of(graph.accounts)
    known = ~np.isnan(start[:, 0])
    if (
        known.all()
    ):  # an empty chart too: what undoing takes away stands where it stood when it is done again
        return before
    roots = np.array(sorted(ways.roots), np.int32) if ways.roots else seeds
    if known.any() and not np.isin(graph.accounts[known], roots).all():
        pin(start, graph.accounts, pins)
        return before.joined(graph.accounts, go_on(kind, graph, start, tick))
    group = ways.belong(graph.accounts) if ways.belong and kind == "entity" else None

    def seen(spots: Spots) -> None:
        if frame:
            frame(graph.accounts, spots)

    spots = arrange(kind, graph, roots, group, 0, tick, seen)
    if known.any():  # the beginning stays, and the others come around it
        first = int(np.flatnonzero(known)[0])
        spots = spots + (start[first] - spots[first])
    return Places(graph.accounts, spots)


def pin(spots: Spots, accounts: Ids, pins: Pins) -> None:
    """Move pinned accounts to where the analyst put them; pins are in hundredths of a world unit."""
    for account, (x, y) in pins.items():
        at = int(np.searchsorted(accounts, account))
        if at < accounts.size and accounts[at] == account:
            spots[at] = x / 100, y / 100
