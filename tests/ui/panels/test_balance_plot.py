from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from investigator.records import Clock
from tests.ui.things import HOSTILE, texts
from ui.panels.balance_plot import AssetCourse, Balances, CourseView
from ui.theme import LIGHT

ETH = AssetCourse("ETH", 3, (0, 50, 100), (4.0, 8.0, -2.0))
ODD = AssetCourse(HOSTILE, 1, (100,), (1e-9,))
VIEW = CourseView(0, 100, 4, Clock.STEP, (ETH, ODD))


@pytest.fixture
def made(qtbot: QtBot) -> Balances:
    balances = Balances()
    qtbot.addWidget(balances)
    balances.resize(300, 200)
    balances.show()
    return balances


def test_the_plot_tells_the_balance_at_every_time(made: Balances) -> None:
    made.show_course(VIEW)
    assert "4 transfers\nstep 0 to step 100" in texts(made)
    wide = made.plot.width()
    assert made.plot.told(0) == "step 0\n4 ETH"
    assert made.plot.told(0.6 * wide).startswith("step 60\n8 ETH")
    assert "something is missing" in made.plot.told(wide)
    made.assets.setCurrentIndex(1)
    assert made.plot.told(0).startswith("step 0\n0 <b>")
    made.show_course(VIEW)
    assert made.assets.currentIndex() == 1, "the asset that was looked at stays"


def test_it_is_drawn_and_goes_away(made: Balances) -> None:
    empty = made.plot.grab().toImage()
    made.plot.set_theme(LIGHT)
    made.show_course(VIEW)
    drawn = made.plot.grab().toImage()
    assert isinstance(drawn, QImage)
    assert drawn != empty
    made.show_course(None)
    assert not made.plot.isVisible()
    made.show_waiting("Working it out…")
    assert "Working it out…" in texts(made) or not made.said.isVisible()
