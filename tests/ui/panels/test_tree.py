from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from investigator.cases.case import Case
from investigator.cases.edits import SetNote, SetSeeds
from investigator.cases.history import START
from investigator.operations import branching
from tests.ui.things import ALICE, HOSTILE
from ui.panels.tree import TreeList, twigs_of
from ui.theme import DARK, LIGHT


def forked() -> Case:
    case = Case.create(None, "ana")
    case.do(SetSeeds((ALICE,)))
    branching.name_hypothesis(case, "Theory")
    case.do(SetNote(ALICE, HOSTILE))
    branching.switch(case, "Main")
    case.do(SetNote(ALICE, "x"))
    return case


def test_the_tree_tells_where_one_is_and_what_holds() -> None:
    with forked() as case:
        twigs = twigs_of(case.history)
    assert [(one.names, one.holds, one.here, one.who) for one in twigs] == [
        (("Main",), True, True, "ana"),
        (("Theory",), False, False, "ana"),
        ((), True, False, "ana"),
        ((), True, False, ""),
    ]
    assert (twigs[-1].id, twigs[-1].on) == (START, "Main")
    said = twigs[0].entry()
    assert "you are here" in said.detail
    assert "Main" in said.detail
    assert "holds elsewhere" in twigs[1].entry().tip


def test_it_is_drawn_in_both_themes_and_a_step_can_be_chosen(qtbot: QtBot) -> None:
    tree = TreeList()
    qtbot.addWidget(tree)
    tree.resize(320, 300)
    with forked() as case:
        tree.show_tree(twigs_of(case.history))
    tree.show()
    pictures = []
    for theme in (DARK, LIGHT):
        tree.set_theme(theme)
        pictures.append(tree.grab().toImage())
    assert pictures[0] != pictures[1]
    tree.setCurrentIndex(tree.model().index(1, 0))
    with qtbot.waitSignal(tree.opened) as told:
        qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert told.args == [tree.current()]
