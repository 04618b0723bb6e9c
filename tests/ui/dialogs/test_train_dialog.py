from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from gnn.annotations.audited import Audit, Suspect
from gnn.recipe import Recipe
from ui.dialogs.train_dialog import CaseLabels, TrainDialog, TrainOrder

HERE = CaseLabels(Path("here.case"), "R&D case", 12, 40, 30, 200)
THERE = CaseLabels(Path("there.case"), "", 7, 0)


def test_labels_are_counted_by_kind_and_case(qtbot: QtBot) -> None:
    dialog = TrainDialog(None, [HERE], "Northwind 1")
    qtbot.addWidget(dialog)
    assert dialog.totals() == (42, 240)
    dialog.add_case(THERE)
    dialog.add_case(THERE)
    assert dialog.totals() == (49, 240)
    dialog.claims.click()
    assert dialog.totals() == (19, 40)
    assert not dialog.warning.isHidden(), "too few is said, and left to the analyst"
    assert dialog.primary.isEnabled()
    assert dialog.answer() == TrainOrder("Northwind 1", (HERE.path, THERE.path), False, Recipe().epochs, 0)


def test_one_kind_alone_teaches_nothing(qtbot: QtBot) -> None:
    dialog = TrainDialog(None, [THERE])
    qtbot.addWidget(dialog)
    assert "name" in dialog.trouble.text()
    qtbot.keyClicks(dialog.name, "x")
    assert "no licit label" in dialog.trouble.text()
    assert not dialog.primary.isEnabled()


def test_another_case_is_asked_for(qtbot: QtBot) -> None:
    dialog = TrainDialog(None, [HERE], "x")
    qtbot.addWidget(dialog)
    dialog.show()
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "&Add case…").click()
    chooser = dialog.findChild(QFileDialog)
    assert chooser
    with qtbot.waitSignal(dialog.case_asked, check_params_cb=lambda path: path == Path("there.case")):
        chooser.fileSelected.emit("there.case")
    chooser.close()


def audit() -> Audit:
    doubted = [
        Suspect(0, 1, True, 0.02, True, "unlike the others", "bank:1"),
        Suspect(0, 2, False, 0.1, True, "<b>alike</b>", "bank:2"),
        Suspect(0, 3, False, 0.9, False, "fits", "bank:3"),
    ]
    return Audit(tuple(doubted), (), {}, ("20 licit labels for each illicit one.",))


def test_doubtful_labels_are_listed_and_left_out_by_a_tick(qtbot: QtBot) -> None:
    dialog = TrainDialog(None, [HERE], "x")
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.check_asked, check_params_cb=lambda order: order == dialog.answer()):
        dialog.look.click()
    dialog.show_audit(audit())
    assert "2 labels probably wrong" in dialog.audit.text()
    assert "20 licit labels" in dialog.audit.text()
    boxes = [box for box in dialog.findChildren(QCheckBox) if "·" in box.text()]
    assert len(boxes) == 2
    assert dialog.answer().without == ()
    boxes[1].click()
    assert dialog.answer().without == ("bank:2",)
    dialog.show_audit(audit())
    assert dialog.answer().without == ()


def test_settings_may_be_tried_before(qtbot: QtBot) -> None:
    dialog = TrainDialog(None, [HERE], "x")
    qtbot.addWidget(dialog)
    dialog.search.setValue(4)
    assert dialog.answer().search == 4
    assert not dialog.answer().force


def test_a_network_of_another_kind_may_be_begun_anew(qtbot: QtBot) -> None:
    dialog = TrainDialog(None, [HERE], "x")
    qtbot.addWidget(dialog)
    assert dialog.answer().backbone == ""
    dialog.kind.setCurrentIndex(dialog.kind.findData("sign"))
    assert dialog.answer().backbone == "sign"
