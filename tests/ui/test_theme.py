import re
from itertools import combinations

import pytest
from pytestqt.qtbot import QtBot

from investigator.colours import COLOURS, hex_of
from investigator.figure import FILLS
from tests.ui.seeing import SIGHTS, apart
from ui.frame_sheet import frame_sheet
from ui.theme import (
    DARK,
    LIGHT,
    Theme,
    address_font,
    blend,
    contrast,
    icon,
    interface_font,
    palette,
    sized,
    stylesheet,
)

RAIL = ("share-network", "table", "warning", "check", "chart-bar", "file-text", "clock-counter-clockwise")


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
@pytest.mark.parametrize("ground", ["ground", "panel", "field", "raised", "tint"])
@pytest.mark.parametrize(
    "words",
    ["text", "dim", "accent_text", "verified", "keyword", "low_text", "mid_text", "high_text"],
)
def test_words_have_contrast_aa(theme: Theme, ground: str, words: str) -> None:
    assert contrast(getattr(theme, words), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_shapes_buttons_and_selected_rows_have_contrast_aa(theme: Theme) -> None:
    for color in (theme.low, theme.mid, theme.high, theme.accent):
        assert contrast(color, theme.ground) >= 3
        assert contrast(color, theme.panel) >= 3
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.on_accent, theme.accent_hover) >= 4.5
    assert contrast(theme.text, theme.tint) >= 4.5
    assert contrast(theme.text, theme.raised) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_ordinary_traffic_recedes_behind_every_step_of_risk(theme: Theme) -> None:
    for color in (theme.low, theme.mid, theme.high):
        assert (
            contrast(color, theme.ground)
            > contrast(theme.node, theme.ground)
            > contrast(theme.edge, theme.ground)
        )


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_blend() -> None:
    assert blend("#ff0000", "#0000ff", 0.5) == "#800080"
    assert blend("#123456", "#ffffff", 1) == "#123456"


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_the_sheet_is_filled_and_understood(theme: Theme, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QPushButton

    sheet = stylesheet(theme)
    assert "$" not in sheet
    button = QPushButton("Report")
    button.setProperty("primary", "true")
    qtbot.addWidget(button)
    button.setStyleSheet(sheet)
    button.resize(100, 30)
    assert button.grab().toImage().pixelColor(8, 15).name() == theme.accent


@pytest.mark.usefixtures("qtbot")
def test_icons_and_fonts() -> None:
    for name in RAIL:
        assert not icon(name, DARK).pixmap(20).isNull()
    assert interface_font(15, strong=True).pixelSize() == 15
    assert address_font().pixelSize() == 12


def test_risk_colours_by_step() -> None:
    assert [DARK.risk(step) for step in range(4)] == [DARK.node, DARK.low, DARK.mid, DARK.high]
    assert DARK.risk_text(3) == DARK.high_text
    assert DARK.dark
    assert not LIGHT.dark


@pytest.mark.usefixtures("qtbot")
def test_the_palette_is_the_theme() -> None:
    made = palette(LIGHT)
    assert made.window().color().name() == LIGHT.panel
    assert made.text().color().name() == LIGHT.text


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_every_rule_of_the_sheet_that_names_both_colours_has_contrast_aa(theme: Theme) -> None:
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", stylesheet(theme) + frame_sheet(theme))
    found = 0
    for selector, body in rules:
        words = re.search(r"(?<![a-z-])color: (#[0-9a-f]{6})", body)
        ground = re.search(r"background: (#[0-9a-f]{6})", body)
        if words and ground and ":disabled" not in selector:  # what cannot be used is exempt (WCAG 1.4.3)
            found += 1
            assert contrast(words[1], ground[1]) >= 4.5, selector.strip()
    assert found >= 8


FOCUSABLE = (
    "QPushButton",
    "QToolButton",
    "QLineEdit",
    "QComboBox",
    "QPlainTextEdit",
    "QCheckBox",
    "QTabBar",
)


@pytest.mark.parametrize("widget", FOCUSABLE)
def test_what_has_the_keyboard_is_seen(widget: str) -> None:
    sheet = stylesheet(DARK)
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", sheet)
    assert any(
        re.search(rf"(^|[\s,]){widget}[^,]*:focus", selector) and ("border" in body or "background" in body)
        for selector, body in rules
    )


LEAST_APART = 14
"""CIE 1976 ΔE*ab between any two colours that mean different things, however they are seen; 2.3 can be noticed."""
MEANINGS = {
    "dark shapes": [DARK.risk(step) for step in range(4)],
    "light shapes": [LIGHT.risk(step) for step in range(4)],
    "dark words": [DARK.low_text, DARK.mid_text, DARK.high_text, DARK.verified],
    "light words": [LIGHT.low_text, LIGHT.mid_text, LIGHT.high_text, LIGHT.verified],
    "print": list(FILLS),
    "categories": [hex_of(name) for name in COLOURS],
}


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("meaning", MEANINGS)
def test_colours_that_mean_something_are_apart_for_everyone(meaning: str, sight: str) -> None:
    for one, other in combinations(MEANINGS[meaning], 2):
        assert apart(one, other, sight) >= LEAST_APART, (one, other)


def test_the_simulation_takes_red_from_green_where_it_must() -> None:
    assert apart("#c04040", "#408040", "deuteranopia") < apart("#c04040", "#408040", "usual") / 2
    assert apart("#808080", "#808080", "tritanopia") == 0


def test_sizes_of_text_follow_the_app(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        app.setProperty("text_size", 150)
        assert interface_font(12).pixelSize() == 18
        assert sized("font-size: 13px; min-height: 26px; min-height: 34px") == (
            "font-size: 20px; min-height: 39px; min-height: 34px"
        )
    finally:
        app.setProperty("text_size", 100)
    assert interface_font(12).pixelSize() == 12
