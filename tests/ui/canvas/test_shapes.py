import numpy as np
import pytest

from investigator.records import AccountKind
from ui.canvas.shapes import node, rim, ring

INK, GROUND = np.uint32(0xFFFFFF), np.uint32(0)


def drawn(kind: AccountKind, radius: float = 20) -> np.ndarray:
    buffer = np.full((60, 60), 0x0000FF, np.uint32)
    node(buffer, 0, 60, 30.0, 30.0, radius, int(kind), INK, GROUND, 1.5)
    return buffer == INK


@pytest.mark.parametrize("kind", list(AccountKind))
def test_every_shape_fills_its_centre_and_not_its_surroundings(kind: AccountKind) -> None:
    shape = drawn(kind)
    assert shape[30, 30]
    assert not shape[:, :3].any()
    assert not shape[:3].any()


@pytest.mark.parametrize(
    "kind, corner, side, foot",
    [
        (AccountKind.ACCOUNT, False, True, False),
        (AccountKind.CONTRACT, True, True, True),
        (AccountKind.SERVICE, True, True, True),
        (AccountKind.MIXER, False, True, False),
        (AccountKind.BRIDGE, False, False, True),
        (AccountKind.CLUSTER, False, False, False),
    ],
)
def test_shapes_differ_where_they_should(kind: AccountKind, corner: bool, side: bool, foot: bool) -> None:
    """The upper corner and the rightmost middle of the box, and its lower corner, at radius 20."""
    shape = drawn(kind)
    assert shape[30 - 16, 30 + 16] == corner
    assert shape[30, 30 + 16] == side
    assert shape[30 + 16, 30 + 16] == foot


def test_a_cluster_is_a_double_ring() -> None:
    row = drawn(AccountKind.CLUSTER)[30, 30:]
    changes = np.flatnonzero(np.diff(row.astype(int)))
    assert len(changes) == 3


def test_a_rounded_square_is_rounder_than_a_square() -> None:
    assert rim(2, 17.5, 17.5, 20.0) > rim(1, 17.0, 17.0, 20.0)


def test_a_gap_of_the_ground_surrounds_a_node() -> None:
    buffer = np.full((60, 60), 0x0000FF, np.uint32)
    node(buffer, 0, 60, 30.0, 30.0, 10.0, 0, INK, GROUND, 2.0)
    assert buffer[30, 40] == GROUND
    assert buffer[30, 44] == 0x0000FF


def test_tiny_nodes_are_seen_and_stay_in_the_picture() -> None:
    buffer = np.zeros((10, 10), np.uint32)
    for x, y in ((0.0, 0.0), (9.9, 9.9), (5.0, 5.0), (-50.0, 3.0)):
        node(buffer, 0, 10, x, y, 0.4, 0, INK, GROUND, 0.0)
    assert buffer[5, 5] == INK
    assert buffer[0, 0] == INK


def test_ring() -> None:
    buffer = np.zeros((60, 60), np.uint32)
    ring(buffer, 0, 60, 30.0, 30.0, 15.0, 1.0, INK)
    assert buffer[30, 45] != 0
    assert buffer[30, 30] == 0
    assert buffer[30, 49] == 0
