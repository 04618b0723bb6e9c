from __future__ import annotations

import pytest

from investigator.errors import Trouble
from investigator.report import ReportOptions, content
from investigator.report.parts import KEPT, KEYS, leave_out
from tests.investigator.test_report import full


def test_what_is_left_out_is_said_and_what_must_stay_stays() -> None:
    assert leave_out(["glossary", "journal", "glossary"]) == ("glossary", "journal")
    for key in ("nothing", "limits"):
        with pytest.raises(Trouble):
            leave_out([key])
    with full() as case:
        document = content(case, ReportOptions(left_out=KEYS))
    assert {one.key for one in document.sections} == KEPT
