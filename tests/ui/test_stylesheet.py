import re

import pytest

from ui.stylesheet import fill
from ui.theme import DARK, LIGHT, Theme


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_every_colour_comes_from_the_theme(theme: Theme) -> None:
    known = {value for value in vars(theme).values() if str(value).startswith("#")}
    assert set(re.findall(r"#[0-9a-f]{6}\b", fill(theme))) <= known


def test_braces_balance() -> None:
    sheet = fill(DARK)
    assert sheet.count("{") == sheet.count("}") > 50
