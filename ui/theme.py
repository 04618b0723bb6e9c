"""The palette of both themes, the fonts and the icons. The sheet made of them is in `ui.stylesheet`."""

from __future__ import annotations

import re
from dataclasses import dataclass

import qtawesome
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette

from ui.stylesheet import fill

LINE = 28
"""Pixels up to which a height is that of a line of text, and grows with it."""

Color = str
"""`#rrggbb`."""


@dataclass(frozen=True)
class Theme:
    """Every colour of one theme. Risk colours are for shapes; their `_text` twins are legible as words.

    `node` and `edge` are what is ordinary on the chart: `edge` recedes where something stands out,
    `edge_plain` is used where nothing does.
    """

    name: str
    ground: Color
    panel: Color
    line: Color
    raised: Color
    field: Color
    text: Color
    dim: Color
    faint: Color
    accent: Color
    accent_hover: Color
    accent_text: Color
    on_accent: Color
    tint: Color
    verified: Color
    keyword: Color
    low: Color
    mid: Color
    high: Color
    low_text: Color
    mid_text: Color
    high_text: Color
    node: Color
    node_plain: Color
    edge: Color
    edge_plain: Color

    @property
    def dark(self) -> bool:
        return self.name == "dark"

    def risk(self, step: int) -> Color:
        """The colour of a step of risk (`drawing.steps`) as a shape: 0 unscored to 3 high."""
        return (self.node, self.low, self.mid, self.high)[step]

    def risk_text(self, step: int) -> Color:
        """The colour of a step of risk as words or figures."""
        return (self.dim, self.low_text, self.mid_text, self.high_text)[step]


DARK = Theme(
    name="dark", ground="#14171c", panel="#1a1e25", line="#2a303a", raised="#232934", field="#11141a",
    text="#e6e9ee", dim="#8b95a5", faint="#5d6675", accent="#5aa9ff", accent_hover="#7dbbff",
    accent_text="#5aa9ff", on_accent="#0b1624", tint="#1a2533", verified="#3fb68b", keyword="#b794f6",
    low="#6b7789", mid="#e0a030", high="#e8603c", low_text="#98a3b5", mid_text="#e0a030",
    high_text="#f07a5a", node="#4b5361", node_plain="#6b7789", edge="#2a303a", edge_plain="#414a58",
)  # fmt: skip

LIGHT = Theme(
    name="light", ground="#ffffff", panel="#f6f7f9", line="#dfe3e9", raised="#eceff4", field="#ffffff",
    text="#1b2330", dim="#626c81", faint="#98a1b0", accent="#1f6feb", accent_hover="#1a60cf",
    accent_text="#1a63d6", on_accent="#ffffff", tint="#e8f0fd", verified="#147a56", keyword="#6f42c1",
    low="#7b8798", mid="#bf811f", high="#c03b25", low_text="#5f6b7c", mid_text="#824a22",
    high_text="#c0420e", node="#b2b9c3", node_plain="#8d97a6", edge="#dfe3e9", edge_plain="#c3cad4",
)  # fmt: skip


def luminance(color: Color) -> float:
    """Relative luminance in [0, 1] (WCAG 2.2)."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2); text needs 4.5, shapes 3."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def blend(over: Color, under: Color, share: float) -> Color:
    """`over` laid on `under` with an opacity of `share`."""
    pairs = zip(bytes.fromhex(over[1:]), bytes.fromhex(under[1:]), strict=True)
    return "#" + "".join(f"{round(top * share + low * (1 - share)):02x}" for top, low in pairs)


def text_size() -> int:
    """The size of text that the app wears, in percent."""
    app = QCoreApplication.instance()
    worn = app.property("text_size") if app else None
    return worn if isinstance(worn, int) else 100


def scaled(pixels: int) -> int:
    """A size of text at 100 % in the size that the app wears."""
    return max(1, round(pixels * text_size() / 100))


def interface_font(pixels: int = 13, *, strong: bool = False) -> QFont:
    """The system's interface font at a size in pixels at 100 %, semibold where `strong`."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPixelSize(scaled(pixels))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def address_font(pixels: int = 12) -> QFont:
    """The system's monospaced font, for addresses and hashes."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(scaled(pixels))
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font


def stylesheet(theme: Theme) -> str:
    """The Qt style sheet of the whole app. Dynamic properties it knows are listed in `ui.stylesheet`."""
    return sized(fill(theme))


def sized(sheet: str) -> str:
    """A sheet with the sizes of its texts, and the heights that hold a line, in the size that the app wears."""
    share = max(text_size(), 100)

    def height(found: re.Match[str]) -> str:
        pixels = int(found[2])
        return f"{found[1]}: {round(pixels * share / 100) if pixels <= LINE else pixels}px"

    sheet = re.sub(r"font-size: (\d+)px", lambda found: f"font-size: {scaled(int(found[1]))}px", sheet)
    return re.sub(r"(min-height|max-height): (\d+)px", height, sheet)


def palette(theme: Theme) -> QPalette:
    """The colours for what no style sheet reaches: check marks, links, native dialogs."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, color in {
        roles.Window: theme.panel,
        roles.WindowText: theme.text,
        roles.Base: theme.field,
        roles.AlternateBase: theme.raised,
        roles.Text: theme.text,
        roles.Button: theme.panel,
        roles.ButtonText: theme.text,
        roles.BrightText: theme.high_text,
        roles.ToolTipBase: theme.raised,
        roles.ToolTipText: theme.text,
        roles.PlaceholderText: theme.dim,
        roles.Highlight: theme.accent,
        roles.HighlightedText: theme.on_accent,
        roles.Link: theme.accent_text,
        roles.LinkVisited: theme.accent_text,
        roles.Light: theme.raised,
        roles.Mid: theme.line,
        roles.Dark: theme.line,
    }.items():
        made.setColor(role, QColor(color))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return made


def icon(name: str, theme: Theme, color: Color = "") -> QIcon:
    """A Phosphor icon such as `share-network`, dim at rest, accent when on, faint when disabled.

    QtAwesome raises its own bare `Exception` if there is no icon of that name: a bug of the caller.
    """
    made: QIcon = qtawesome.icon(
        f"ph.{name}",
        color=color or theme.dim,
        color_active=color or theme.text,
        color_on=color or theme.accent,
        color_disabled=theme.faint,
    )
    return made


def tinted(color: Color, opacity: float) -> QColor:
    """A `QColor` with an opacity in [0, 1]."""
    made = QColor(color)
    made.setAlphaF(opacity)
    return made
