"""A case handed over from the window, opened there read-only, and verified by its package."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from investigator.operations.packing import verify_package
from tests.ui.rooms import open_window, settle


def test_a_case_is_handed_over_opened_and_verified(qtbot: QtBot, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("INVESTIGATOR_KEY_EXAMINER_SIGNING", "Ed25519:" + "7" * 64)
    window = open_window(qtbot, tmp_path)
    out = tmp_path / "it.zip"
    window.verbs.files.pack_to(out)  # type: ignore[attr-defined]
    settle(qtbot, window)
    assert verify_package(out).problems == []
    window.verbs.files.drop([out])  # type: ignore[attr-defined]
    settle(qtbot, window)
    assert window.desk.session.case.store.read_only
    assert "read-only" in window.windowTitle()
    window.verbs.files.verify()
    settle(qtbot, window)
    assert "verified" in window.status.journal.text()
