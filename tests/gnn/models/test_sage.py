"""Each direction is what PyG's own layer computes."""

import torch
from torch_geometric.nn import SAGEConv

from gnn.models.sage import SageRound
from gnn.models.wiring import wiring

ENDS = torch.tensor([[0, 0, 1, 2, 1], [1, 2, 2, 0, 2]])


def test_it_is_graphsage_with_weights_for_either_direction() -> None:
    torch.manual_seed(0)
    h, one, wired = torch.randn(4, 8), SageRound(8), wiring(ENDS, 4)
    nothing = torch.empty(5, 8)
    found = one.update(h, one.messages(h, (nothing, nothing), wired))
    total = one.own(h)
    for ends, weights in ((ENDS, one.along), (ENDS.flip(0), one.against)):
        peer = SAGEConv(8, 8, aggr="mean", root_weight=False, bias=False)
        peer.lin_l.load_state_dict(weights.state_dict())
        total = total + peer(h, ends)
    assert torch.allclose(found, total.relu(), atol=1e-5)
