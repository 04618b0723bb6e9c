"""Switches that hold for this process and for those it starts: they stand in its environment.

A switch that the environment or the command line sets is `forced`: no preference lifts it in this run.
"""

from __future__ import annotations

import os

OFFLINE = "INVESTIGATOR_OFFLINE"
"""Nothing is asked over a network."""
READ_ONLY = "INVESTIGATOR_READ_ONLY"
"""Case files are opened so that nothing in them can be changed."""
ZONE = "INVESTIGATOR_ZONE"
"""The IANA name of the zone that is shown beside UTC."""
UNITS = "INVESTIGATOR_UNITS"
"""`base` to write amounts in base units such as wei."""
OPENGL = "INVESTIGATOR_OPENGL"
"""`0` to show the chart without OpenGL even where a graphics card could."""

PREFERRED = "preferred"
"""How a switch stands that a preference has set, so that it can be lifted again."""
_NO = frozenset({"", "0", "no", "off", "false"})


def on(variable: str) -> bool:
    """Whether a switch is set to anything but '', 0, no, off or false."""
    return os.environ.get(variable, "").strip().lower() not in _NO


def on_unless(variable: str) -> bool:
    """Whether a switch that is on by itself has not been set to 0, no, off or false."""
    return os.environ.get(variable, "1").strip().lower() not in _NO - {""}


def forced(variable: str) -> bool:
    """Whether somebody set it for this run, and not a preference."""
    return on(variable) and os.environ[variable] != PREFERRED


def force(variable: str) -> None:
    """Set a switch for the rest of this run."""
    os.environ[variable] = "1"


def prefer(variable: str, wanted: bool) -> None:
    """Set or lift a switch as it is preferred; one that is forced stays."""
    if forced(variable):
        return
    if wanted:
        os.environ[variable] = PREFERRED
    else:
        os.environ.pop(variable, None)


def name(variable: str, value: str, *, anew: bool) -> None:
    """Say a zone or unit; one that the environment says already counts more, unless it is chosen `anew`."""
    if anew or not os.environ.get(variable):
        if value:
            os.environ[variable] = value
        else:
            os.environ.pop(variable, None)
