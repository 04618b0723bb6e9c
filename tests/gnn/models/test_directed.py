import copy

import torch
from torch import Tensor

from gnn.models.directed import DirectedNet
from gnn.models.wiring import wiring

ENDS = torch.tensor([[0, 0, 1, 2], [1, 2, 2, 0]])


def net(layers: int = 2) -> DirectedNet:
    torch.manual_seed(0)
    return DirectedNet(features=3, edge_features=2, hidden=8, layers=layers).eval()


def inputs(n: int = 4) -> tuple[Tensor, Tensor]:
    generator = torch.Generator().manual_seed(1)
    return torch.randn(n, 3, generator=generator), torch.randn(4, 2, generator=generator)


def test_renaming_accounts_and_reordering_transfers_permutes_the_logits() -> None:
    x, e = inputs()
    new = torch.tensor([2, 0, 3, 1])
    order = torch.tensor([3, 1, 0, 2])
    moved = torch.empty_like(x)
    moved[new] = x
    plain = net()(x, e, wiring(ENDS, 4))
    renamed = net()(moved, e[order], wiring(new[ENDS][:, order], 4))
    assert torch.allclose(renamed[new], plain, atol=1e-6)


def test_the_direction_of_a_transfer_matters() -> None:
    x, e = inputs()
    assert not torch.allclose(net()(x, e, wiring(ENDS, 4)), net()(x, e, wiring(ENDS.flip(0), 4)), atol=1e-3)


def test_what_a_transfer_looks_like_reaches_both_its_ends_and_as_many_steps_as_there_are_layers() -> None:
    path = torch.tensor([[0, 1, 2], [1, 2, 3]])
    x, e = inputs()
    other = e[:3].clone()
    other[0] += 3.0
    changed = (net(1)(x, e[:3], wiring(path, 4)) - net(1)(x, other, wiring(path, 4))).abs() > 1e-6
    assert changed.tolist() == [True, True, False, False]
    changed = (net(2)(x, e[:3], wiring(path, 4)) - net(2)(x, other, wiring(path, 4))).abs() > 1e-6
    assert changed.tolist() == [True, True, True, False]


def test_the_own_path_with_what_was_heard_is_the_whole_net() -> None:
    x, e = inputs()
    wired = wiring(ENDS, 4)
    _, heard = net().embed(x, e, wired)
    assert torch.allclose(net().own_path(x, heard), net()(x, e, wired), atol=1e-6)


def test_a_copy_computes_with_weights_of_its_own() -> None:
    x, e = inputs()
    first = net()
    second = copy.deepcopy(first)
    with torch.no_grad():
        for weight in second.parameters():
            weight.zero_()
    wired = wiring(ENDS, 4)
    assert torch.count_nonzero(second(x, e, wired)) == 0
    assert torch.count_nonzero(first(x, e, wired)) == 4


def test_a_graph_without_transfers_has_logits_too() -> None:
    x, e = inputs()
    logits = net()(x, e[:0], wiring(torch.empty(2, 0, dtype=torch.int64), 4))
    assert torch.isfinite(logits).all()
