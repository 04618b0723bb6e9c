"""Where the lines of a tree run that is drawn as a list, the newest step on top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Lane:
    """One row: the column of its own step, and the columns of the lines above and below its middle.

    A line of `above` comes in from that column at the top and goes to `own`; one of `through` passes by, and
    `below` says whether one goes on from `own` to the bottom.
    """

    own: int
    above: tuple[int, ...]
    through: tuple[int, ...]
    below: bool


def lanes(steps: Iterable[tuple[str, str]]) -> list[Lane]:
    """The rows of steps with their parents, children before their parents; a parent of '' is none."""
    waiting: list[str] = []
    rows: list[Lane] = []
    for step, parent in steps:
        mine = tuple(at for at, wanted in enumerate(waiting) if wanted == step)
        own = mine[0] if mine else _free(waiting)
        through = tuple(at for at, wanted in enumerate(waiting) if wanted and at not in mine and at != own)
        for at in mine:
            waiting[at] = ""
        waiting[own] = parent
        while waiting and not waiting[-1]:
            waiting.pop()
        rows.append(Lane(own, mine, through, bool(parent)))
    return rows


def _free(waiting: list[str]) -> int:
    if "" not in waiting:
        waiting.append("")
        return len(waiting) - 1
    return waiting.index("")
