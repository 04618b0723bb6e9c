"""Handing a case on and vouching for it, in the window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from investigator.cases.accountset import AccountSet
from investigator.cases.edits import Show
from investigator.cases.verify import verify
from investigator.data import custody
from tests.authority import make, stamping
from tests.ui.rooms import open_window, settle
from ui.dialogs.export_dialog import ExportDialog, ExportOrder
from ui.dialogs.stamp_dialog import StampDialog, StampOrder
from ui.messages import Banner
from ui.window import Window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    monkeypatch.setenv("INVESTIGATOR_KEY_EXAMINER_SIGNING", "Ed25519:" + "7" * 64)
    made = open_window(qtbot, tmp_path)
    made.desk.session.do(Show(AccountSet.of([0, 1, 2])))
    settle(qtbot, made)
    return made


def test_a_case_is_exported_as_ordered(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    window.verbs.handing.export()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    dialog.place.edit.setText(str(tmp_path / "it.stix.json"))
    dialog._finish()
    settle(qtbot, window)
    bundle = json.loads((tmp_path / "it.stix.json").read_text(encoding="utf-8"))
    assert sum(one["type"] == "cryptocurrency-transaction" for one in bundle["objects"]) == 2


def test_what_cannot_be_exported_is_said(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    window.verbs.handing.write(ExportOrder("gs", "chart", tmp_path / "it.gs"))  # type: ignore[attr-defined]
    settle(qtbot, window)
    assert not (tmp_path / "it.gs").exists()
    assert any("GraphSense" in one.text.text() for one in window.findChildren(Banner))


def test_a_case_is_signed_and_stamped(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    window.verbs.handing.sign()
    settle(qtbot, window)
    store = window.desk.session.case.store
    with store.reading() as db:
        assert len(custody.signatures(db)) == 1
    root = make(tmp_path / "tsa")
    window.verbs.handing.stamp()
    dialog = window.findChild(StampDialog)
    assert dialog is not None
    with stamping(tmp_path / "tsa") as url:
        dialog.url.setText(url)
        dialog.roots.setText(str(root))
        dialog._finish()
        settle(qtbot, window)
    with store.reading() as db:
        assert [row.kind for row in custody.stamps(db)] == ["rfc3161"]
    assert verify(store) == []


def test_a_case_is_worked_out_again(qtbot: QtBot, window: Window) -> None:
    window.verbs.handing.replay()
    settle(qtbot, window)
    shown = window.stage.results
    assert shown.isVisibleTo(window)


def test_an_authority_needs_an_address(qtbot: QtBot) -> None:
    dialog = StampDialog(None)
    qtbot.addWidget(dialog)
    assert not dialog.primary.isEnabled()
    dialog.url.setText("https://tsa.example/tsr")
    assert dialog.answer() == StampOrder("https://tsa.example/tsr", "rfc3161", None)
    assert dialog.primary.isEnabled()
    dialog.roots.setText("/no/such.pem")
    assert not dialog.primary.isEnabled()
