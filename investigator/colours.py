"""The colours that an analyst may give an account or a drawing.

Chosen by search so that any two differ by at least 28 (CIE76) in normal sight and under protanopia, deuteranopia
and tritanopia (Machado, Oliveira & Fernandes 2009), and each has a contrast of 3:1 on both themes' grounds (WCAG 2.2).
"""

from __future__ import annotations

COLOURS: dict[str, int] = {
    "teal": 0x00A68A,
    "orange": 0xD97D21,
    "violet": 0x9326FF,
    "crimson": 0xCC0044,
    "pink": 0xCF5CE5,
    "slate": 0x5B638C,
}
"""0xRRGGBB by name. Journals hold the names: none is ever taken away."""


def known(name: str) -> None:
    """Raise `ValueError` for a name that is no colour; '' is for none."""
    if name and name not in COLOURS:
        raise ValueError(f"{name[:40]} is no colour; there are {', '.join(COLOURS)}")


def hex_of(name: str) -> str:
    """`#rrggbb`."""
    return f"#{COLOURS[name]:06x}"
