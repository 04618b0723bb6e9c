"""What a report is made of, whatever it is set in: sections of blocks of plain text.

Texts are as the case has them, hostile or not; whoever sets them makes them legible
(`investigator.report.legible`) and never reads them as markup.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Style = Literal["text", "mono", "number", "tier", "dim"]


class Cell(msgspec.Struct, frozen=True):
    """One text and how it is meant: prose, a key, a figure, a tier of claim, or something in passing."""

    text: str
    style: Style = "text"


class Block(msgspec.Struct, frozen=True, tag_field="kind"):
    """A part of a section."""


class Para(Block, frozen=True, tag="para"):
    """Running text; each line feed begins a new paragraph."""

    text: str
    style: Literal["text", "quote", "note"] = "text"


class Items(Block, frozen=True, tag="items"):
    """A list of short points."""

    items: tuple[str, ...]


class Facts(Block, frozen=True, tag="facts"):
    """Names and values, one pair a line."""

    rows: tuple[tuple[str, Cell], ...]


class Table(Block, frozen=True, tag="table"):
    """Rows under a head that is repeated on each page. `widths` are shares of the width.

    `left_out` rows are not shown; they lie in the case file.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    caption: str = ""
    left_out: int = 0


class Entry(Block, frozen=True, tag="entry"):
    """A numbered finding or exhibit: its tier, its one line, what it says, and what it rests on.

    If it is `graded`, each sentence of its text is set with its tier.
    """

    number: str
    headline: str
    tier: str = ""
    text: str = ""
    rows: tuple[tuple[str, Cell], ...] = ()
    graded: bool = False


class Chart(Block, frozen=True, tag="chart"):
    """A vector figure as SVG text. `alt` says in words what it shows."""

    svg: str
    caption: str
    alt: str


class Signature(Block, frozen=True, tag="signature"):
    """Lines to be filled in by hand."""

    fields: tuple[str, ...]


AnyBlock = Para | Items | Facts | Table | Entry | Chart | Signature


class Section(msgspec.Struct, frozen=True):
    """A numbered part of the report. `key` names it for templates, whatever its title."""

    title: str
    blocks: tuple[AnyBlock, ...]
    annex: bool = False
    key: str = ""


class Look(msgspec.Struct, frozen=True):
    """How an agency wants it to look: an accent `#rrggbb`, the paper, a marking on each page, and a PNG as logo."""

    accent: str = "#1b2330"
    paper: Literal["a4", "us-letter"] = "a4"
    marking: str = ""
    agency: str = ""
    logo: bytes = b""


class Document(msgspec.Struct, frozen=True):
    """A whole report. `made` is a time in UTC seconds: that of the journal's last line."""

    title: str
    question: str
    made: int
    mark: str
    stamp: tuple[tuple[str, Cell], ...]
    missing: tuple[str, ...]
    sections: tuple[Section, ...]
    look: Look = Look()


def mono(text: str) -> Cell:
    """A key: an address, a hash."""
    return Cell(text, "mono")


def number(value: int | str) -> Cell:
    """A figure; whole numbers are grouped by thousands."""
    return Cell(f"{value:,}" if isinstance(value, int) else value, "number")


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
