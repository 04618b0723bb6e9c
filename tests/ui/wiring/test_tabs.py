"""Charts in tabs, two side by side, and saved views, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from investigator.cases.accountset import AccountSet
from investigator.cases.edits import Show
from tests.ui.rooms import open_window, settle
from ui.dialogs.views_dialog import NameDialog, ViewsDialog
from ui.window import Window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    made = open_window(qtbot, tmp_path)
    made.desk.session.do(Show(AccountSet.of(range(4))))
    made.desk.selection.choose([1, 2])
    settle(qtbot, made)
    return made


def press(qtbot: QtBot, window: Window, name: str) -> None:
    assert window.menus.by_id[name].isEnabled(), name
    window.menus.by_id[name].trigger()
    settle(qtbot, window)


def names(window: Window) -> list[str]:
    tabs = window.stage.area.tabs
    return [tabs.tabText(at) for at in range(tabs.count())]


def on_chart(window: Window) -> list[int]:
    return sorted(window.stage.chart.scene.account.tolist())


def test_what_is_selected_opens_in_a_tab_and_what_is_done_there_stays_there(
    qtbot: QtBot, window: Window
) -> None:
    assert window.stage.area.row.isHidden()
    press(qtbot, window, "tab_selection")
    assert names(window) == ["Main", "Chart 2"]
    assert on_chart(window) == [1, 2]
    press(qtbot, window, "expand")
    assert on_chart(window) == [0, 1, 2, 3]
    window.desk.selection.choose([0, 3])
    press(qtbot, window, "hide")
    assert on_chart(window) == [1, 2]
    assert window.desk.session.case.facts.shown == {0, 1, 2, 3}
    press(qtbot, window, "tab_next")
    assert on_chart(window) == [0, 1, 2, 3]
    window.close()


def test_undoing_the_tab_leads_back_to_the_first(qtbot: QtBot, window: Window) -> None:
    press(qtbot, window, "tab_selection")
    press(qtbot, window, "undo")
    assert window.desk.scenery.chart == ""
    assert on_chart(window) == [0, 1, 2, 3]
    press(qtbot, window, "redo")
    assert names(window) == ["Main", "Chart 2"]
    window.stage.area.close_asked.emit("c1")
    settle(qtbot, window)
    assert window.desk.session.case.facts.charts == {}
    window.close()


def test_each_tab_keeps_its_filter_layout_and_place(qtbot: QtBot, window: Window) -> None:
    window.bar.query.set_text("value>200")
    press(qtbot, window, "force")
    window.stage.chart.zoom(2)
    camera = window.stage.chart.camera
    press(qtbot, window, "tab_new")
    assert window.bar.query.text() == ""
    assert on_chart(window) == []
    press(qtbot, window, "flow")
    press(qtbot, window, "tab_back")
    assert window.bar.query.text() == "value>200"
    assert window.desk.scenery.layout == "force"
    assert window.stage.chart.camera == pytest.approx(camera, abs=0.02)
    window.close()


def test_two_charts_stand_side_by_side_and_change_sides(qtbot: QtBot, window: Window) -> None:
    press(qtbot, window, "tab_selection")
    press(qtbot, window, "beside")
    area = window.stage.area
    assert area.back is not None
    assert (area.front.title.text(), area.back.title.text()) == ("Chart 2", "Main")
    press(qtbot, window, "other_side")
    assert (area.front.title.text(), area.back.title.text()) == ("Main", "Chart 2")
    assert on_chart(window) == [0, 1, 2, 3]
    assert area.split.indexOf(area.front) == 1
    window.desk.appearance.toggle()
    press(qtbot, window, "beside")
    assert area.back is None
    window.close()


def test_acting_on_the_other_chart_has_commands_act_there(qtbot: QtBot, window: Window) -> None:
    press(qtbot, window, "tab_selection")
    press(qtbot, window, "beside")
    other = window.stage.area.back
    assert other is not None
    from ui.canvas.chart import Chart

    chart = other.findChild(Chart)
    assert chart is not None
    chart.selected.emit(chart.scene.account[:1])
    settle(qtbot, window)
    assert window.desk.scenery.chart == ""
    assert window.desk.selection.accounts == (0,)
    window.stage.area.chosen.emit("c1")  # what is seen on the other side is gone to, not seen twice
    settle(qtbot, window)
    assert window.desk.scenery.chart == "c1"
    press(qtbot, window, "tab_close")
    assert window.stage.area.back is None or window.stage.area.back.title.text() != "Chart 2"
    window.close()


def test_a_saved_view_brings_everything_back_and_can_be_undone(qtbot: QtBot, window: Window) -> None:
    window.bar.query.set_text("value>200")
    settle(qtbot, window)
    press(qtbot, window, "view_keep")
    dialog = window.findChildren(NameDialog)[0]
    dialog.name.setText("Large")
    dialog.primary.click()
    settle(qtbot, window)
    window.bar.query.set_text("")
    window.desk.selection.choose([0])
    press(qtbot, window, "hide")
    window.stage.area.view_chosen.emit("Large")
    settle(qtbot, window)
    assert names(window) == ["Main", "Large"]
    assert window.bar.query.text() == "value>200"
    assert window.desk.session.case.facts.on_chart("c1") == {0, 1, 2, 3}
    press(qtbot, window, "views")
    listed = window.findChildren(ViewsDialog)[0]
    listed.remove.click()
    settle(qtbot, window)
    assert window.desk.session.case.facts.views == {}
    press(qtbot, window, "undo")
    assert list(window.desk.session.case.facts.views) == ["Large"]
    window.close()
