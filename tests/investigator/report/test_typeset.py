"""What is set stays on its page, whatever a case holds."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from investigator.cases.edits import SetExhibits, SetFinding, SetTitle
from investigator.cases.facts import Finding
from investigator.records import Address, Tier
from investigator.report import ReportOptions, content
from investigator.report.template import Template
from investigator.report.typeset import pictures
from tests.investigator.test_report import CARD, SVG, full
from tests.makers import Move, case

SIDE, FOOT = 22 / 210, 8 / 297
"""Shares of a page's width and height on which nothing is to be."""


def ink(page: bytes) -> NDArray[np.bool_]:
    """Where a page is dark."""
    picture = QImage.fromData(page).convertToFormat(QImage.Format.Format_Grayscale8)
    grey = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.bytesPerLine())
    return grey[:, : picture.width()] < 200


def in_the_margins(pages: list[bytes]) -> list[int]:
    found = []
    for number, page in enumerate(pages, start=1):
        dark = ink(page)
        side, foot = round(dark.shape[1] * SIDE), round(dark.shape[0] * FOOT)
        if dark[:, :side].any() or dark[:, -side:].any() or dark[-foot:].any():
            found.append(number)
    return found


def test_an_ordinary_report_keeps_its_margins() -> None:
    with full() as made:
        assert (
            in_the_margins(pictures(content(made, ReportOptions("A. Examiner", card=CARD), SVG), 40)) == []
        )


@pytest.mark.parametrize("text", ["W" * 9_000, "\u202egnp.exe中" * 900], ids=["one word", "direction"])
def test_words_without_end_keep_the_margins(text: str) -> None:
    tag = {"address": "bank:1", "label": text, "source": text, "note": text, "category": text[:100]}
    moves = [Move(0, 1, 7, number) for number in range(3)]
    with case(moves, tags=[tag], assets=[("bank/" + text[:50], text, None)]) as made:
        made.do(SetTitle(text, text))
        made.do(SetExhibits((0,)))
        made.do(SetFinding("F1", Finding(text[:3_000], text, Tier.LEAD, (Address("bank:1"),), (0,))))
        named = Template(agency=text[:200], marking=text[:200], titles={"gaps": text[:200]})
        card = {text[:90]: text, "metrics": {text[:90]: [text, text]}, "measured": [{text[:90]: text}]}
        pages = pictures(content(made, ReportOptions(text, text, card, template=named)), 40)
    assert in_the_margins(pages) == []
