"""Training in the window: refused models, and labels that are taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gnn import casework
from gnn.annotations import lineage
from gnn.annotations.audited import WORSE, Audit
from investigator.cases.edits import SetLabels
from investigator.errors import Trouble
from investigator.operations.touching import Touched, TouchedModel
from investigator.records import Address, Label
from tests.ui.rooms import open_window, settle
from ui.dialogs.train_dialog import TrainDialog, TrainOrder
from ui.window import Window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    return open_window(qtbot, tmp_path)


def order(window: Window) -> TrainOrder:
    path = window.desk.session.case.store.path
    assert path
    return TrainOrder("mine", (path,), False, 5, 0)


def said(window: Window) -> str:
    return window.desk.messages.banner.text.text()


def learning(window: Window) -> Any:
    return window.verbs.learning


def test_a_worse_model_is_refused_and_kept_only_if_asked(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def train(cases: Any, worker: Any, folder: Any, *, force: bool, **_: Any) -> dict[str, Any]:
        asked.append(force)
        if not force:
            raise Trouble(f"{WORSE}: PR-AUC 0.500 against 0.600.")
        return {"id": "mine-01234567", "against": "Kept although it is worse."}

    monkeypatch.setattr(casework, "train_cases", train)
    learning(window).learn(order(window))
    settle(qtbot, window)
    assert "0.500 against 0.600" in said(window)
    window.desk.messages.banner.act.click()
    settle(qtbot, window)
    assert asked == [False, True]
    assert "Kept although it is worse" in said(window)


def test_other_troubles_are_said_and_offer_nothing(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def train(*_: Any, **__: Any) -> dict[str, Any]:
        raise Trouble("3 labels are too few to learn from.")

    monkeypatch.setattr(casework, "train_cases", train)
    learning(window).learn(order(window))
    settle(qtbot, window)
    assert "too few" in said(window)
    assert not window.desk.messages.banner.act.isVisible()


def test_labels_are_checked_before_anything_learns(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(casework, "audit_cases", lambda *_, **__: Audit((), (), {}, ("All illicit.",)))
    window.menus.by_id["train"].trigger()
    settle(qtbot, window)
    dialog = window.findChild(TrainDialog)
    assert dialog
    dialog.look.click()
    settle(qtbot, window)
    assert "All illicit." in dialog.audit.text()
    dialog.close()


def test_a_label_that_is_taken_back_tells_what_it_taught(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = Address("bank:1")
    model = TouchedModel("mine-01234567", "0" * 64, "train", True, 1)
    monkeypatch.setattr(lineage, "touched", lambda *_: Touched(address, (model,), ({"id": 4},)))
    window.desk.session.do(SetLabels(address, (Label("thief", illicit=True),)))
    settle(qtbot, window)
    window.desk.selection.choose([1])
    window.menus.by_id["unmark"].trigger()
    settle(qtbot, window)
    assert "mine-01234567" in said(window)
    assert "1 run" in said(window)
    window.desk.messages.banner.act.click()
    settle(qtbot, window)
    dialog = window.findChild(TrainDialog)
    assert dialog
    dialog.close()


def test_a_model_is_exported_and_imported_as_one_file(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    shelf = learning(window).shelf
    shipped = shelf.shipped()
    learning(window)._export(shipped)
    chooser = window.findChildren(QFileDialog)[-1]
    chooser.fileSelected.emit(str(tmp_path / "model.zip"))
    chooser.close()
    settle(qtbot, window)
    assert "model.zip" in said(window)
    learning(window)._import()
    chooser = window.findChildren(QFileDialog)[-1]
    chooser.fileSelected.emit(str(tmp_path / "model.zip"))
    chooser.close()
    settle(qtbot, window)
    assert shipped in said(window)
    assert (shelf.folder / f"{shipped}.model").is_dir()
