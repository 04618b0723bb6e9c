from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from investigator.cases.facts import Finding
from investigator.records import ClusterScore, Tier
from tests.ui.things import ALICE, BOB, HOSTILE, REASONS
from ui.panels.explorer import SHOWN, Explorer
from ui.panels.history import Step
from ui.panels.worklist import Candidate
from ui.theme import LIGHT


@pytest.fixture
def explorer(qtbot: QtBot) -> Explorer:
    made = Explorer()
    qtbot.addWidget(made)
    made.resize(249, 800)
    made.show()
    return made


def click(qtbot: QtBot, view: QListView, line: int) -> None:
    place = view.visualRect(view.model().index(line, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_an_empty_case_says_what_would_be_here(explorer: Explorer, qtbot: QtBot) -> None:
    assert explorer.seeds.empty.isVisible()
    assert not explorer.next.action.isVisible()
    with qtbot.waitSignal(explorer.seed_asked):
        qtbot.mouseClick(explorer.seeds.action, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(explorer.finding_asked):
        qtbot.mouseClick(explorer.findings.action, Qt.MouseButton.LeftButton)


def test_every_section_says_what_was_clicked(explorer: Explorer, qtbot: QtBot) -> None:
    cluster = ClusterScore(7, np.arange(14, dtype=np.int32), 0.9, 0.88, REASONS)
    explorer.set_theme(LIGHT)
    explorer.set_seeds([ALICE, BOB], {ALICE: HOSTILE})
    explorer.set_findings({"f1": Finding("Peel chain", HOSTILE, Tier.STRUCTURAL)})
    explorer.set_next([Candidate(BOB, 0.91, REASONS)], 4118)
    explorer.set_clusters([cluster])
    explorer.set_history([Step(1, "do", 0, "ana", "Start from 2 seeds")])
    with qtbot.waitSignal(explorer.account_clicked, check_params_cb=lambda one: one == BOB):
        click(qtbot, explorer.seeds.list, 1)
    with qtbot.waitSignal(explorer.finding_clicked, check_params_cb=lambda key: key == "f1"):
        click(qtbot, explorer.findings.list, 0)
    with qtbot.waitSignal(explorer.account_clicked, check_params_cb=lambda one: one == BOB):
        click(qtbot, explorer.next.list, 0)
    with qtbot.waitSignal(explorer.cluster_clicked, check_params_cb=lambda one: one is cluster):
        click(qtbot, explorer.clusters.list, 0)
    with qtbot.waitSignal(explorer.worklist_asked):
        qtbot.mouseClick(explorer.next.action, Qt.MouseButton.LeftButton)
    assert explorer.next.action.text() == "All 4,118"


def test_long_lists_show_their_head_and_clusters_survive_a_refresh(explorer: Explorer) -> None:
    explorer.set_next([Candidate(ALICE, 0.5)] * 50, 50)
    assert len(explorer.next.list.entries()) == SHOWN
    clusters = [ClusterScore(n, np.arange(3, dtype=np.int32), 0.5, 0.5, ()) for n in range(3)]
    explorer.set_clusters(clusters)
    explorer.clusters.list.select(2)
    explorer.set_clusters(clusters[::-1])
    assert explorer.clusters.list.current() == 2
    explorer.set_history([Step(n, "do", n, "ana", f"step {n}") for n in range(20)])
    assert next(entry.text for entry in explorer.history.list.entries()) == "step 19"
