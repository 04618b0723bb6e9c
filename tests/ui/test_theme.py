import pytest
from pytestqt.qtbot import QtBot

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
    stylesheet,
)

RAIL = ("share-network", "table", "warning", "check", "chart-bar", "file-text", "clock-counter-clockwise")


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
@pytest.mark.parametrize("ground", ["ground", "panel", "field"])
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
