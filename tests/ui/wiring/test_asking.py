"""Questions about scores: from an action to the list; the model process is stood in for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

import gnn.around
import gnn.explaining_case
from gnn.around import Around
from gnn.explanation import Carrier, Explanation, Fidelity, Kin, Surroundings
from investigator.data.queries.results import keep_scores
from investigator.errors import Trouble
from investigator.records import Reason, Scores
from tests.ui.rooms import open_window, settle
from ui.panels.results import ResultsPage
from ui.window import Window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    return open_window(qtbot, tmp_path)


def page(window: Window) -> ResultsPage:
    return window.stage.results


def scores(count: int) -> Scores:
    some = np.linspace(0.9, 0.1, count)
    return Scores(
        accounts=np.arange(count, dtype=np.int32), raw=some, calibrated=some, abstained=some < 0,
        reasons=((Reason("paid often", 0.4, "x"),),) * count, model="", model_hash="0" * 64, input_hash="1" * 64,
    )  # fmt: skip


def test_why_a_score_is_what_it_is_is_listed_and_drawn(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def explained(case: Any, columns: Any, worker: Any, account: int, model: str, tick: Any) -> Explanation:
        asked.append(account)
        fidelity = Fidelity("features", 1, 0.9, 0.1, 0.8, 0.2, 0.3, 0.8, 1.0, 0.95, 20, "They carry it.")
        return Explanation(
            account, "worlds-0", "0" * 64, "1" * 64, 0.9, 0.95, False, "Suspicious.",
            (Reason("paid often", 0.4, "x"),), fidelity, (Carrier(1, 2.0, 0),), None,
            Surroundings(3, 4, 4, 0.9, True), (Kin(3, True, 0.99, "alike"),),
        )  # fmt: skip

    monkeypatch.setattr(gnn.explaining_case, "explain_case", explained)
    window.desk.selection.choose([1])
    window.menus.by_id["explain"].trigger()
    settle(qtbot, window)
    assert asked == [1]
    assert [line.cells[0].text for line in page(window).model.results.lines] == [
        "reason", "transfer", "alike, illicit",
    ]  # fmt: skip
    assert not window.desk.session.case.facts.shown
    page(window).draw.click()
    settle(qtbot, window)
    assert tuple(window.desk.selection.transfers) == (1,)
    assert 1 in window.desk.session.case.facts.shown


def test_without_one_account_there_is_nothing_to_explain(window: Window) -> None:
    assert not window.menus.by_id["explain"].isEnabled()
    with pytest.raises(Trouble, match="Select one account"):
        window.verbs.asking.explain()


def test_scores_of_now_stand_beside_those_that_are_kept(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def around(case: Any, columns: Any, worker: Any, accounts: list[int], *_: Any) -> Around:
        return Around(scores(2), 0)

    monkeypatch.setattr(gnn.around, "score_around", around)
    window.desk.selection.choose([0, 1])
    window.menus.by_id["around"].trigger()
    settle(qtbot, window)
    assert [line.cells[1].text for line in page(window).model.results.lines] == ["0.90", "0.10"]


def test_where_scores_come_from_is_listed_or_said_to_be_unknown(window: Window, qtbot: QtBot) -> None:
    window.menus.by_id["lineage"].trigger()
    settle(qtbot, window)
    assert "Nothing has been scored" in window.desk.messages.banner.text.text()
    case = window.desk.session.case
    order = window.desk.scenery.held
    assert order
    keep_scores(case.store, scores(order.columns.order), [])
    window.menus.by_id["lineage"].trigger()
    settle(qtbot, window)
    assert page(window).model.results.title == "Origin of run 1"
