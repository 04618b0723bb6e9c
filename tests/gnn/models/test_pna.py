import torch

from gnn.models.pna import gathered
from gnn.models.wiring import wiring


def test_messages_are_gathered_by_mean_maximum_and_scaled_mean() -> None:
    heap = wiring(torch.tensor([[0, 0, 0], [1, 1, 2]]), 3).received
    mean, most, scaled = gathered(torch.tensor([[1.0], [3.0], [5.0]]), heap).T
    assert mean.tolist() == [0.0, 2.0, 5.0]
    assert most.tolist() == [0.0, 3.0, 5.0]
    expected = [0.0, 2.0 * (torch.log(torch.tensor(3.0)) - 1), 5.0 * (torch.log(torch.tensor(2.0)) - 1)]
    assert torch.allclose(scaled, torch.tensor(expected))
