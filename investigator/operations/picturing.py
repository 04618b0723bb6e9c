"""A chart as a picture for others: the figure, its scale, the filter, and of which case it is and when it was made."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

import numpy as np

from investigator import drawing
from investigator.cases.case import Case
from investigator.data import ledger
from investigator.data.queries import sources
from investigator.errors import Trouble
from investigator.figure import DIM, FAINT, FONT, INK, PLAIN, Camera, svg
from investigator.progress import Tick, silent
from investigator.scene import Scene
from investigator.settings import TOOL

SUFFIXES = (".png", ".svg", ".pdf")
LINE, EDGE = 12, 36
"""Height of a line under the figure and the air beside it, in points."""
MOST_EDGES = 20_000
LONGEST = 160
"""Characters of a line under the figure."""
DENSITY = 200
"""Pixels of an inch of 72 points."""
WIDE, HIGH = 960, 640
"""Points of a picture of a whole chart."""


@dataclass(frozen=True)
class Stamp:
    """Of which case a picture is: title, file, what is shown out of how much, the journal, who and when."""

    title: str
    file: str
    shown: str
    journal: str
    who: str
    made: int

    def lines(self) -> tuple[str, str]:
        """Two lines to be read under a picture."""
        made = datetime.fromtimestamp(min(max(self.made, 0), 7_258_118_399), UTC)
        return (
            " · ".join(one for one in (self.title, self.file, self.shown) if one),
            f"{self.journal} · made {made:%Y-%m-%d %H:%M:%S} UTC by {self.who} with {TOOL}",
        )


def stamp_of(case: Case, scene: Scene, who: str, made: int) -> Stamp:
    """The stamp of a case for a picture of this scene, made at a time in UTC seconds."""
    counts = sources.counts(case.store)
    with case.store.reading() as db:
        head = ledger.head(db)
    path = case.store.path
    shown = (
        f"{len(scene.account):,} of {counts.accounts:,} accounts, "
        f"{int(scene.count.sum()):,} of {counts.transfers:,} transfers"
    )
    journal = f"journal line {head.seq:,}, hash {head.hash[:16]}"
    return Stamp(case.facts.title, path.name if path else "", shown, journal, who, made)


@dataclass(frozen=True)
class Told:
    """What stands under a picture; nothing for what is left out."""

    scale: bool = True
    filter: str | None = ""
    stamp: Stamp | None = None


def drawn(
    scene: Scene, told: Told, camera: Camera | None = None, width: int = WIDE, height: int = HIGH
) -> str:
    """The picture as SVG, of `width` × `height` points and what stands under it. Texts are escaped."""
    figure = svg(scene, width, height, FONT, camera, MOST_EDGES)
    rows: list[str] = []
    if told.scale:
        rows.append(_scale(scene, _at(height, 0)))
    if told.filter is not None:
        words = (
            f"Filter: {told.filter}"
            if told.filter.strip()
            else "No filter: all transfers between these accounts"
        )
        rows.append(_line(words, _at(height, len(rows))))
    for line in told.stamp.lines() if told.stamp else ():
        rows.append(_line(line, _at(height, len(rows))))
    whole = _at(height, len(rows)) - 2 if rows else height
    rule = f'<path d="M{EDGE / 2} {height - 1} H{width - EDGE / 2}" stroke="{FAINT}"/>' if rows else ""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{whole}" '
        f'viewBox="0 0 {width} {whole}" font-family="{escape(FONT, {chr(34): "&quot;"})}">'
    )
    ground = f'<rect width="{width}" height="{whole}" fill="#ffffff"/>'
    return "\n".join([head, ground, figure.rstrip(), rule, *rows, "</svg>"]) + "\n"


def check(path: Path) -> None:
    """Raise `Trouble` for a name that is of no kind of picture."""
    if path.suffix.lower() not in SUFFIXES:
        raise Trouble(
            f"{path.name} must end in .png, .svg or .pdf; those are the kinds of pictures there are."
        )


def write_picture(text: str, path: Path, tick: Tick = silent) -> None:
    """Write a picture as PNG, SVG or PDF, as the name's ending says, whole or not at all. Raises `Trouble`.

    `tick` may raise `Cancelled` while a page is set.
    """
    check(path)
    ending = path.suffix.lower()
    raw = text.encode() if ending == ".svg" else _set(text, "pdf" if ending == ".pdf" else "png", tick)
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(raw)
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Trouble(
            f"The picture cannot be written to {path}: {error.strerror}; choose another place."
        ) from error


def _set(text: str, kind: Literal["pdf", "png"], tick: Tick) -> bytes:
    # the typesetter is not paid for before a picture of these kinds is wanted
    from investigator.report.legible import legible_svg
    from investigator.typesetting.press import Job, set_pages

    size = re.search(r'width="(\d+)" height="(\d+)"', text)
    assert size is not None
    told = {
        "svg": legible_svg(text.replace("\n", " ")),
        "width": int(size[1]),
        "height": int(size[2]),
    }
    with as_file(files("investigator.typesetting").joinpath("picture.typ")) as template:
        job = Job(template, json.dumps(told).encode(), 0, kind, dots=DENSITY)
        return set_pages(job, tick=tick).parts[0]


def _at(height: int, row: int) -> int:
    return height + 14 + LINE * row


def _line(words: str, y: float, x: float = EDGE / 2 + 2, color: str = DIM) -> str:
    plain = "".join(one if one.isprintable() else " " for one in words)
    plain = plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"
    return f'<text x="{x:.1f}" y="{y}" font-size="8" fill="{color}">{escape(plain)}</text>'


def _scale(scene: Scene, y: float) -> str:
    """What the thinnest and the thickest line stand for, of the asset that most lines are of; units differ."""
    drawable = drawing.drawable(scene) & (scene.src != scene.dst)
    if not drawable.any():
        return _line("No flows to scale by", y)
    units = [text.rpartition(" ")[2] for text in scene.text]
    asset = _most([unit for unit, seen in zip(units, drawable.tolist(), strict=True) if seen])
    rows = np.flatnonzero(drawable & np.array([unit == asset for unit in units], np.bool_))
    rows = rows[np.argsort(scene.weight[rows], kind="stable")]
    thin, thick = scene.text[int(rows[0])], scene.text[int(rows[-1])]
    widths = drawing.widths(scene)[[int(rows[0]), int(rows[-1])]].tolist()
    x, parts = EDGE / 2 + 2, []
    for words, width in zip((thin, thick), widths, strict=True):
        parts.append(f'<path d="M{x:.1f} {y - 3} h24" stroke="{PLAIN}" stroke-width="{width * 0.8:.2f}"/>')
        parts.append(_line(words, y, x + 30, INK))
        x += 46 + 4.8 * len(words)
    return "".join(parts) + _line("thickness by amount, on a log scale", y, x + 4)


def _most(names: Sequence[str]) -> str:
    return max(sorted(set(names)), key=names.count)
