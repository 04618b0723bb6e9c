import torch

from gnn.models.transfer_head import TransferHead


def test_payer_and_payee_are_not_the_same_to_it() -> None:
    torch.manual_seed(0)
    head, h = TransferHead(4, 2).eval(), torch.randn(3, 4)
    e, own = torch.randn(2, 4), torch.randn(2, 2)
    payer, payee = torch.tensor([0, 1]), torch.tensor([1, 2])
    there = head(h, e, own, (payer, payee))
    assert there.shape == (2,)
    assert not torch.allclose(there, head(h, e, own, (payee, payer)))
