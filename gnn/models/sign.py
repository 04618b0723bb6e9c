"""Neighbourhoods averaged once, before training: the fast choice beside message passing."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from gnn.models.wiring import Wiring, mean


def averaged(x: Tensor, edge_attr: Tensor, wired: Wiring, hops: int) -> Tensor:
    """(n, 2 q + 2 k hops): means of the transfers received and sent, and of the accounts 1 to `hops` transfers
    up the money and down it.
    """
    received, sent = wired.received, wired.sent
    told = [mean(edge_attr.index_select(0, heap.rows), heap) for heap in (received, sent)]
    up = down = x
    for _ in range(hops):
        up = mean(up.index_select(0, received.other), received)
        down = mean(down.index_select(0, sent.other), sent)
        told += [up, down]
    return torch.cat(told, dim=1)


class SignNet(nn.Module):
    """SIGN (Frasca et al., 2020): a perceptron on `averaged` neighbourhoods of `layers` hops.

    The methods are those of `DirectedNet`; what accounts hear holds no weights, and so is computed once.
    """

    def __init__(
        self, features: int, edge_features: int, hidden: int, layers: int, dropout: float = 0.0
    ) -> None:
        super().__init__()
        self.ego = False
        self.rounds: list[nn.Module] = []
        self.hops = layers
        wide = features * (1 + 2 * layers) + 2 * edge_features
        self.mlp = nn.Sequential(
            nn.Linear(wide, 2 * hidden),
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(2 * hidden, hidden),
            nn.ReLU(),
        )
        self.head = nn.Sequential(
            nn.Linear(hidden + features, hidden), nn.ReLU(), nn.Dropout(dropout), nn.Linear(hidden, 1)
        )

    def embed(
        self, x: Tensor, edge_attr: Tensor, wired: Wiring, seeds: Tensor | None = None
    ) -> tuple[Tensor, list[Tensor]]:
        """Embeddings (n, h), and what arrived at each account, in one piece."""
        heard = averaged(x, edge_attr, wired, self.hops)
        return self.mlp(torch.cat([x, heard], dim=1)), [heard]

    def own_path(self, x: Tensor, heard: list[Tensor]) -> Tensor:
        """(r,) logits of accounts with features `x` (r, k) that hear what is given, whatever they are."""
        return self.classify(self.mlp(torch.cat([x, heard[0].to(x.dtype)], dim=1)), x)

    def classify(self, h: Tensor, x: Tensor) -> Tensor:
        """(n,) logits from embeddings (n, h) and the features (n, k)."""
        logit: Tensor = self.head(torch.cat([h, x], dim=1)).squeeze(1)
        return logit

    def forward(self, x: Tensor, edge_attr: Tensor, wired: Wiring, seeds: Tensor | None = None) -> Tensor:
        """(n,) logits."""
        return self.classify(self.embed(x, edge_attr, wired, seeds)[0], x)
