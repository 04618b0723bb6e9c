from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.dialogs.zones import zone_choice, zone_of


def test_a_zone_is_found_by_its_name(qtbot: QtBot) -> None:
    box = zone_choice("Asia/Tokyo", lambda: None)
    qtbot.addWidget(box)
    assert zone_of(box) == "Asia/Tokyo"
    box.setEditText("europe/zurich")
    assert zone_of(box) == "Europe/Zurich"
    box.setCurrentIndex(0)
    assert zone_of(box) == ""
    box.setEditText("Mars")
    assert zone_of(box) is None
