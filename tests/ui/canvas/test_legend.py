import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from investigator.records import AccountKind
from tests.scenes import scene, triangle
from ui.canvas.legend import draw_legend, entries, shape
from ui.canvas.shapes import rim
from ui.theme import DARK


def test_only_what_is_on_the_chart() -> None:
    words = [entry.words for entry in entries(triangle())]
    assert words == ["account", "mixer", "low risk", "high risk", "seed", "lead"]
    assert [entry.words for entry in entries(scene([(0, 0)], kind=[4]))] == ["bridge"]
    assert entries(scene([])) == ()


@pytest.mark.parametrize("kind", list(AccountKind))
def test_paths_are_the_shapes_of_the_raster(kind: AccountKind) -> None:
    path = shape(kind, 20)
    for x in range(-24, 25, 3):
        for y in range(-24, 25, 3):
            away = float(rim(int(kind), float(x), float(y), 20.0))
            if abs(away) > 1.5:
                assert path.contains(QPointF(x, y)) == (away < 0)


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("wide", [600, 200])
def test_the_legend_wraps_and_stays_in_its_place(wide: int) -> None:
    image = QImage(640, 300, QImage.Format.Format_RGB32)
    image.fill(QColor(DARK.ground))
    painter = QPainter(image)
    draw_legend(painter, entries(triangle()), DARK, 16, 284, wide)
    painter.end()
    ground = QColor(DARK.ground)
    painted = [
        (x, y) for x in range(0, 640, 2) for y in range(0, 300, 2) if image.pixelColor(x, y) != ground
    ]
    assert painted
    assert max(x for x, _ in painted) <= 16 + wide
    assert max(y for _, y in painted) < 284
