"""The analyst's colours on a scene."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from investigator.colours import COLOURS
from investigator.look import BY_RISK
from investigator.scene import Scene
from investigator.tinting import tinted
from tests.scenes import triangle


def scene() -> Scene:
    made = triangle()
    return replace(made, tint=np.full(made.account.size, BY_RISK, np.uint32))


def test_marked_accounts_get_their_colour_and_others_stay() -> None:
    plain = scene()
    first, last = int(plain.account[0]), int(plain.account[-1])
    seen = tinted(plain, {last: "teal", first: "pink", 999_999: "orange"})
    assert seen.tint[0] == COLOURS["pink"]
    assert seen.tint[-1] == COLOURS["teal"]
    assert (seen.tint[1:-1] == BY_RISK).all()
    assert seen.tint.dtype == np.uint32


def test_nothing_marked_is_the_same_scene() -> None:
    plain = scene()
    assert tinted(plain, {}) is plain
    assert tinted(plain, {999_999: "teal"}) is plain
