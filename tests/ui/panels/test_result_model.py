"""Lists that can be sorted, narrowed, copied and exported."""

from __future__ import annotations

import csv
import io

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.things import HOSTILE
from ui.panels.result_model import Cell, Column, Line, ResultModel, Results, as_csv, as_text

BIG = 2**255
LIST = Results(
    "Paths",
    "structural",
    (Column("Account", "0x0000…0000"), Column("Amount", "1,000", right=True), Column("What")),
    (
        Line((Cell("Bank", whole="0xAA"), Cell("2", order=BIG + 1), Cell("b"))),
        Line((Cell("0xbb"), Cell("10", order=BIG), Cell("=1+1"))),
        Line((Cell("Attic"), Cell("–", tone="faint"), Cell(HOSTILE))),
    ),
    stated=("FIFO: what came in first goes out first.",),
    summary="Three in all.",
)


@pytest.fixture
def model(qtbot: QtBot) -> ResultModel:
    made = ResultModel()
    made.show(LIST)
    return made


def test_figures_are_sorted_exactly_and_words_come_after_them(model: ResultModel) -> None:
    model.sort(1)
    assert model.shown() == [1, 0, 2]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert model.shown() == [2, 0, 1]
    model.sort(0)
    assert model.shown() == [1, 2, 0]
    model.sort(-1)
    assert model.shown() == [0, 1, 2]


def test_a_list_is_narrowed_also_by_what_is_shortened(model: ResultModel) -> None:
    model.narrow(" 0XA ")
    assert model.shown() == [0]
    assert model.line(0) == 0
    assert model.line(1) is None
    model.narrow("nothing of it")
    assert model.rowCount() == 0
    model.show(LIST)
    assert model.rowCount() == 3


def test_foreign_text_is_shown_as_text(model: ResultModel) -> None:
    index = model.index(2, 2)
    shown = model.data(index)
    assert "\u202e" not in shown
    assert "\n" not in shown
    assert "<b>" not in model.data(index, Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in model.data(index, Qt.ItemDataRole.ToolTipRole)


def test_heads_and_looks(model: ResultModel) -> None:
    head = Qt.Orientation.Horizontal
    assert [model.headerData(at, head) for at in range(3)] == ["Account", "Amount", "What"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    side = model.data(model.index(0, 1), Qt.ItemDataRole.TextAlignmentRole)
    assert side & Qt.AlignmentFlag.AlignRight
    ink = model.data(model.index(2, 1), Qt.ItemDataRole.ForegroundRole)
    assert ink.name() == model.theme.faint
    assert model.data(model.index(0, 1), Qt.ItemDataRole.ForegroundRole) is None


def test_a_copy_is_whole() -> None:
    lines = as_text(LIST, [0, 2]).splitlines()
    assert lines[0] == "Account\tAmount\tWhat"
    assert lines[1] == "0xAA\t2\tb"
    assert len(lines) == 3


def test_an_export_computes_nothing_and_says_on_what_it_rests() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(LIST, [1, 2]))))
    assert rows[1] == ["0xbb", "10", "'=1+1"]
    assert "\u202e" not in rows[2][2]
    assert [row[0] for row in rows[3:]] == ["# Three in all.", "# FIFO: what came in first goes out first."]
