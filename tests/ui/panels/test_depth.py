from __future__ import annotations

from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot

from tests.ui.things import ALICE, BOB, HOSTILE, texts
from ui.panels.depth import (
    EntitySection,
    EntityView,
    ExposureSection,
    ExposureView,
    Member,
    OwnHistory,
    Share,
    percent,
)
from ui.panels.history import Step


def test_shares_are_bars_and_illicit_ones_say_so(qtbot: QtBot) -> None:
    made = ExposureSection()
    qtbot.addWidget(made)
    made.show()
    made.show_waiting("Takes a while.", offer=True)
    with qtbot.waitSignal(made.asked):
        made.start.click()
    shares = (
        Share("hacking", 0.75, "3 ETH", True, "direct"),
        Share(HOSTILE, 0.25, "1 ETH", False, "itself"),
    )
    made.show_exposure(ExposureView((("Comes from · 4 ETH", shares),), "By haircut."))
    assert "hacking · illicit" in texts(made)
    assert "75.0 %" in texts(made)
    assert [bar.property("tone") for bar in made.findChildren(QProgressBar)] == ["high", "low"]
    assert not made.start.isVisible()
    made.show_exposure(ExposureView(()))
    assert "No money comes to it" in texts(made)
    assert (percent(0.0001), percent(0.99999), percent(1)) == ("< 0.1 %", "> 99.9 %", "100.0 %")


def test_an_entity_names_rule_and_tier(qtbot: QtBot) -> None:
    made = EntitySection()
    qtbot.addWidget(made)
    made.show()
    near = Member(ALICE, "Halyard 1", "deposit reuse", "structural", "swept 3 times")
    made.show_entity(EntityView((near, Member(BOB, "")), 12, ("Halyard",)))
    assert "One of 12 accounts that belong together, called Halyard." in texts(made)
    assert "9 more accounts not listed" in texts(made)
    assert [(one.text, one.detail) for one in made.list.entries()] == [
        ("Halyard 1", "deposit reuse · structural"),
        ("0xfB69…d359", "through others"),
    ]
    with qtbot.waitSignal(made.account_clicked, check_params_cb=lambda one: one == BOB):
        made.list.chosen.emit(BOB)
    made.show_entity(EntityView())
    assert "Nothing in this case links it" in texts(made)


def test_the_newest_lines_come_first(qtbot: QtBot) -> None:
    made = OwnHistory()
    qtbot.addWidget(made)
    made.show()
    made.show_steps([Step(seq, "do", 0, "Ada", f"Step {seq}") for seq in range(1, 12)])
    assert [one.key for one in made.list.entries()] == [11, 10, 9, 8, 7, 6, 5, 4]
    assert "3 earlier lines" in texts(made)
    with qtbot.waitSignal(made.history_asked):
        made.list.chosen.emit(11)
    made.show_steps(())
    assert "Nothing was done about this account yet." in texts(made)
