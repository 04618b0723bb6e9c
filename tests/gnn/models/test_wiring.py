import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from gnn.models.wiring import mean, reduced, scattered, wiring

ENDS = torch.tensor([[0, 0, 1, 2], [1, 2, 2, 0]])


def test_transfers_are_heaped_at_both_ends() -> None:
    wired = wiring(ENDS, 4)
    assert wired.received.count.tolist() == [1, 1, 2, 0]
    assert wired.received.rows.tolist() == [3, 0, 1, 2]
    assert wired.received.other.tolist() == [2, 0, 0, 1]
    assert wired.received.owner().tolist() == [0, 1, 2, 2]
    assert wired.sent.count.tolist() == [2, 1, 1, 0]
    assert wired.sent.other.tolist() == [1, 2, 2, 0]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=20))
def test_the_ends_of_the_transfers_are_known_again(pairs: list[tuple[int, int]]) -> None:
    ends = torch.tensor(pairs, dtype=torch.int64).reshape(-1, 2).T
    payer, payee = wiring(ends, 6).ends()
    assert torch.equal(torch.stack([payer, payee]), ends)


@pytest.mark.parametrize("how", ["sum", "max"])
def test_a_device_without_segments_comes_to_the_same(how: str) -> None:
    heap = wiring(ENDS, 4).received
    message = torch.rand(4, 3, generator=torch.Generator().manual_seed(0))
    assert torch.allclose(reduced(message, heap, how), scattered(message, heap, how))  # type: ignore[arg-type]


def test_the_mean_of_nothing_is_zero() -> None:
    heap = wiring(ENDS, 4).received
    assert mean(torch.tensor([[-1.0], [2.0], [4.0], [8.0]]), heap).flatten().tolist() == [
        -1.0,
        2.0,
        6.0,
        0.0,
    ]


def test_wiring_can_be_moved() -> None:
    moved = wiring(ENDS, 4).to(torch.device("cpu"))
    assert torch.equal(moved.sent.rows, wiring(ENDS, 4).sent.rows)
