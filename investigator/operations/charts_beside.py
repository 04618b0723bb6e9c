"""The charts of two hypotheses, laid out as one, so that what differs between them can be seen."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from investigator.cases.case import Case
from investigator.look import PLAIN
from investigator.operations.branching import place
from investigator.operations.charting import picture
from investigator.progress import Tick, silent
from investigator.scene import Scene
from investigator.tinting import tinted

ONLY = "orange"
"""What colours an account that is on one of two charts only; all others are plain."""


@dataclass(frozen=True)
class Side:
    """The first chart of a hypothesis. `only` are the accounts that are not on the other one's."""

    scene: Scene
    only: frozenset[int]


def charts_beside(case: Case, left: str, right: str, tick: Tick = silent) -> tuple[Side, Side]:
    """The charts of two hypotheses, or steps. An account of both stands at the same place, unless one side moved it.

    Raises `Trouble` where there is no such hypothesis.
    """
    sides = [case.at_step(place(case.history, one)[1]) for one in (left, right)]
    shown = [frozenset(side.facts.shown) for side in sides]
    whole = picture(sides[0], tick, shown[0] | shown[1])
    at = dict(
        zip(whole.account.tolist(), zip(whole.x.tolist(), whole.y.tolist(), strict=True), strict=True)
    )
    first, second = (_side(side, at, own, tick) for side, own in zip(sides, _apart(*shown), strict=True))
    return first, second


def _apart(left: frozenset[int], right: frozenset[int]) -> tuple[frozenset[int], frozenset[int]]:
    return left - right, right - left


def _side(case: Case, at: dict[int, tuple[float, float]], only: frozenset[int], tick: Tick) -> Side:
    scene = picture(case, tick)
    moved = case.facts.places
    spots = [
        (x, y) if account in moved else at.get(account, (x, y))
        for account, x, y in zip(scene.account.tolist(), scene.x.tolist(), scene.y.tolist(), strict=True)
    ]
    places = np.array(spots, np.float32).reshape(-1, 2)
    plain = replace(
        scene,
        x=np.ascontiguousarray(places[:, 0]),
        y=np.ascontiguousarray(places[:, 1]),
        tint=np.full(scene.account.size, PLAIN, np.uint32),
    )
    return Side(tinted(plain, dict.fromkeys(only, ONLY)), only)
