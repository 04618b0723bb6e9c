from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from investigator.cases.edits import SetLabels, SetNote
from investigator.query.complete import Completion
from investigator.records import Address, Label
from tests.makers import Move
from tests.ui.rooms import make_case, make_window, settle
from ui.wiring.querying import Mentioning, Transaction

MOVES = [Move(0, 1, 500, 10, tx_hash=b"\xab\xcd\xef" + bytes(29)), Move(1, 2, 300, 20)]


def test_the_field_completes_finds_and_narrows(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path)
    window.open_path(make_case(tmp_path / "a.case", MOVES, 3))
    settle(qtbot, window)
    session, field = window.desk.session, window.bar.query
    session.do(SetLabels(Address("bank:1"), (Label("Corner shop"),)))
    session.do(SetNote(Address("bank:2"), "Paid the landlord"))
    settle(qtbot, window)
    field.setFocus()

    def offered(text: str) -> list[object]:
        field.set_text(text)
        settle(qtbot, window)
        return [entry.key for entry in field.found.entries()]

    (only,) = offered("asset:e")
    assert isinstance(only, Completion)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "asset:EUR "
    assert offered("corn")[0] == 1
    assert offered("landlord") == [2, Mentioning("landlord")]
    assert offered("0xabcdef")[0] == Transaction("0xabcdef" + "00" * 29, (0,))
    field.taken.emit(field.found.entries()[0].key)
    settle(qtbot, window)
    assert window.desk.selection.transfers == (0,)
    assert session.case.facts.shown == {0, 1}
    field.taken.emit(Mentioning("corner shop"))
    settle(qtbot, window)
    assert field.text() == 'text:"corner shop"'
    assert window.stage.table.model.rowCount() == 1
    field.set_text("nobody")
    field.entered.emit("nobody")
    settle(qtbot, window)
    assert "No account" in window.desk.messages.banner.text.text()
    field.set_text("value>x")
    assert "characters 1 to 7" in field.toolTip()
    window.close()
