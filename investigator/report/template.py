"""An agency's template: its name, logo, marking, colour, paper, order of parts, and words of its own.

A template is a TOML file and never a program: it can say nothing that the typesetter would run, and cannot take out
what no report may go without. Every value has a bound. See the README for an example.
"""

from __future__ import annotations

import re
import struct
import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from investigator.errors import Trouble
from investigator.report.parts import KEPT, KEYS

MOST_BYTES, MOST_LOGO, MOST_PIXELS = 200_000, 256_000, 4_000
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_PNG = b"\x89PNG\r\n\x1a\n"


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an agency sets. `titles` and `before` are by key of a part: its title, and a text at its beginning.

    `order` are keys that come first, in this order; the others follow as they are. `leave_out` are parts that this
    agency does not print. `logo` is a PNG: in the file the name of one beside it, here its bytes.
    """

    name: str = ""
    agency: str = ""
    marking: str = ""
    accent: str = "#1b2330"
    paper: Literal["a4", "us-letter"] = "a4"
    logo: bytes = b""
    titles: dict[str, str] = {}
    before: dict[str, str] = {}
    order: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()

    def raw(self) -> bytes:
        """The whole template as canonical JSON, as a case keeps it."""
        return msgspec.json.encode(self, order="sorted")


def read_template(path: Path) -> Template:
    """A template from its file. Raises `Trouble` that says what is wrong with it."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Trouble(f"The template {path.name} is larger than {MOST_BYTES:,} bytes; shorten it.")
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Trouble(f"The template {path} cannot be read: {error.strerror}; choose another.") from error
    except (ValueError, RecursionError) as error:
        raise Trouble(f"The template {path.name} is no TOML: {str(error)[:200]}; correct it.") from error
    named = values.pop("logo", "")
    try:
        made = msgspec.convert(values, Template)
    except msgspec.ValidationError as error:
        raise Trouble(f"The template {path.name} does not fit: {str(error)[:200]}; correct it.") from error
    logo = _logo(path, named) if named else b""
    return checked(msgspec.structs.replace(made, logo=logo))


def template_of(raw: bytes) -> Template:
    """A template as a case keeps it. Raises `Trouble` if it is none."""
    try:
        return checked(msgspec.json.decode(raw, type=Template))
    except msgspec.DecodeError as error:
        raise Trouble(f"The case keeps a template that cannot be read: {str(error)[:200]}.") from error


def checked(made: Template) -> Template:
    """The template itself. Raises `Trouble` for what is out of bounds."""
    keys = {*made.titles, *made.before, *made.order, *made.leave_out}
    unknown, kept = sorted(keys - set(KEYS)), sorted(KEPT & set(made.leave_out))
    long_ = [text for text in made.before.values() if len(text) > 10_000]
    long_ += [
        text for text in (made.name, made.agency, made.marking, *made.titles.values()) if len(text) > 200
    ]
    wrong = {
        f"there is no part '{unknown[0][:40] if unknown else ''}'; there are {', '.join(KEYS)}": bool(
            unknown
        ),
        f"no report may go without '{kept[0] if kept else ''}'": bool(kept),
        "a part stands in the order twice": len(set(made.order)) < len(made.order),
        f"'{made.accent[:20]}' is no colour such as #1b2330": not _COLOUR.fullmatch(made.accent),
        "a name or title has more than 200 characters, or a text more than 10,000": bool(long_),
        "a title is empty": any(not title.strip() for title in made.titles.values()),
    }
    for reason, so in wrong.items():
        if so:
            raise Trouble(f"The template does not fit: {reason}.")
    _sized(made.logo)
    return made


def _logo(path: Path, named: object) -> bytes:
    """The picture beside the template; none from anywhere else."""
    if (
        not isinstance(named, str)
        or not named
        or Path(named).name != named
        or "\0" in named
        or "\\" in named
    ):
        raise Trouble("The template's logo is to be the name of a PNG file beside the template.")
    try:
        place = path.with_name(named)
        if place.stat().st_size > MOST_LOGO:
            raise Trouble(f"The logo {named[:80]} is larger than {MOST_LOGO:,} bytes; make it smaller.")
        return place.read_bytes()
    except OSError as error:
        raise Trouble(
            f"The logo {named[:80]} cannot be read: {error.strerror}; put it beside the template."
        ) from error


def _sized(logo: bytes) -> None:
    """Whether it is a PNG of bearable size: one of a few bytes can stand for gigabytes of pixels."""
    if not logo:
        return
    if len(logo) > MOST_LOGO or not logo.startswith(_PNG) or logo[12:16] != b"IHDR" or len(logo) < 33:
        raise Trouble("The template's logo is no PNG file; save it as one.")
    width, height = struct.unpack(">II", logo[16:24])
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        raise Trouble(
            f"The template's logo has {width:,} × {height:,} pixels; {MOST_PIXELS:,} each way are the most."
        )
