"""The palette: legible on both grounds, and told apart by whoever sees colours otherwise."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from investigator.colours import COLOURS, hex_of, known
from ui.theme import DARK, LIGHT, Theme, contrast

SIGHT = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}  # fmt: skip
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(color: int, sight: object) -> np.ndarray:
    channels = np.array([color >> 16, color >> 8 & 255, color & 255]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(sight) @ linear, 0, 1)
    x, y, z = np.cbrt(TO_XYZ @ seen / np.array([0.9505, 1, 1.089]))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("sight", SIGHT)
def test_any_two_colours_differ_in_every_kind_of_sight(sight: str) -> None:
    seen = {name: lab(color, SIGHT[sight]) for name, color in COLOURS.items()}
    nearest = min(float(np.linalg.norm(seen[a] - seen[b])) for a, b in combinations(seen, 2))
    assert nearest > 28


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_a_colour_can_be_seen_on_the_ground_of_each_theme(theme: Theme) -> None:
    assert min(contrast(hex_of(name), theme.ground) for name in COLOURS) >= 3


def test_other_names_are_no_colours() -> None:
    known("")
    known("teal")
    with pytest.raises(ValueError, match="red is no colour"):
        known("red")
