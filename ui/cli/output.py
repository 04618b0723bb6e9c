"""How the command line speaks: answers on standard output, progress on standard error."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Sequence

EVERY = 0.2  # seconds between progress lines: readable on a terminal, light on a log


class Progress:
    """A `Tick` that keeps one line on standard error up to date, on a terminal only."""

    def __init__(self) -> None:
        self._shown = 0.0
        self._width = 0
        self._live = sys.stderr.isatty()

    def __call__(self, done: int, total: int | None = None, note: str = "") -> None:
        """Show how far the work is."""
        now = time.monotonic()
        if not self._live or (now - self._shown < EVERY and done != total):
            return
        self._shown = now
        share = f" {100 * done // total} %" if total else f" {done:,}" if done else ""
        line = f"{note or 'Working'}…{share}"[:100]
        sys.stderr.write("\r" + line.ljust(self._width))
        sys.stderr.flush()
        self._width = len(line)

    def clear(self) -> None:
        """Leave the line blank for what comes next."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            self._width = 0


def say(text: str) -> None:
    """Print one line of the answer, harmless whatever it holds."""
    sys.stdout.write(harmless(text) + "\n")


def answer(value: object) -> None:
    """Print the answer in JSON, floats by their shortest exact text."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; columns whose header starts with '>' are aligned to the right."""
    lines = [[name.lstrip(">") for name in header], *[[harmless(cell) for cell in row] for row in rows]]
    widths = [max(len(line[i]) for line in lines) for i in range(len(header))]
    for line in lines:
        cells = [
            cell.rjust(width) if name.startswith(">") else cell.ljust(width)
            for cell, width, name in zip(line, widths, header, strict=True)
        ]
        sys.stdout.write("  ".join(cells).rstrip() + "\n")


def harmless(text: str) -> str:
    """Show control and direction characters as escapes, so that hostile text cannot drive a terminal."""
    return "".join(
        character
        if character.isprintable() or character == " "
        else character.encode("unicode_escape").decode()
        for character in text
    )
