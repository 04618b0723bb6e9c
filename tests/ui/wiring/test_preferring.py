from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from keyring.errors import NoKeyringError
from pytestqt.qtbot import QtBot

from investigator import switches
from investigator.preferences import path_in, read
from tests.ui.rooms import make_window, open_window, settle
from tests.ui.things import texts
from ui.dialogs.preferences_dialog import PreferencesDialog
from ui.window import Window


def asked(qtbot: QtBot, window: Window) -> PreferencesDialog:
    window.menus.by_id["preferences"].trigger()
    (dialog,) = window.findChildren(PreferencesDialog)
    return dialog


def test_offline_is_said_and_the_theme_is_worn_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path)
    dialog = asked(qtbot, window)
    dialog.offline.setChecked(True)
    dialog.theme_.setCurrentIndex(2)
    dialog.primary.click()
    assert "network forbidden" in texts(window)
    assert window.desk.appearance.theme.name == "light"
    assert read(tmp_path / "home")[0].offline
    window.desk.choices.change(offline=False)
    assert "network forbidden" not in texts(window)
    window.close()


def test_read_only_opens_the_case_anew_and_nothing_in_it_can_be_changed(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(qtbot, tmp_path)
    before = (tmp_path / "small.case").read_bytes
    window.verbs.preferring.choose(replace(window.desk.choices.now, read_only=True))  # type: ignore[attr-defined]
    settle(qtbot, window)
    kept = before()
    assert "(read-only)" in window.windowTitle()
    assert "read-only" in texts(window.status)
    window.desk.selection.choose([0])
    settle(qtbot, window)
    assert not window.menus.by_id["illicit"].isEnabled()
    assert window.inspector.account.note.editor.isReadOnly()
    window.files.close()
    settle(qtbot, window)
    assert before() == kept
    assert not window.status.guarded.isVisible()
    window.close()


def test_a_broken_file_is_said_in_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    path_in(tmp_path / "home").write_text("theme = ", encoding="utf-8")
    window = make_window(qtbot, tmp_path)
    assert "it is kept as" in texts(window)
    window.close()


def test_the_zone_and_units_reach_the_table(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path)
    window.verbs.preferring.choose(replace(window.desk.choices.now, zone="Asia/Tokyo", units="base"))  # type: ignore[attr-defined]
    settle(qtbot, window)
    assert str(window.stage.table.model.cells.zone) == "Asia/Tokyo"
    assert switches.ZONE
    window.close()


def test_a_key_goes_into_the_keyring_and_out_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = dict[str, str]()
    monkeypatch.setattr(keyring, "set_password", lambda _s, name, secret: ring.update({name: secret}))
    monkeypatch.setattr(keyring, "get_password", lambda _s, name: ring.get(name))
    monkeypatch.setattr(keyring, "delete_password", lambda _s, name: ring.pop(name))
    window = make_window(qtbot, tmp_path)
    dialog = asked(qtbot, window)
    dialog.key_kept.emit("etherscan", "hush")
    settle(qtbot, window)
    assert ring == {"etherscan": "hush"}
    assert dialog.keys.names == ["etherscan"]
    assert "hush" not in path_in(tmp_path / "home").read_text(encoding="utf-8")
    dialog.key_dropped.emit("etherscan")
    settle(qtbot, window)
    assert ring == {}
    assert read(tmp_path / "home")[0].keys == ()
    dialog.close()
    window.close()


def test_without_a_keyring_it_says_what_to_do(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise NoKeyringError

    monkeypatch.setattr(keyring, "set_password", none)
    window = make_window(qtbot, tmp_path)
    dialog = asked(qtbot, window)
    dialog.key_kept.emit("etherscan", "hush")
    settle(qtbot, window)
    assert "INVESTIGATOR_KEY_ETHERSCAN" in dialog.keys.said.text()
    assert window.desk.choices.now.keys == ()
    dialog.close()
    window.close()
