from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.things import HOSTILE
from ui.panels import parts


def test_labels_take_nothing_for_html(qtbot: QtBot) -> None:
    made = parts.label(HOSTILE, copy=True)
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText
    assert "\u202e" not in made.text()
    assert made.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_facts_can_be_copied_and_are_named(qtbot: QtBot) -> None:
    made = parts.fact("Base units", "1" * 78, tip=HOSTILE)
    qtbot.addWidget(made)
    value = made.findChildren(QLabel)[1]
    assert value.accessibleName() == f"Base units: {'1' * 78}"
    assert "&lt;b&gt;" in value.toolTip()


def test_buttons_are_no_dialog_default_and_say_their_verb(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    made = parts.button("&Label…", lambda: pressed.append(True))
    qtbot.addWidget(made)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert pressed == [True]
    assert not made.autoDefault()
    assert made.accessibleName() == "Label"


def test_bars_stay_in_bounds(qtbot: QtBot) -> None:
    for share, value in ((-1, 0), (0.5, 500), (7, 1000)):
        made = parts.bar(share, "high", "share")
        qtbot.addWidget(made)
        assert made.value() == value


def test_clearing_takes_nested_layouts_along(qtbot: QtBot) -> None:
    held = QWidget()
    qtbot.addWidget(held)
    inner = QLabel("x")
    outer = parts.column(parts.line(inner, 0, QLabel("y")), 4, QLabel("z"), 0)
    held.setLayout(outer)
    parts.clear(outer)
    assert outer.count() == 0
    assert inner.parent() is None
