"""A score for a set of accounts, from the embeddings of its members and the flows between them."""

from __future__ import annotations

import torch
from torch import Tensor, nn

SUMMARIES = 4


class ClusterHead(nn.Module):
    """Pooled members to one logit a set: the share of illicit accounts to be expected in it.

    Pools the mean and the maximum of the embeddings, the mean and the maximum of the members' own
    probabilities, the logs of their sum and of the size, as deep sets do (Zaheer et al., NeurIPS 2017); beside
    them stand `flows` numbers about the transfers within the set.
    """

    def __init__(self, hidden: int, flows: int = 0) -> None:
        super().__init__()
        wide = 2 * hidden + SUMMARIES + flows
        self.mlp = nn.Sequential(nn.Linear(wide, hidden), nn.ReLU(), nn.Linear(hidden, 1))

    def forward(self, pooled: Tensor) -> Tensor:
        """(c,) logits from what `pool` makes, (c, 2 h + 4), with the flows (c, f) behind."""
        logit: Tensor = self.mlp(pooled).squeeze(1)
        return logit


def pool(h: Tensor, probability: Tensor, member: Tensor, of: Tensor, sets: int) -> Tensor:
    """(c, 2 h + 4): what each of `sets` sets looks like.

    `h` (n, h) and `probability` (n,) belong to accounts; pair j says that account `member[j]` is in the
    set `of[j]`. An empty set is all zeros.
    """
    size = torch.bincount(of, minlength=sets).to(h.dtype).unsqueeze(1)
    table = torch.cat([h, probability.unsqueeze(1)], dim=1).index_select(0, member)
    at = of.unsqueeze(1).expand(-1, table.shape[1])
    total = table.new_zeros(sets, table.shape[1]).index_add(0, of, table)
    most = table.new_full((sets, table.shape[1]), -torch.inf).scatter_reduce(0, at, table, "amax")
    most = torch.where(size > 0, most, 0.0)
    return torch.cat(
        [total / size.clamp(min=1.0), most, torch.log1p(total[:, -1:]), torch.log1p(size)], dim=1
    )
