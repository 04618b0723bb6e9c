from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot

from tests.ui.things import ALICE, BANK, BOB, REASONS
from ui.panels.worklist import Candidate, Worklist

THREE = [Candidate(ALICE, 0.9, REASONS), Candidate(BOB, 0.6), Candidate(BANK, 0.2)]


def test_who_is_next_is_taken_up_at_once(qtbot: QtBot) -> None:
    panel = Worklist()
    qtbot.addWidget(panel)
    panel.show_candidates(THREE, 40)
    panel.show()
    told: list[tuple[str, object]] = []
    panel.taken_up.connect(lambda address: told.append(("next", address)))
    panel.left_open.connect(lambda address: told.append(("open", address)))
    panel.label_asked.connect(lambda address: told.append(("label", address)))
    qtbot.keyClick(panel.list, Qt.Key.Key_I)
    qtbot.keyClick(panel.list, Qt.Key.Key_U)
    qtbot.keyClick(panel.list, Qt.Key.Key_O)
    qtbot.keyClick(panel.list, Qt.Key.Key_S)
    assert told == [("next", BOB), ("open", BOB), ("next", BANK), ("label", BANK)]


def test_three_keys_decide_and_move_on(qtbot: QtBot) -> None:
    panel = Worklist()
    qtbot.addWidget(panel)
    panel.show_candidates(THREE, 40)
    panel.show()
    told: list[tuple[object, object]] = []
    panel.judged.connect(lambda address, illicit: told.append((address, illicit)))
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_I)
    qtbot.keyClick(panel.list, Qt.Key.Key_L)
    qtbot.keyClick(panel.list, Qt.Key.Key_S)
    assert told == [(ALICE, True), (BOB, False), (BANK, None)]
    assert panel.count.text() == "3 of 40 accounts"


def test_the_next_stays_in_focus_when_the_judged_one_leaves_the_list(qtbot: QtBot) -> None:
    panel = Worklist()
    qtbot.addWidget(panel)
    panel.show_candidates(THREE, 3)
    panel.judged.connect(lambda *_: panel.show_candidates(THREE[1:], 2))
    qtbot.mouseClick(panel.illicit, Qt.MouseButton.LeftButton)
    assert panel.list.current() == BOB


def test_reasons_follow_the_account_in_focus(qtbot: QtBot) -> None:
    panel = Worklist()
    qtbot.addWidget(panel)
    panel.show_candidates(THREE, 3)
    assert len(panel.reasons.findChildren(QProgressBar)) == 2
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert not panel.reasons.findChildren(QProgressBar)


def test_an_unscored_case_offers_to_score(qtbot: QtBot) -> None:
    panel = Worklist()
    qtbot.addWidget(panel)
    panel.show()
    with qtbot.waitSignal(panel.score_asked):
        qtbot.mouseClick(panel.score, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(panel.judged):
        qtbot.keyClick(panel, Qt.Key.Key_I)
    panel.show_candidates((), 0)
    assert not panel.score.isVisible()
