from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.dialogs.filters_dialog import Chosen, FiltersDialog, SaveFilterDialog


def test_what_a_filter_is_called(qtbot: QtBot) -> None:
    dialog = SaveFilterDialog(None, "value>5", {"big": "value>4"})
    qtbot.addWidget(dialog)
    assert "name" in dialog.trouble.text()
    dialog.name.setText("big")
    assert "replaces value>4" in dialog.trouble.text()
    assert dialog.answer() == "big"
    empty = SaveFilterDialog(None, "", {})
    qtbot.addWidget(empty)
    assert "Nothing is filtered" in empty.problem()


def test_what_is_kept_is_used_or_let_go(qtbot: QtBot) -> None:
    dialog = FiltersDialog(None, {"big": "value>4"}, {"them": 2})
    qtbot.addWidget(dialog)
    assert dialog.answer() == Chosen("big", "filter", True)
    dialog.list.select(("list", "them"))
    with qtbot.waitSignal(dialog.accepted_with) as told:
        dialog.forget.click()
    assert told.args == [Chosen("them", "list", False)]
    empty = FiltersDialog(None, {}, {})
    qtbot.addWidget(empty)
    assert "None is kept" in empty.trouble.text()
    assert not empty.forget.isEnabled()
