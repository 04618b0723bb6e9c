from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.dialogs.preference_pages import SourcesPage


def test_a_source_that_is_chosen_can_be_written_anew(qtbot: QtBot) -> None:
    page = SourcesPage({"home": "http://127.0.0.1:8545"}, bool)
    qtbot.addWidget(page)
    page.list.select("home")
    page.list.clicked.emit(page.list.currentIndex())
    assert page.address.text() == "http://127.0.0.1:8545"
    page.address.setText("ws://127.0.0.1:8546")
    page.address.returnPressed.emit()
    assert page.answer() == {"home": "ws://127.0.0.1:8546"}
