"""GraphSAGE, for comparison: it knows who deals with whom, and nothing of the transfers."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from gnn.models.wiring import Wiring, mean


class SageRound(nn.Module):
    """Mean of those who paid and of those who were paid, with weights of their own (Hamilton et al.,
    NeurIPS 2017).
    """

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.own = nn.Linear(hidden, hidden)
        self.along = nn.Linear(hidden, hidden, bias=False)
        self.against = nn.Linear(hidden, hidden, bias=False)

    def messages(self, h: Tensor, e: tuple[Tensor, Tensor], wired: Wiring) -> Tensor:
        """(n, 2h): mean over the senders of what was received, and over the receivers of what was sent."""
        payers = mean(h.index_select(0, wired.received.other), wired.received)
        payees = mean(h.index_select(0, wired.sent.other), wired.sent)
        return torch.cat([payers, payees], dim=1)

    def update(self, h: Tensor, arrived: Tensor) -> Tensor:
        """(n, h): accounts that have heard `arrived` (n, 2h)."""
        payers, payees = arrived.chunk(2, dim=1)
        mixed: Tensor = (self.own(h) + self.along(payers) + self.against(payees)).relu()
        return mixed
