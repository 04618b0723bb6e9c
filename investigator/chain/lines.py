"""A text file as whole CSV records, its damage set aside line by line before a parser sees it.

A parser that meets a quote that is never closed takes all lines after it for one cell, and one that
meets an endless line gives up. Here each costs its own line only.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from investigator.chain.source import KEPT_BAD_ROWS, BadRow

BLOCK = 4 << 20
LINE_LIMIT = 1 << 20
"""Characters of one line: a longer one is no row."""
RECORD_LINES = 50
"""Lines that one record with line breaks within quotes may have."""

_QUOTE, _NEWLINE = ord('"'), ord("\n")


@dataclass(frozen=True)
class Chunk:
    """Whole records in UTF-8, each ended by a line feed; `lines` says where in the file each begins.

    `bad_rows` counts the damaged lines that were left out, `bad` holds the first of them.
    """

    text: bytes
    lines: NDArray[np.int64]
    bad: tuple[BadRow, ...] = ()
    bad_rows: int = 0


def opened(path: Path, encoding: str) -> TextIO:
    """A text file, every kind of line end a line feed; a last letter that was cut off is U+FFFD."""
    if encoding == "utf-8":
        return path.open(encoding="utf-8-sig", errors="replace")
    return path.open(encoding=encoding)


def chunks(path: Path, encoding: str, delimiter: str) -> Iterator[Chunk]:
    """All records below the first line. Raises `UnicodeDecodeError` where the text is not in `encoding`."""
    with opened(path, encoding) as file:
        file.readline(LINE_LIMIT)
        line, rest = 2, ""
        for block, final in _blocks(file):
            chunk, taken, rest = _records(rest + block, line, delimiter, final=final)
            line += taken
            if len(chunk.lines) or chunk.bad_rows:
                yield chunk


def _blocks(file: TextIO) -> Iterator[tuple[str, bool]]:
    """Text in whole lines, and whether it is the last. Of an endless line only the beginning is kept."""
    held = ""
    while text := file.read(BLOCK):
        held += text
        cut = held.rfind("\n") + 1
        if cut:
            yield held[:cut], False
            held = held[cut:]
        held = held[: LINE_LIMIT + 1]
    yield held + "\n" * bool(held), True


def _records(text: str, line: int, delimiter: str, *, final: bool) -> tuple[Chunk, int, str]:
    """The records of some lines, how many lines they take, and the rest, which goes on in the next block."""
    raw = text.encode()
    data = np.frombuffer(raw, np.uint8)
    ends = np.flatnonzero(data == _NEWLINE)
    odd = np.zeros(len(ends), np.bool_)
    if b'"' in raw and not _plainly_quoted(data, ord(delimiter)):
        odd = _odd_lines(data, ends, ord(delimiter))
    longest = np.diff(ends, prepend=-1).max(initial=0)
    blank = raw.startswith(b"\n") or b"\n\n" in raw
    if not (odd.any() or blank or longest > LINE_LIMIT or b"\0" in raw):
        return Chunk(raw, np.arange(line, line + len(ends))), len(ends), ""
    return _sorted_out(text.split("\n")[:-1], odd, line, delimiter, final=final)


def _sorted_out(
    texts: list[str], odd: NDArray[np.bool_], line: int, delimiter: str, *, final: bool
) -> tuple[Chunk, int, str]:
    records, lines, bad = list[str](), list[int](), list[BadRow]()
    at = count = 0
    while at < len(texts):
        size, reason = 1, _damage(texts[at])
        if not reason and odd[at]:
            size = _closes(texts, at, delimiter)
            if not size and not final and len(texts) - at < RECORD_LINES:
                break
            reason = "" if size else "a quote that is never closed"
        if reason:
            size = 1
            count += 1
            if count <= KEPT_BAD_ROWS:
                bad.append(BadRow(line + at, reason, texts[at][:500].replace("\0", "\\0")))
        elif texts[at]:
            records.append("\n".join(texts[at : at + size]) + "\n")
            lines.append(line + at)
        at += size
    chunk = Chunk("".join(records).encode(), np.array(lines, np.int64), tuple(bad), count)
    return chunk, at, "".join(text + "\n" for text in texts[at:])


def _damage(text: str) -> str:
    if len(text) > LINE_LIMIT:
        return "a line of more than a million characters"
    return "a NUL byte" if "\0" in text else ""


def _closes(texts: list[str], at: int, delimiter: str) -> int:
    """How many lines the record takes that begins here with quotes in odd places; 0 if it never ends well."""
    reader = csv.reader(
        (text + "\n" for text in islice(texts, at, at + RECORD_LINES)), delimiter=delimiter, strict=True
    )
    try:
        next(reader)
    except csv.Error:
        return 0
    return int(reader.line_num)


def _plainly_quoted(data: NDArray[np.uint8], delimiter: int) -> bool:
    """Whether all quotes stand at the beginning and the end of a cell, with no line break within."""
    marks = np.flatnonzero((data == _QUOTE) | (data == _NEWLINE))
    is_quote = data[marks] == _QUOTE
    if (np.cumsum(is_quote)[~is_quote] % 2).any():
        return False
    quotes = marks[is_quote]
    before, after = data[quotes[::2] - 1], data[quotes[1::2] + 1]
    edges = (before == delimiter) | (before == _NEWLINE)
    return bool(edges.all() and ((after == delimiter) | (after == _NEWLINE)).all())


def _odd_lines(data: NDArray[np.uint8], ends: NDArray[np.int64], delimiter: int) -> NDArray[np.bool_]:
    """Lines whose quotes are not simply one at the beginning and one at the end of a cell.

    The text ends with a line feed, so that a quote at its very beginning has one before it as well.
    """
    quotes = np.flatnonzero(data == _QUOTE)
    row = np.searchsorted(ends, quotes)
    rank = np.arange(len(quotes)) - np.searchsorted(row, row)
    beside = np.where(rank % 2 == 0, data[quotes - 1], data[quotes + 1])
    odd = np.zeros(len(ends), np.bool_)
    odd[row[(beside != delimiter) & (beside != _NEWLINE)]] = True
    odd[np.bincount(row, minlength=len(ends)) % 2 == 1] = True
    return odd
