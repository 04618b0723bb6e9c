"""Accounts in minibatches, each with a sample of its surroundings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from gnn.adjacency import both_ways
from gnn.dataset import Normaliser, Table
from gnn.models.wiring import Wiring, wiring
from gnn.sampler import Block, sample
from investigator.graph.subgraph import Subgraph

FANOUT = (16, 8, 4)
"""Transfers looked at of each account, hop by hop."""


@dataclass(frozen=True)
class Surroundings:
    """Accounts and transfers as a net takes them; `rows` (r,) are the accounts that it is all about."""

    x: Tensor
    edge_attr: Tensor
    wired: Wiring
    rows: Tensor

    def to(self, device: torch.device) -> Surroundings:
        """The same on another device."""
        moved = (self.x.to(device), self.edge_attr.to(device), self.wired.to(device), self.rows.to(device))
        return Surroundings(*moved)


@dataclass(frozen=True)
class Source:
    """A graph with its features, to draw neighbourhoods of `layers` hops from."""

    graph: Subgraph
    x: Table
    e: Table
    normaliser: Normaliser
    layers: int

    @cached_property
    def _csr(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        return both_ways(self.graph)

    def batches(
        self, accounts: NDArray[np.int64], size: int, rng: np.random.Generator, apart: bool = False
    ) -> Iterator[Surroundings]:
        """`size` of the accounts at a time, in their order; `apart`, each in a neighbourhood of its own."""
        fanout = (*FANOUT, *FANOUT[-1:] * self.layers)[: self.layers]
        time = self.graph.time.astype(np.int64)
        for start in range(0, accounts.size, size):
            some = accounts[start : start + size]
            bounds = (time, np.full(some.size, np.iinfo(np.int64).max)) if apart else (None, None)
            yield self._around(sample(*self._csr, some, fanout, int(rng.integers(2**31)), *bounds))

    def about(self, rows: NDArray[np.int64], rng: np.random.Generator) -> tuple[Surroundings, Tensor]:
        """Some transfers between two accounts in one neighbourhood of their ends, and their places (r,) among
        its transfers.
        """
        ends = np.unique(np.concatenate([self.graph.src[rows], self.graph.dst[rows]])).astype(np.int64)
        fanout = (*FANOUT, *FANOUT[-1:] * self.layers)[: self.layers]
        block = sample(*self._csr, ends, fanout, int(rng.integers(2**31)))
        place = np.searchsorted(ends, np.stack([self.graph.src[rows], self.graph.dst[rows]]))
        seeds = Block(
            block.nodes,
            np.concatenate([block.edge_index, place], axis=1),
            np.concatenate([block.edges, rows]),
            block.hop,
            block.seeds,
        )
        around, kept = self._wired(seeds)
        return around, torch.from_numpy(np.searchsorted(kept, rows))

    def _around(self, block: Block) -> Surroundings:
        return self._wired(block)[0]

    def _wired(self, block: Block) -> tuple[Surroundings, NDArray[np.int64]]:
        """Every transfer of the block once, in order of time, between places in `block.nodes`; and their rows."""
        graph, (near, looker), rows = self.graph, block.edge_index, block.edges
        outwards = graph.src[rows] == block.nodes[looker]
        payer, payee = np.where(outwards, looker, near), np.where(outwards, near, looker)
        moves = graph.src[rows] != graph.dst[rows]
        _, first = np.unique(rows[moves] * block.nodes.size + payer[moves], return_index=True)
        kept = np.flatnonzero(moves)[first]
        ends = torch.from_numpy(np.stack([payer[kept], payee[kept]]))
        around = Surroundings(
            self.normaliser.accounts(self.x[block.nodes]),
            self.normaliser.transfers(self.e[rows[kept]]),
            wiring(ends, block.nodes.size),
            torch.arange(block.seeds),
        )
        return around, rows[kept]
