import pytest
import torch

from gnn.models.gat import Attention, GatRound
from gnn.models.wiring import wiring

ENDS = torch.tensor([[0, 0, 1, 2, 1], [1, 2, 2, 0, 2]])


def test_attention_is_a_softmax_over_each_accounts_transfers() -> None:
    """Checked against the formula, account by account."""
    torch.manual_seed(0)
    h, e, one = torch.randn(4, 8), torch.randn(5, 8), Attention(8, 2)
    heap = wiring(ENDS, 4).received
    found = one(h, e[heap.rows], heap)
    for account in range(4):
        rows = (ENDS[1] == account).nonzero().flatten()
        told = torch.zeros(8)
        for head in range(2):
            part = slice(4 * head, 4 * head + 4)
            mixed = (one.far(h[ENDS[0, rows]]) + one.near(h[account]) + one.edge(e[rows]))[:, part]
            score = (torch.nn.functional.leaky_relu(mixed, 0.2) * one.weigh[head]).sum(dim=1)
            share = (torch.tanh(score / 8.0) * 8.0).softmax(0)
            told[part] = share @ one.far(h[ENDS[0, rows]])[:, part] if len(rows) else 0.0
        assert torch.allclose(found[account], told, atol=1e-5)


def test_huge_scores_stay_finite() -> None:
    one, heap = Attention(8, 2), wiring(ENDS, 4).received
    assert torch.isfinite(one(1e6 * torch.ones(4, 8), 1e6 * torch.ones(5, 8), heap)).all()


def test_a_width_that_heads_cannot_share_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be shared"):
        GatRound(10)
