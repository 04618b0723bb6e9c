"""A score for a transfer, from what is known about its ends and itself."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class TransferHead(nn.Module):
    """Embeddings of payer, payee and transfer, and the transfer's own features, to one logit: the edge head of
    Egressy et al., AAAI 2024.
    """

    def __init__(self, hidden: int, features: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.mlp = nn.Sequential(
            nn.Linear(3 * hidden + features, hidden), nn.ReLU(), nn.Dropout(dropout), nn.Linear(hidden, 1)
        )

    def forward(self, h: Tensor, e: Tensor, edge_attr: Tensor, ends: tuple[Tensor, Tensor]) -> Tensor:
        """(r,) logits of r transfers: accounts' h (n, h), and the transfers' own e (r, h), features (r, q) and
        payers and payees (r,).
        """
        payer, payee = (h.index_select(0, end) for end in ends)
        logit: Tensor = self.mlp(torch.cat([payer, payee, e, edge_attr], dim=1)).squeeze(1)
        return logit
