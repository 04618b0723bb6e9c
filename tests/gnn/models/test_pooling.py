import math

import torch

from gnn.models.pooling import ClusterHead, pool


def test_sets_are_pooled_by_mean_maximum_sum_and_size() -> None:
    h = torch.tensor([[1.0], [3.0], [-2.0]])
    probability = torch.tensor([0.5, 0.25, 1.0])
    member, of = torch.tensor([0, 1, 2]), torch.tensor([0, 0, 2])
    table = pool(h, probability, member, of, 3)
    expected = [
        [2.0, 0.375, 3.0, 0.5, math.log1p(0.75), math.log1p(2)],
        [0.0] * 6,
        [-2.0, 1.0, -2.0, 1.0, math.log1p(1.0), math.log1p(1)],
    ]
    assert torch.allclose(table, torch.tensor(expected))


def test_an_account_may_be_in_several_sets_and_their_order_does_not_matter() -> None:
    h, probability = torch.randn(4, 3), torch.rand(4)
    member, of = torch.tensor([0, 1, 1, 2, 3]), torch.tensor([0, 0, 1, 1, 1])
    order = torch.tensor([4, 2, 0, 3, 1])
    plain = pool(h, probability, member, of, 2)
    assert torch.allclose(plain, pool(h, probability, member[order], of[order], 2))
    assert ClusterHead(3)(plain).shape == (2,)
