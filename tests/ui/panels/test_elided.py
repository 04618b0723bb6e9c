"""What gives way where there is no room."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.panels import parts
from ui.panels.elided import Elided, Row


def test_a_cut_line_is_whole_under_the_mouse(qtbot: QtBot) -> None:
    made = Elided("dim")
    qtbot.addWidget(made)
    made.setText("8 of 436 transfers <b>")
    assert made.text() == "8 of 436 transfers <b>"
    assert "&lt;b&gt;" in made.toolTip() or "<b>" not in made.toolTip()
    assert made.minimumSizeHint().width() < made.sizeHint().width()
    made.setText("")
    assert made.toolTip() == ""


def test_buttons_without_room_are_in_a_menu_and_do_the_same(qtbot: QtBot) -> None:
    pressed: list[str] = []
    first = parts.button("First", lambda: pressed.append("first"))
    second = parts.button("Second")
    second.setCheckable(True)
    row = Row(parts.line(QLineEdit(), first, second), (first, second))
    qtbot.addWidget(row)
    row.resize(900, 40)
    row.show()
    assert first.isVisible()
    assert second.isVisible()
    assert not row._more.isVisible()
    row.resize(row.minimumSizeHint().width(), 40)
    assert not first.isVisible()
    assert not second.isVisible()
    assert row._more.isVisible()
    row._offer()
    offered = row._menu.actions()
    assert [one.text() for one in offered] == ["First", "Second"]
    offered[0].trigger()
    offered[1].trigger()
    assert pressed == ["first"]
    assert second.isChecked()
    row._offer()
    assert row._menu.actions()[1].isChecked()
    row.resize(900, 40)
    assert first.isVisible()
    assert not row._more.isVisible()
