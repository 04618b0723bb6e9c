"""A report as HTML: the same content, and nothing in it but text."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from investigator.cases.case import Case
from investigator.cases.edits import SetFinding, SetNote, SetTitle
from investigator.cases.facts import Finding
from investigator.records import Address, Tier
from investigator.report import ReportOptions, content, report_bytes
from investigator.report.webpage import webpage
from tests.investigator.test_report import CARD, HOSTILE, SVG, full

ALLOWED = set(
    "html head meta title style body header p h1 h2 h3 blockquote dl dt dd span div b ul li nav ol a main section "
    "abbr table caption colgroup col thead tbody tr th td article figure img figcaption footer hr br".split()
)


class Tags(HTMLParser):
    """Which tags and attributes a page has, whether they nest, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.names, self.attributes, self.open, self.said = set[str](), set[str](), list[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in {"meta", "col", "img", "hr", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def read(page: bytes) -> Tags:
    tags = Tags()
    tags.feed(page.decode())
    tags.close()
    assert tags.open == []
    return tags


@pytest.fixture
def opened() -> Iterator[Case]:
    with full() as made:
        yield made


def test_it_holds_what_the_pdf_holds_and_the_same_bytes_each_time(opened: Case) -> None:
    options = ReportOptions("A. Examiner", card=CARD, form="html")
    page = report_bytes(opened, options, SVG)
    assert page == report_bytes(opened, options, SVG)
    tags = read(page)
    assert tags.names <= ALLOWED
    assert tags.attributes <= {"lang", "dir", "charset", "http-equiv", "content", "name", "class", "title", "id", "href", "aria-label", "scope", "colspan", "alt", "src"}  # fmt: skip
    text = "".join(tags.said)
    for section in content(opened, options, SVG).sections:
        assert section.title in text
    assert "41,250.01 EUR" in text
    assert "0x" + "07" * 32 in text
    assert b"default-src 'none'" in page
    assert b"http://" not in page.replace(b"http://www.w3.org", b"")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(opened: Case, text: str) -> None:
    opened.do(SetTitle(text, text))
    opened.do(SetNote(Address("bank:2"), text))
    opened.do(SetFinding("f", Finding(text, text, Tier.LEAD, (Address(f"bank:{text[:60]}"),))))
    page = webpage(content(opened, ReportOptions(text, text, {text: text}), SVG))
    assert read(page).names <= ALLOWED
    for mark in ("\u202e", "\u2066", "\x00", "\x1b"):
        assert mark not in page.decode()
