"""Graph attention with edges, for comparison."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from gnn.models.wiring import Heap, Wiring, reduced


class Attention(nn.Module):
    """One direction of GATv2 (Brody et al., ICLR 2022), the transfers' embeddings within the attention."""

    def __init__(self, hidden: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.near = nn.Linear(hidden, hidden, bias=False)
        self.far = nn.Linear(hidden, hidden, bias=False)
        self.edge = nn.Linear(hidden, hidden, bias=False)
        self.weigh = nn.Parameter(torch.empty(heads, hidden // heads))
        nn.init.xavier_uniform_(self.weigh)

    def forward(self, h: Tensor, e: Tensor, heap: Heap) -> Tensor:
        """(n, h): the far ends of each account's transfers, by attention; 0 where there is none."""
        at = heap.owner()
        far = self.far(h).index_select(0, heap.other)
        mixed = nn.functional.leaky_relu(far + self.near(h).index_select(0, at) + self.edge(e), 0.2)
        parts = mixed.view(-1, self.heads, mixed.shape[1] // self.heads)
        score = torch.tanh((parts * self.weigh).sum(dim=2) / 8.0) * 8.0  # bounded: exp needs no maximum
        strength = score.exp()
        share = strength / reduced(strength, heap, "sum").index_select(0, at)
        told = far.view_as(parts) * share.unsqueeze(2)
        return reduced(told.reshape(far.shape), heap, "sum")


class GatRound(nn.Module):
    """Attention along the transfers and, with weights of its own, against them."""

    def __init__(self, hidden: int, heads: int = 4) -> None:
        super().__init__()
        if hidden % heads:
            raise ValueError(f"A width of {hidden} cannot be shared by {heads} heads.")
        self.along = Attention(hidden, heads)
        self.against = Attention(hidden, heads)
        self.out = nn.Linear(3 * hidden, hidden)
        self.norm = nn.LayerNorm(hidden)

    def messages(self, h: Tensor, e: tuple[Tensor, Tensor], wired: Wiring) -> Tensor:
        """(n, 2h): what is attended to among the senders, and among the receivers."""
        return torch.cat([self.along(h, e[0], wired.received), self.against(h, e[1], wired.sent)], dim=1)

    def update(self, h: Tensor, arrived: Tensor) -> Tensor:
        """(n, h): accounts that have heard `arrived` (n, 2h)."""
        mixed: Tensor = self.norm(h + self.out(torch.cat([h, arrived], dim=1)).relu())
        return mixed
