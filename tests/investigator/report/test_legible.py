"""Nothing that is printed can harm the page or pass for something else."""

from __future__ import annotations

import json

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from investigator.report.legible import LONGEST, legible, legible_svg, paragraphs


@pytest.mark.parametrize(
    "text, shown",
    [
        ("plain #text $x$ *bold* <b>", "plain #text $x$ *bold* <b>"),
        ("ŪSDC \N{CYRILLIC SMALL LETTER ES} Ω €", "ŪSDC с Ω €"),
        ("e\N{COMBINING ACUTE ACCENT}", "é"),
        ("中", "‹U+4E2D›"),
        ("a\N{RIGHT-TO-LEFT OVERRIDE}b", "a‹U+202E›b"),
        ("a\0b\x1b[0m", "a‹U+0000›b‹U+001B›[0m"),
        ("\N{ZERO WIDTH SPACE}", "‹U+200B›"),
        ("\N{GRINNING FACE}", "‹U+1F600›"),
        ("\ud800", "‹U+D800›"),
        ("tab\there", "tab here"),
    ],
)
def test_what_cannot_be_printed_is_spelt_out(text: str, shown: str) -> None:
    assert legible(text) == shown


def test_a_long_text_is_cut_and_says_so() -> None:
    cut = legible("x" * 1_000_000)
    assert cut == "x" * LONGEST + " … [cut here: 1,000,000 characters in the case file]"
    assert len(legible("中" * LONGEST)) < 3 * LONGEST


def test_lines_become_paragraphs() -> None:
    assert paragraphs("one\r\n\n two \rthree") == ["one", " two ", "three"]
    assert paragraphs("  \n ") == []
    many = paragraphs("\n".join("abc"))
    assert many == ["a", "b", "c"]
    assert paragraphs("x\n" * 5_000)[-1] == "[cut here: 10,000 characters in the case file]"
    assert len(paragraphs("x\n" * 5_000)) == 201


def test_a_drawing_keeps_its_markup() -> None:
    drawn = "<svg><text>a &amp; &#60; &#x4e2d; 中 \0 …</text>\n</svg>"
    assert legible_svg(drawn) == "<svg><text>a &amp; &#60; ? ? ? …</text> </svg>"


@given(st.text())
def test_what_is_legible_stays_so(text: str) -> None:
    once = legible(text)
    assert legible(once, 10**6) == once
    assert once.isprintable()


@pytest.mark.parametrize("style", ["", 'style: "italic",', 'weight: "semibold",', 'weight: "bold",'])
@pytest.mark.parametrize("first", [0, 1])
def test_the_fonts_have_every_character_that_is_let_through(first: int, style: str) -> None:
    """PDF/A refuses a page with a character that no font has: here all of them stand on one."""
    everything = [chr(code) for code in range(0x20, 0x3000) if legible(chr(code)) == chr(code)]
    assert len(everything) > 1_900
    fonts = ("Libertinus Serif", "DejaVu Sans Mono")
    source = f"""
        #set document(title: "all", date: datetime(year: 2026, month: 1, day: 1))
        #set text(font: ("{fonts[first]}", "{fonts[1 - first]}"), {style} fallback: false)
        #for one in json(bytes(sys.inputs.all)) {{ par(one) }}
    """
    raw = typst.compile(
        source.encode(),
        ignore_system_fonts=True,
        sys_inputs={"all": json.dumps(everything)},
        pdf_standards=["a-2a"],
    )
    assert raw.startswith(b"%PDF-1.7")
