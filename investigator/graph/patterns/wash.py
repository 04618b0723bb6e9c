"""Wash trading: a few accounts pass an asset round among themselves and end where they began."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import networkx as nx
import numpy as np

from investigator.graph.columns import Columns
from investigator.graph.kernels import Bools, Ints
from investigator.graph.patterns.finding import Finding, Surroundings, in_order
from investigator.progress import Tick

_CALM = 200_000  # transfers between ticks


@dataclass(frozen=True)
class WashTrading:
    """A closed group of at most `group` accounts that trade one asset with each other and change nothing.

    Among pairs with at least `each` transfers one way, the groups that money can go round in; together at least
    `times` transfers, each member's net position at most `net` of its turnover within the group. Money of one
    common funder makes the finding stronger (as in the closed trading loops of von Wachter et al., 'NFT wash
    trading', 2022).
    """

    group: int = 6
    each: int = 2
    times: int = 6
    net: float = 0.05

    name: ClassVar[str] = "wash trading"
    version: ClassVar[str] = "1"
    meaning: ClassVar[str] = "a few accounts pass an asset round among themselves and end where they began"
    ordinary: ClassVar[tuple[str, ...]] = (
        "a market maker and its venues, or a lender and a borrower",
        "one owner's accounts that balance each other",
    )

    def find(self, columns: Columns, around: Surroundings, tick: Tick) -> Iterator[Finding]:
        """Groups by asset, in the order of their smallest account."""
        skip = np.zeros(columns.order, np.bool_)
        skip[list(around.services | around.mixers | around.bridges)] = True
        pairs = _often(columns, skip, self.each, tick)
        for done, asset in enumerate(np.unique(pairs[0]).tolist()):
            tick(done, None, "Looking for wash trading")
            chosen = pairs[0] == asset
            network: nx.DiGraph[int] = nx.DiGraph()
            network.add_edges_from(zip(pairs[1][chosen].tolist(), pairs[2][chosen].tolist(), strict=True))
            for part in sorted(nx.strongly_connected_components(network), key=min):
                if 2 <= len(part) <= self.group:
                    yield from self._judged(columns, around, asset, sorted(part))

    def _judged(
        self, columns: Columns, around: Surroundings, asset: int, group: list[int]
    ) -> Iterator[Finding]:
        rows = np.concatenate(
            [columns.out_row[columns.out_ptr[one] : columns.out_ptr[one + 1]] for one in group]
        )
        inside = np.sort(rows[(columns.asset[rows] == asset) & np.isin(columns.dst[rows], group)])
        inside = inside[(columns.amount[inside] > 0) & (columns.src[inside] != columns.dst[inside])]
        amounts = columns.amount[inside]
        worst = 0.0
        for member in group:
            came = float(amounts[columns.dst[inside] == member].sum())
            went = float(amounts[columns.src[inside] == member].sum())
            worst = max(worst, abs(came - went) / (came + went))
        if inside.size < self.times or worst > self.net:
            return
        funder = _funder(columns, group, int(inside.min()))
        ends = "" if funder is None else "; one account funded them all"
        yield Finding(
            self.name,
            self.version,
            (*group, *([] if funder is None else [funder])),
            in_order(columns, inside.tolist()),
            (1 - worst) * inside.size / (inside.size + self.times) * (0.8 if funder is None else 1.0),
            f"{len(group)} accounts passed {around.symbols.get(asset, 'an asset')} among themselves "
            f"{inside.size} times and ended within {100 * worst:.1f} % of where they began{ends}",
        )


def _often(columns: Columns, skip: Bools, each: int, tick: Tick) -> Ints:
    """Asset, payer and payee (3, k) of those between whom there are at least `each` transfers, by payer."""
    found = [np.empty((3, 0), np.int32)]
    first, starts = 0, columns.out_ptr
    while first < columns.order:
        tick(first, columns.order, "Looking for wash trading")
        last = max(first + 1, int(np.searchsorted(starts, starts[first] + _CALM, "right")) - 1)
        rows = columns.out_row[starts[first] : starts[last]]
        src, dst = columns.src[rows], columns.dst[rows]
        rows = rows[~(skip[src] | skip[dst] | (src == dst)) & (columns.amount[rows] > 0)]
        order = rows[np.lexsort((columns.dst[rows], columns.src[rows], columns.asset[rows]))]
        keys = np.stack([columns.asset[order], columns.src[order], columns.dst[order]])
        begins = np.flatnonzero(np.append(True, (np.diff(keys) != 0).any(axis=0)))[: order.size]
        counts = np.diff(np.append(begins, order.size))
        found.append(keys[:, begins[counts >= each]])
        first = last
    return np.concatenate(found, axis=1)


def _funder(columns: Columns, group: list[int], before: int) -> int | None:
    """The account outside that paid every member first, before a row; `None` if there is no common one."""
    common: set[int] | None = None
    for member in group:
        rows = columns.in_row[columns.in_ptr[member] : columns.in_ptr[member + 1]]
        payers = {int(columns.src[row]) for row in rows[rows < before].tolist()} - set(group)
        common = payers if common is None else common & payers
    return min(common) if common else None
