from pytestqt.qtbot import QtBot

from ui.panels.reliability import Bar, Reliability
from ui.theme import DARK, LIGHT

BARS = (Bar(0.05, 0.04, 0.03, 0.05, 900), Bar(0.9, 0.5, 0.3, 0.7, 20))


def test_bars_are_drawn_and_told(qtbot: QtBot) -> None:
    chart = Reliability()
    qtbot.addWidget(chart)
    assert chart.isHidden()
    chart.show_bars(BARS)
    chart.resize(360, 220)
    assert "said 0.90: 0.50 were illicit (0.30 to 0.70), of 20 accounts" in chart.accessibleDescription()
    shown = []
    for theme in (DARK, LIGHT):
        chart.set_theme(theme)
        shown.append(chart.grab().toImage())
    empty = Reliability()
    qtbot.addWidget(empty)
    assert shown[0] != shown[1]
    colors = {shown[0].pixelColor(x, y).name() for x in range(0, 360, 2) for y in range(0, 220, 2)}
    assert DARK.mid in colors, "what was said lies outside the interval of what was so"
    assert DARK.accent in colors
