import numpy as np
import pytest

from gnn import feature_kernels as at_account
from gnn.adjacency import Side, sides

SRC = np.array([0, 0, 0, 1, 0], np.int32)
DST = np.array([1, 1, 2, 0, 2], np.int32)
AMOUNT = np.array([1.0, 3.0, 4.0, 2.0, 4.0])
TIME = np.array([0.0, 1.0, 5.0, 6.0, 20.0])


@pytest.fixture
def flows() -> tuple[Side, Side]:
    return sides(SRC, DST, 3)


def test_amounts(flows: tuple[Side, Side]) -> None:
    found = at_account.amounts(flows[0].pointers, flows[0].rows, AMOUNT, np.array([1.0, 0, 0, 0, 1]))
    assert found[0].tolist() == [4, 12, 3, 4, 1, pytest.approx(np.std([1, 3, 4, 4]) / 3), 0.5]
    assert found[1].tolist() == [1, 2, 2, 2, 2, 0, 0]
    assert not found[2].any()


def test_rhythm_of_clockwork_and_of_bursts(flows: tuple[Side, Side]) -> None:
    found = at_account.rhythm(flows[0].pointers, flows[0].rows, TIME, 4.0)
    gaps = np.array([1.0, 4.0, 15.0])
    assert found[0].tolist() == [
        4,
        pytest.approx((gaps.std() - gaps.mean()) / (gaps.std() + gaps.mean())),
        2,
    ]
    assert found[1].tolist() == [0, 0, 1]
    beats = sides(np.zeros(6, np.int32), np.ones(6, np.int32), 2)[0]
    assert at_account.rhythm(beats.pointers, beats.rows, np.arange(6.0), 2.0)[0].tolist() == [1, -1, 3]


def test_partners(flows: tuple[Side, Side]) -> None:
    out = flows[0]
    found = at_account.partners(out.pointers, out.by_partner, out.partner, AMOUNT, TIME, 2.0)
    assert found[0].tolist() == [2, pytest.approx((4 / 12) ** 2 + (8 / 12) ** 2), 2, 2]
    assert found[2].tolist() == [0, 0, 0, 0]


def test_equal_amounts(flows: tuple[Side, Side]) -> None:
    assert at_account.equal_share(flows[0].pointers, flows[0].rows, AMOUNT).tolist() == [0.5, 0, 0]


def test_neighbours_count_once_each(flows: tuple[Side, Side]) -> None:
    out = flows[0]
    degree = np.array([5, 3, 2])
    found = at_account.neighbourhood(out.pointers, out.by_partner, out.partner, degree)
    assert found[0].tolist() == pytest.approx([(np.log(4) + np.log(3)) / 2, np.log(4), 0.5])


def test_reciprocity(flows: tuple[Side, Side]) -> None:
    out, into = flows
    found = at_account.reciprocity(
        out.pointers, out.by_partner, out.partner, into.pointers, into.by_partner, into.partner
    )
    assert found.tolist() == [0.5, 1.0, 0.0]


def test_only_what_came_in_before_is_passed_on() -> None:
    """Account 0 pays 5 out of nothing, gets 10, keeps it for 4, pays 6, and 4 stay until the end."""
    out, into = sides(np.array([0, 1, 0, 1], np.int32), np.array([1, 0, 2, 0], np.int32), 3)
    found = at_account.passage(
        out.pointers,
        out.rows,
        into.pointers,
        into.rows,
        np.array([5.0, 10, 6, 0]),
        np.array([0.0, 1, 5, 7]),
    )
    assert found[0].tolist() == pytest.approx([0.6, (10 * 4 + 4 * 2) / 10, 7])


@pytest.mark.parametrize(
    ("rows", "gathered", "split"),
    [
        ([(1, 0, 5.0), (2, 0, 5.0), (0, 3, 9.9)], 1, 0),
        ([(1, 0, 5.0), (2, 0, 5.0), (0, 3, 5.0)], 0, 0),
        ([(1, 0, 10.0), (0, 2, 5.0), (0, 3, 4.9)], 0, 1),
        ([(1, 0, 10.0), (0, 2, 10.0)], 0, 0),
        ([(0, 2, 9.9), (1, 0, 5.0), (2, 0, 5.0)], 0, 0),
        ([(1, 0, 5.0), (2, 0, 5.0), (0, 3, 10.0)] * 2, 2, 0),
    ],
)
def test_relays_compare_sums(rows: list[tuple[int, int, float]], gathered: int, split: int) -> None:
    src, dst, amount = zip(*rows, strict=True)
    out, into = sides(np.array(src, np.int32), np.array(dst, np.int32), 4)
    found = at_account.relays(
        out.pointers, out.rows, into.pointers, into.rows, np.array(amount), 0.9, 1.001
    )
    assert found[0].tolist() == [gathered, split]
