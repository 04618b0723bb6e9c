"""Graph isomorphism network with edges, along the transfers and against them."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from gnn.models.wiring import Wiring, reduced


class GinRound(nn.Module):
    """Sums of neighbours and transfers (Xu et al., ICLR 2019; with edges Hu et al., ICLR 2020), one sum a
    direction as in Egressy et al., AAAI 2024.
    """

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.edge_along = nn.Linear(hidden, hidden)
        self.edge_against = nn.Linear(hidden, hidden)
        self.eps = nn.Parameter(torch.zeros(1))
        self.mlp = nn.Sequential(nn.Linear(2 * hidden, hidden), nn.ReLU(), nn.Linear(hidden, hidden))
        self.norm = nn.LayerNorm(hidden)

    def messages(self, h: Tensor, e: tuple[Tensor, Tensor], wired: Wiring) -> Tensor:
        """(n, 2h): sums over the transfers received, and over those sent; `e` as `PnaRound` has it."""
        along = h.index_select(0, wired.received.other) + self.edge_along(e[0])
        against = h.index_select(0, wired.sent.other) + self.edge_against(e[1])
        return torch.cat(
            [reduced(along.relu(), wired.received, "sum"), reduced(against.relu(), wired.sent, "sum")],
            dim=1,
        )

    def update(self, h: Tensor, arrived: Tensor) -> Tensor:
        """(n, h): accounts that have heard `arrived` (n, 2h)."""
        along, against = arrived.chunk(2, dim=1)
        own = (1.0 + self.eps) * h
        mixed: Tensor = self.norm(h + self.mlp(torch.cat([own + along, own + against], dim=1)))
        return mixed
