from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from investigator import switches
from investigator.chain.keyless import keyless
from investigator.preferences import Preferences
from tests.ui.things import texts
from ui.dialogs.preferences_dialog import PAGES, PreferencesDialog

NOW = Preferences("dark", zone="Asia/Tokyo", sources={"home": "http://127.0.0.1:8545"}, keys=("etherscan",))


@pytest.fixture
def dialog(qtbot: QtBot) -> PreferencesDialog:
    made = PreferencesDialog(None, NOW, Path("/home/ada/preferences.toml"), [switches.OFFLINE], keyless)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_begins_as_things_are_and_takes_what_is_chosen(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    assert dialog.answer() == NOW
    assert "/home/ada/preferences.toml" in texts(dialog)
    dialog.units.setCurrentIndex(1)
    dialog.text.setCurrentText("125 %")
    dialog.read_only.setChecked(True)
    dialog.zone.setCurrentText("Europe/Zurich")
    with qtbot.waitSignal(dialog.accepted_with) as told:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    (found,) = told.args
    assert found.text == 125
    assert (found.units, found.read_only, found.zone, found.theme) == (
        "base",
        True,
        "Europe/Zurich",
        "dark",
    )


def test_the_pages_are_turned_by_keys(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    dialog.pages.setFocus()
    for at in range(1, len(PAGES)):
        qtbot.keyClick(dialog.pages, Qt.Key.Key_Down)
        assert dialog.stack.currentIndex() == at
    assert "the command line says so" in texts(dialog)


def test_a_zone_that_is_none_is_refused(dialog: PreferencesDialog) -> None:
    dialog.zone.setEditText("Mars")
    assert "zone" in dialog.trouble.text()
    assert not dialog.primary.isEnabled()


def test_a_source_is_added_and_removed_and_none_with_a_key(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    page = dialog.sources
    dialog.pages.setCurrentRow(1)
    page.name.setText("lab")
    assert "a name and an address" in dialog.trouble.text()
    page.address.setText("https://me:secret@node.example/")
    assert "holds a key" in dialog.trouble.text()
    page.address.setText("etherscan:1")
    assert dialog.answer().sources == {**NOW.sources, "lab": "etherscan:1"}
    page.add.click()
    assert page.name.text() == ""
    page.list.select("home")
    page.remove.click()
    assert dialog.answer().sources == {"lab": "etherscan:1"}


def test_a_secret_goes_out_once_and_is_not_seen(qtbot: QtBot, dialog: PreferencesDialog) -> None:
    page = dialog.keys
    dialog.pages.setCurrentRow(2)
    page.name.setText("infura")
    page.secret.setText("hush")
    assert page.secret.displayText() != "hush"
    with qtbot.waitSignal(dialog.key_kept) as told:
        page.keep.click()
    assert told.args == ["infura", "hush"]
    assert page.secret.text() == ""
    dialog.show_keys(("etherscan", "infura"), "")
    assert dialog.answer().keys == ("etherscan", "infura")
    page.list.select("infura")
    with qtbot.waitSignal(dialog.key_dropped) as gone:
        page.drop.click()
    assert gone.args == ["infura"]
    dialog.show_keys(("etherscan", "infura"), "The keyring is locked.")
    assert "The keyring is locked." in texts(dialog)
