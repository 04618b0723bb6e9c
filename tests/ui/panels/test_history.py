from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from investigator.cases.case import Case
from investigator.cases.edits import SetLabels, SetNote, SetSeeds
from investigator.data import ledger
from investigator.data.ledger import Line
from tests.ui.things import ALICE, MIXER
from ui.panels.history import HistoryPanel, Step, steps_of


def lines(case: Case) -> list[Line]:
    with case.store.reading() as db:
        return list(ledger.lines(db))


def test_the_journal_in_words() -> None:
    with Case.create(None, "ana") as case:
        case.do(SetSeeds((ALICE,)))
        case.do(SetLabels(ALICE, (MIXER,)))
        case.undo()
        case.do(SetNote(ALICE, "x"))
        steps = steps_of(lines(case))
    assert [(step.verb, step.undone) for step in steps] == [
        ("create", False), ("do", False), ("do", True), ("undo", True), ("do", False),
    ]  # fmt: skip
    assert steps[0].text == "Make the case memory"
    assert steps[3].text == steps[2].text
    assert steps[3].entry().text == "Undo: Label 0x5aAe…eAed as Mixer pool"
    assert {step.who for step in steps} == {"ana"}


def test_what_is_redone_holds_again() -> None:
    with Case.create(None) as case:
        case.do(SetSeeds((ALICE,)))
        case.undo()
        case.redo()
        steps = steps_of(lines(case))
    assert [step.undone for step in steps] == [False, False, True, False]
    assert steps[3].entry().text == "Redo: Start from 1 seed"


def test_records_and_damage_are_told() -> None:
    def line(verb: str, body: str) -> Line:
        return Line(1, verb, 0, "ana", "", body, "", "")

    told = steps_of([
        line("import", '{"source":"blocks.jsonl","transfers":21406}'),
        line("import", '{"kind":"proof","source":"proof of 0xab","transfers":0}'),
        line("score", '{"accounts":4118,"model":"multi-pna 3"}'),
        line("do", "{"), line("do", "[1]"), line("seal_all", "[]"),
    ])  # fmt: skip
    assert [step.text for step in told] == [
        "Import blocks.jsonl, 21,406 transfers",
        "Keep the proof of 0xab",
        "Score 4,118 accounts with multi-pna 3",
        "do (this line cannot be read)",
        "do (this line cannot be read)",
        "Seal all",
    ]


def test_undo_and_redo_are_asked_for_and_say_what_they_do(qtbot: QtBot) -> None:
    panel = HistoryPanel()
    qtbot.addWidget(panel)
    panel.show()
    assert panel.empty.isVisible()
    assert not panel.undo.isEnabled()
    panel.show_steps(
        [Step(1, "do", 0, "ana", "First"), Step(2, "do", 0, "ana", "Second")], undo="Second", redo=""
    )
    assert [entry.text for entry in panel.list.entries()] == ["Second", "First"]
    assert "Undo: Second" in panel.undo.toolTip()
    assert not panel.redo.isEnabled()
    with qtbot.waitSignal(panel.undo_asked):
        qtbot.mouseClick(panel.undo, Qt.MouseButton.LeftButton)
