from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.panels.flow import Flow


def test_chips_break_into_lines_and_never_overlap(qtbot: QtBot) -> None:
    held = QWidget()
    qtbot.addWidget(held)
    row = Flow(held)
    chips = [QLabel("x" * length) for length in (3, 9, 34, 2, 40, 5)]
    for chip in chips:
        row.addWidget(chip)
    held.resize(400, 300)
    held.show()
    boxes = [chip.geometry() for chip in chips]
    assert all(box.left() >= 0 and box.right() < 400 for box in boxes)
    assert not any(one.intersects(two) for i, one in enumerate(boxes) for two in boxes[i + 1 :])
    assert row.heightForWidth(400) > row.heightForWidth(4000)
    assert row.takeAt(99) is None
    assert row.count() == 6
