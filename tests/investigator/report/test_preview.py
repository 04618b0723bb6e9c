from __future__ import annotations

from investigator.report import ReportOptions
from investigator.report.preview import preview
from tests.investigator.test_report import SVG, full


def test_pages_are_pictures_and_the_case_stays_as_it_is() -> None:
    with full() as case:
        pages = preview(case, ReportOptions(left_out=("journal", "statement")), SVG, ("Another", "Why?"))
        assert case.facts.title == "A case"
    assert len(pages) > 5
    assert {page[:8] for page in pages} == {b"\x89PNG\r\n\x1a\n"}
