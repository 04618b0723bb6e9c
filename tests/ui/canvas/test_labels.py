import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from investigator.scene import Scene
from tests.scenes import scene, triangle
from ui.canvas.labels import Labels, short
from ui.canvas.picture import paint, picture
from ui.canvas.view import View, fitting
from ui.theme import DARK


def boxes(
    shown: Scene, view: View, selected: np.ndarray | None = None, labels: Labels | None = None
) -> np.ndarray:
    made = paint(shown, DARK)
    chosen = np.zeros(len(shown.x), np.bool_) if selected is None else selected
    seen = picture(made, view, 1.0, chosen)
    image = QImage(view.width, view.height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    placed = (labels or Labels()).paint(painter, made, seen, 1.0, chosen)
    painter.end()
    return placed


@pytest.mark.parametrize(
    "text, shown",
    [
        ("0x9f2c" + "0" * 32 + "41AB", "0x9f2c…41AB"),
        ("eip155:1:0x9f2c" + "0" * 32 + "41ab", "0x9f2c…41ab"),
        ("Mixer · 100 ETH pool", "Mixer · 100 ETH pool"),
        ("a\nb\u202ec\x00", "a b c"),
        ("x" * 100, "x" * 19 + "…" + "x" * 8),
        ("", ""),
    ],
)
def test_names_are_made_fit_for_the_chart(text: str, shown: str) -> None:
    assert short(text) == shown


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("scale", [0.2, 1, 4])
def test_labels_never_cover_each_other(scale: float) -> None:
    rng = np.random.default_rng(5)
    places = [tuple(p) for p in rng.uniform(0, 600, (120, 2)).tolist()]
    edges = [tuple(e) for e in rng.integers(0, 120, (200, 2)).tolist()]
    crowd = scene(places, edges, risk=np.full(120, 0.9), edge_risk=np.full(200, 0.9))
    left, top, right, bottom = boxes(crowd, View(scale, 300, 300, 900, 700)).T
    assert len(left) > 5
    meets = (
        (left[:, None] < right)
        & (right[:, None] > left)
        & (top[:, None] < bottom)
        & (bottom[:, None] > top)
    )
    assert np.triu(meets, 1).sum() == 0


@pytest.mark.usefixtures("qtbot")
def test_labels_come_and_go_with_the_zoom() -> None:
    plain = scene([(i * 50, j * 50) for i in range(10) for j in range(10)])
    assert len(boxes(plain, View(1, 225, 225, 600, 600))) == 0
    assert len(boxes(plain, View(4, 225, 225, 600, 600))) > 4


@pytest.mark.usefixtures("qtbot")
def test_the_selected_are_named_first() -> None:
    plain = scene([(i * 50, j * 50) for i in range(10) for j in range(10)])
    chosen = np.zeros(100, np.bool_)
    chosen[42] = True
    assert len(boxes(plain, View(1, 225, 225, 600, 600), chosen)) == 1


def test_amounts_stand_beside_risky_edges_when_near(qtbot: QtBot) -> None:
    view = fitting((0, 0, 200, 150), 800, 600, 120, limit=4)
    assert len(boxes(triangle(), view)) == 6
    far = View(0.3, 100, 75, 800, 600)
    assert len(boxes(triangle(), far)) == 2


def test_many_new_labels_come_by_and_by_and_are_all_there_in_the_end(qtbot: QtBot) -> None:
    view, labels = fitting((0, 0, 200, 150), 800, 600, 120, limit=4), Labels(fresh=2)
    whole = boxes(triangle(), view)
    seen = list[int]()
    for _ in range(3):
        some = boxes(triangle(), view, labels=labels)
        seen.append(len(some))
        if not labels.lacking:
            break
    assert seen == [2, 4, 6]
    assert not labels.lacking
    assert some.tolist() == whole.tolist()
