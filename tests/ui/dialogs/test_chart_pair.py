from __future__ import annotations

from pytestqt.qtbot import QtBot

from investigator.cases.accountset import AccountSet
from investigator.cases.edits import Show
from investigator.colours import COLOURS
from investigator.operations import branching
from investigator.operations.charts_beside import ONLY, charts_beside
from tests.makers import Move, case
from ui.dialogs.chart_pair import ChartPair, Drawn, draw_pair
from ui.theme import LIGHT


def coloured(one: Drawn) -> bool:
    """Whether the colour of what is on one side only is seen somewhere."""
    image, wanted = one.image, COLOURS[ONLY]
    return any(
        image.pixel(x, y) & 0xFFFFFF == wanted
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def test_what_is_on_one_side_only_stands_out_there(qtbot: QtBot) -> None:
    with case([Move(0, 1, 5), Move(1, 2, 4)]) as made:
        made.do(Show(AccountSet.of([0, 1])))
        branching.name_hypothesis(made, "Theory")
        made.do(Show(AccountSet.of([2])))
        pair = draw_pair(charts_beside(made, "Main", "Theory"), LIGHT, 1.0)
        empty = draw_pair(charts_beside(made, "0", "0"), LIGHT, 1.0)
    assert [(one.accounts, one.only, coloured(one)) for one in pair] == [(2, 0, False), (3, 1, True)]
    widget = ChartPair()
    qtbot.addWidget(widget)
    widget.show_pair(pair)
    assert widget.isVisible()
    assert [one.text() for one in widget.told] == [
        "2 accounts on the chart, 0 only here (orange, ringed)",
        "3 accounts on the chart, 1 only here (orange, ringed)",
    ]
    widget.show_pair(empty)
    assert widget.isHidden()
