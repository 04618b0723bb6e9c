"""Signs on nodes: near only, legible in both themes, and different for each kind."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from investigator.records import AccountKind
from tests.scenes import scene
from ui.canvas.icons import Icons, ink
from ui.canvas.picture import paint, picture
from ui.canvas.view import View
from ui.theme import DARK, LIGHT, Theme, contrast

KINDS = list(AccountKind)


def drawn(scale: float, tokens: tuple[int, ...] = ()) -> tuple[int, np.ndarray]:
    shown = scene([(100 * k, 0) for k in KINDS], kind=KINDS, size=[0.5] * len(KINDS))
    shown = replace(shown, tokens=tokens)
    view = View(scale, 250, 0, 600, 60)
    seen = picture(paint(shown, DARK), view, 1.0, np.zeros(len(KINDS), np.bool_))
    image = QImage(600, 60, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    count = Icons().paint(painter, paint(shown, DARK), seen, 1.0)
    painter.end()
    return count, np.frombuffer(image.constBits(), np.uint32).reshape(60, 600).copy() & 0xFFFFFF


def test_every_kind_but_an_account_has_a_sign_of_its_own(qapp: object) -> None:
    count, pixels = drawn(1.0)
    tiles = [pixels[:, 100 * k : 100 * (k + 1)] > 0 for k in KINDS]
    assert count == len(KINDS) - 1
    assert not tiles[AccountKind.ACCOUNT].any()
    for one in KINDS[1:]:
        assert tiles[one].sum() > 20
        for other in KINDS[1:one]:
            assert (tiles[one] != tiles[other]).sum() > 20


def test_a_token_is_told_from_other_contracts(qapp: object) -> None:
    contract = slice(100, 200)
    count, pixels = drawn(1.0, tokens=(1,))
    assert count == len(KINDS) - 1
    assert (pixels[:, contract] != drawn(1.0)[1][:, contract]).sum() > 20


def test_from_afar_there_are_none(qapp: object) -> None:
    assert drawn(0.3)[0] == 0


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_a_sign_stands_out_from_its_node(theme: Theme) -> None:
    for fill in (theme.node, theme.node_plain, theme.low, theme.mid, theme.high, "#000000", "#ffffff"):
        assert contrast(ink(theme, fill), fill) >= 3
