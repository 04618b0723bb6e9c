from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.things import HOSTILE
from ui.panels.entries import ROW, Entry, EntryList, tone_color
from ui.theme import DARK, LIGHT

ENTRIES = (
    Entry("a", "0x9f2c…41ab", "Exploiter", mono=True, whole="0x9f2c-whole"),
    Entry("b", HOSTILE, HOSTILE, "high", dot="high"),
    Entry("c", "undone", faded=True, dot="dim"),
)


def test_lines_are_chosen_by_mouse_and_keys(qtbot: QtBot) -> None:
    made = EntryList("Things", whole=True)
    qtbot.addWidget(made)
    made.show_entries(ENTRIES)
    made.resize(240, made.height())
    made.show()
    told: list[object] = []
    made.chosen.connect(told.append)
    assert made.height() == 3 * ROW
    place = made.visualRect(made.model().index(1, 0)).center()
    qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.keyClick(made, Qt.Key.Key_Down)
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert told == ["b", "c"]
    made.set_theme(LIGHT)
    assert not made.grab().isNull()


def test_what_is_chosen_stays_chosen_when_the_lines_change(qtbot: QtBot) -> None:
    made = EntryList("Things")
    qtbot.addWidget(made)
    made.show_entries(ENTRIES)
    made.select("b")
    with qtbot.assertNotEmitted(made.chosen):
        made.show_entries(ENTRIES[1:])
        assert made.current() == "b"
        made.show_entries(ENTRIES[2:])
        assert made.current() is None


def test_the_whole_is_copied_and_nothing_hostile_is_shown(qtbot: QtBot) -> None:
    made = EntryList("Things")
    qtbot.addWidget(made)
    made.show_entries(ENTRIES)
    made.select("a")
    qtbot.keyClick(made, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "0x9f2c-whole"
    index = made.model().index(1, 0)
    assert "\u202e" not in index.data()
    assert "&lt;b&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert made.accessibleName() == "Things"


def test_every_tone_has_a_colour() -> None:
    tones = ("low", "mid", "high", "verified", "accent", "dim", "faint", "")
    assert len({tone_color(DARK, tone) for tone in tones}) == len(tones)
