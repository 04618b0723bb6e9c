from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from investigator.cases.edits import SetTitle
from tests.ui.rooms import open_window, settle
from ui.panels.entries import Entry, EntryList
from ui.veil import DOTS, Veil, secrets_of

SECRETS = secrets_of("Northwind drain", [Path("/home/alice/cases/northwind.case")])


@pytest.fixture
def veil(qtbot: QtBot) -> Iterator[Veil]:
    owner = QObject()
    made = Veil(owner, lambda: SECRETS)
    made.turn()
    yield made
    if made.on:
        made.turn()


@pytest.mark.parametrize(
    "text, seen",
    [
        ("Northwind drain – Investigator", f"{DOTS} – Investigator"),
        ("Writing northwind.case", f"Writing {DOTS}"),
        ("The chart is in /home/alice/cases/chart.png.", f"The chart is in {DOTS}"),
        ("kept in C:\\Users\\alice\\x.case", f"kept in {DOTS}"),
        ("Northwind Exchange sent 5 ETH", "Northwind Exchange sent 5 ETH"),
        ("and/or 3/4", "and/or 3/4"),
    ],
)
def test_names_and_paths_are_covered_and_nothing_else(veil: Veil, text: str, seen: str) -> None:
    assert veil.covered(text).rstrip(".") == seen.rstrip(".")


def test_what_is_painted_does_not_tell_the_secret(qtbot: QtBot, veil: Veil) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    label, edit, entries = (
        QLabel("Northwind drain"),
        QLineEdit("/home/alice/cases/northwind.case"),
        EntryList("Recent"),
    )
    entries.show_entries([Entry(1, "Name the case 'Northwind drain'"), Entry(2, "Show 5 accounts")])
    lines = QVBoxLayout(room)
    for part in (label, edit, entries):
        part.setFixedSize(300, 60)
        lines.addWidget(part)
    room.show()
    hidden = room.grab().toImage()
    label.setText(DOTS)
    edit.setText("/home/bob/other/southwind.case")
    entries.show_entries([Entry(1, f"Name the case '{DOTS}'"), Entry(2, "Show 5 accounts")])
    assert room.grab().toImage() == hidden
    veil.turn()
    assert room.grab().toImage() != hidden


def test_the_window_names_no_case_while_presenting(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path)
    window.desk.session.do(SetTitle("Northwind drain", ""))
    settle(qtbot, window)
    window.menus.by_id["present"].trigger()
    settle(qtbot, window)
    veil = window.desk.veil
    assert not veil.covers(window.windowTitle())
    assert veil.covers(window.bar.title.text())
    plain = window.bar.title.grab().toImage()
    window.bar.title.setText(DOTS)
    window.bar.title.setFixedSize(plain.size())
    assert window.bar.title.grab().toImage() == plain
    window.menus.by_id["present"].trigger()
    settle(qtbot, window)
    assert window.windowTitle().startswith("Northwind drain")
    window.close()
