"""Each direction is what PyG's own layer computes."""

import torch
from torch import nn
from torch_geometric.nn import GINEConv

from gnn.models.gin import GinRound
from gnn.models.wiring import wiring

ENDS = torch.tensor([[0, 0, 1, 2, 1], [1, 2, 2, 0, 2]])


def test_the_sums_are_those_of_gine_in_either_direction() -> None:
    torch.manual_seed(0)
    h, e, one = torch.randn(4, 8), torch.randn(5, 8), GinRound(8)
    wired = wiring(ENDS, 4)
    both = e[wired.received.rows], e[wired.sent.rows]
    along, against = one.messages(h, both, wired).chunk(2, dim=1)
    for found, ends, edge in ((along, ENDS, one.edge_along), (against, ENDS.flip(0), one.edge_against)):
        peer = GINEConv(nn.Linear(8, 8, bias=False), eps=0.0, edge_dim=8)
        nn.init.eye_(peer.nn.weight)
        peer.lin.load_state_dict(edge.state_dict())
        assert torch.allclose(h + found, peer(h, ends, e), atol=1e-5)
