from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from investigator.errors import Trouble
from investigator.report import ReportOptions, content, report_bytes
from investigator.report.template import Template, read_template, template_of
from tests.investigator.test_report import full


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


PNG = b"".join(
    (
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(b"\0\x10\x20\x30")),
        _chunk(b"IEND", b""),
    )
)
TOML = """
agency = "Office of <b>Fraud</b> #panic()"
marking = "CONFIDENTIAL"
accent = "#7a1f1f"
paper = "us-letter"
logo = "logo.png"
order = ["findings", "question"]
leave_out = ["glossary"]
[titles]
findings = "What we found"
[before]
limits = "Our office adds this."
"""


def write(folder: Path, text: str, logo: bytes = PNG) -> Path:
    (folder / "logo.png").write_bytes(logo)
    path = folder / "agency.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_an_agency_has_its_look_order_and_words(tmp_path: Path, form: str) -> None:
    template = read_template(write(tmp_path, TOML))
    assert template_of(template.raw()) == template
    options = ReportOptions(form="html" if form == "html" else "pdf", template=template)
    with full() as case:
        document = content(case, options)
        raw = report_bytes(case, options)
    assert [one.title for one in document.sections[:2]] == ["What we found", "The question"]
    assert "glossary" not in [one.key for one in document.sections]
    (gaps,) = [one for one in document.sections if one.key == "gaps"]
    assert "Left out of this report by choice, and kept in the case file: Glossary." in str(gaps)
    if form == "html":
        assert b"Office of &lt;b&gt;Fraud&lt;/b&gt;" in raw
        assert b"data:image/png;base64,iVBOR" in raw
    else:
        assert raw.startswith(b"%PDF")


@pytest.mark.parametrize(
    "text, wrong",
    [
        ("[[[", "no TOML"),
        ("colour = 'red'", "does not fit"),
        ("accent = 'red'", "no colour"),
        ("leave_out = ['limits']", "may not go without|may go without"),
        ("order = ['nowhere']", "no part 'nowhere'"),
        ("order = ['limits', 'limits']", "twice"),
        ("logo = '../logo.png'", "beside the template"),
        ("logo = 'none.png'", "cannot be read"),
        ("titles = {limits = ' '}", "title is empty"),
        ("agency = '" + "x" * 201 + "'", "more than 200"),
        ("marking = '" + "x" * 300_000 + "'", "larger than"),
    ],
)
def test_what_does_not_fit_is_said(tmp_path: Path, text: str, wrong: str) -> None:
    with pytest.raises(Trouble, match=wrong):
        read_template(write(tmp_path, text))


@pytest.mark.parametrize(
    "logo",
    [b"<svg/>", PNG[:20], PNG[:16] + struct.pack(">II", 60_000, 60_000) + PNG[24:], PNG + b"x" * 300_000],
)
def test_a_logo_is_a_png_of_bearable_size(tmp_path: Path, logo: bytes) -> None:
    with pytest.raises(Trouble, match="logo"):
        read_template(write(tmp_path, TOML, logo))


def test_what_a_case_keeps_is_checked_too() -> None:
    with pytest.raises(Trouble):
        template_of(b"{")
    with pytest.raises(Trouble, match="go without"):
        template_of(Template(leave_out=("findings",)).raw())


def test_a_logo_that_is_broken_inside_is_said(tmp_path: Path) -> None:
    broken = PNG[:45] + b"\x00" + PNG[46:]
    template = read_template(write(tmp_path, TOML, broken))
    with full() as case, pytest.raises(Trouble, match="cannot be set"):
        report_bytes(case, ReportOptions(template=template))
