import torch

from gnn.models.sign import SignNet, averaged
from gnn.models.wiring import wiring

PATH = torch.tensor([[0, 1], [1, 2]])


def test_neighbourhoods_are_averaged_up_and_down_the_money() -> None:
    x, e = torch.tensor([[1.0], [2.0], [4.0]]), torch.tensor([[10.0], [20.0]])
    table = averaged(x, e, wiring(PATH, 3), hops=2)
    received, sent, up, down, up2, down2 = table.T.tolist()
    assert received == [0.0, 10.0, 20.0]
    assert sent == [10.0, 20.0, 0.0]
    assert (up, down) == ([0.0, 1.0, 2.0], [2.0, 4.0, 0.0])
    assert (up2, down2) == ([0.0, 0.0, 1.0], [4.0, 0.0, 0.0])


def test_the_own_path_with_what_was_heard_is_the_whole_net() -> None:
    torch.manual_seed(0)
    x, e, wired = torch.randn(3, 4), torch.randn(2, 2), wiring(PATH, 3)
    net = SignNet(4, 2, 8, 2).eval()
    _, heard = net.embed(x, e, wired)
    assert torch.allclose(net.own_path(x, heard), net(x, e, wired))
