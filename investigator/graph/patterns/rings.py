"""Accounts that pass one and the same amount round a circle, in whatever order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import networkx as nx
import numpy as np

from investigator.graph.columns import Columns
from investigator.graph.patterns.finding import DAY, Finding, Surroundings, in_order
from investigator.progress import Tick


@dataclass(frozen=True)
class Ring:
    """A circle of `shortest` to `longest` accounts in which every transfer moves nearly the same amount.

    Amounts of one asset are alike within the share `alike`; all within `days`. That money came back does not
    follow, since the transfers may stand in any order of time: that is the pattern `cycle`.
    """

    shortest: int = 3
    longest: int = 12
    days: float = 180.0
    alike: float = 0.001
    crowd: int = 2_000

    name: ClassVar[str] = "ring"
    version: ClassVar[str] = "1"
    meaning: ClassVar[str] = "accounts pass the same amount round a circle, in whatever order of time"
    ordinary: ClassVar[tuple[str, ...]] = (
        "a standing amount, such as a fee or a ticket, that many people pay each other",
        "people of one household or company who lend each other",
    )

    def find(self, columns: Columns, around: Surroundings, tick: Tick) -> Iterator[Finding]:
        """Rings by asset and amount; each pair of accounts belongs to one of them at most."""
        window = around.ticks(self.days * DAY)
        skip = around.services | around.mixers | around.bridges
        order = np.lexsort((columns.amount, columns.asset))
        amount, asset = columns.amount[order], columns.asset[order]
        breaks = np.flatnonzero((np.diff(asset) != 0) | (np.diff(amount) > self.alike * amount[1:])) + 1
        begins = np.concatenate([[0], breaks]).astype(int)
        ends = np.concatenate([breaks, [order.size]]).astype(int)
        worth = np.flatnonzero((ends - begins >= self.shortest) & (ends - begins <= self.crowd))
        for done, group in enumerate(worth.tolist()):
            if done % 500 == 0:
                tick(done, worth.size, "Looking for rings")
            rows = np.sort(order[begins[group] : ends[group]])
            if columns.amount[rows[0]] > 0:
                yield from self._rings(columns, around, rows.tolist(), window, skip)

    def _rings(
        self, columns: Columns, around: Surroundings, rows: list[int], window: int, skip: frozenset[int]
    ) -> Iterator[Finding]:
        network: nx.DiGraph[int] = nx.DiGraph()
        for row in rows:
            a, b = int(columns.src[row]), int(columns.dst[row])
            if a != b and a not in skip and b not in skip:
                network.add_edge(a, b)
        for part in sorted(nx.strongly_connected_components(network), key=min):
            if len(part) < self.shortest:
                continue
            for walk in nx.simple_cycles(network.subgraph(sorted(part)), self.longest):
                ring = _turned(walk)
                pairs = set(zip(ring, ring[1:] + ring[:1], strict=True))
                shown = [row for row in rows if (int(columns.src[row]), int(columns.dst[row])) in pairs]
                span = int(columns.time[shown[-1]] - columns.time[shown[0]])
                if len(ring) >= self.shortest and span <= window:
                    yield self._finding(columns, around, ring, shown, span)
                    break

    def _finding(
        self, columns: Columns, around: Surroundings, ring: list[int], rows: list[int], span: int
    ) -> Finding:
        return Finding(
            self.name,
            self.version,
            tuple(ring),
            in_order(columns, rows),
            len(rows) / (len(rows) + len(ring)),
            f"{len(ring)} accounts passed one amount round in {len(rows)} transfers "
            f"within {around.lasting(span)}",
        )


def _turned(walk: list[int]) -> list[int]:
    """The same circle from its smallest account on."""
    at = walk.index(min(walk))
    return walk[at:] + walk[:at]
