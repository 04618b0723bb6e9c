from __future__ import annotations

import pytest

from ui.frame_sheet import frame_sheet
from ui.theme import DARK, LIGHT, Theme


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_the_sheet_is_filled_with_the_colours_of_its_theme(theme: Theme) -> None:
    sheet = frame_sheet(theme)
    assert "$" not in sheet
    assert theme.panel in sheet
    assert sheet.count("{") == sheet.count("}")
