"""A case handed over from the window: counted, written, verified there, and cancelled without a trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from investigator.cases.case import Case
from investigator.cases.edits import SetExhibits, SetNote
from investigator.operations.packing import open_handed, verify_package
from investigator.progress import Tick
from investigator.records import Address
from tests.ui.rooms import open_window, settle
from ui.dialogs.hand_over_dialog import HandOrder, HandOverDialog
from ui.window import Window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    monkeypatch.setenv("INVESTIGATOR_KEY_EXAMINER_SIGNING", "Ed25519:" + "7" * 64)
    made = open_window(qtbot, tmp_path)
    made.desk.session.do(SetExhibits((0, 2)))
    made.desk.session.do(SetNote(Address("bank:1"), "TLP:RED an informer says so"))
    settle(qtbot, made)
    return made


def asked(qtbot: QtBot, window: Window) -> HandOverDialog:
    window.verbs.packing.hand_over()
    settle(qtbot, window)
    dialog = window.findChild(HandOverDialog)
    assert dialog is not None
    return dialog


def test_what_is_withheld_is_counted_while_it_is_decided(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    dialog = asked(qtbot, window)
    assert dialog.place.path() == tmp_path / "small.zip"
    assert dialog.sign.isChecked()
    assert "Ed25519" in dialog.key.text()
    qtbot.waitUntil(lambda: dialog.told.text() == "Nothing is withheld.")
    dialog.level.setCurrentIndex(dialog.level.findData("GREEN"))
    qtbot.waitUntil(lambda: dialog.told.text().startswith("Withheld: 1 note."))
    assert "1 of " in dialog.told.text()
    dialog.part.setCurrentIndex(1)
    dialog.list.item(0).setCheckState(dialog.list.item(0).checkState().Unchecked)
    qtbot.waitUntil(lambda: "evidence rows" in dialog.told.text())
    dialog._finish()
    settle(qtbot, window)
    banner = window.desk.messages.banner
    assert banner.act.text() == "Verify now"
    banner.act.click()
    settle(qtbot, window)
    assert "small.zip is whole" in banner.text.text()
    with open_handed(tmp_path / "small.zip") as theirs:
        assert theirs.facts.notes == {}
        assert theirs.facts.exhibits == (0, 2)


def test_what_was_changed_is_found_when_it_is_verified(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    packing = window.verbs.packing
    packing.write(HandOrder("all", None, "", False, tmp_path / "a.zip"))  # type: ignore[attr-defined]
    settle(qtbot, window)
    raw = bytearray((tmp_path / "a.zip").read_bytes())
    raw[len(raw) // 2] ^= 1
    (tmp_path / "a.zip").write_bytes(raw)
    packing.verify(tmp_path / "a.zip")  # type: ignore[attr-defined]
    settle(qtbot, window)
    assert "does not fit" in window.desk.messages.banner.text.text()


def test_a_package_opens_read_only_and_is_not_packed_again(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    out = tmp_path / "it.zip"
    window.verbs.packing.write(HandOrder("all", None, "", True, out))  # type: ignore[attr-defined]
    settle(qtbot, window)
    assert verify_package(out).problems == []
    window.verbs.files.drop([out])  # type: ignore[attr-defined]
    settle(qtbot, window)
    assert window.desk.session.case.store.read_only
    assert "read-only" in window.windowTitle()
    window.verbs.files.verify()
    settle(qtbot, window)
    assert "verified" in window.status.journal.text()
    window.menus.by_id["pack"].trigger()
    settle(qtbot, window)
    assert "came in a package" in window.desk.messages.banner.text.text()
    assert window.findChild(HandOverDialog) is None


def test_a_package_that_is_cancelled_leaves_nothing(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(_case: Case, path: Path, *rest: object) -> None:
        tick: Tick = next(one for one in rest if callable(one))
        while True:
            tick(0, None, "Packing")

    monkeypatch.setattr("ui.wiring.packing.pack_case", endless)
    window.verbs.packing.write(HandOrder("all", None, "", False, tmp_path / "a.zip"))  # type: ignore[attr-defined]
    (task,) = window.desk.runner.running()
    task.cancel()
    settle(qtbot, window)
    assert not (tmp_path / "a.zip").exists()
