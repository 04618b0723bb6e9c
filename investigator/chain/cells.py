"""Columns of text read exactly; what cannot be read comes back as faults by row, never as a guess."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from investigator.chain.source import TimeKind
from investigator.money import parse_amount, split_limbs
from investigator.records import Clock

_LIMIT = 2**62
_NUMBER = re.compile(r"-?[0-9]{1,40}(\.[0-9]*)?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,40}(\.0*)?|0[xX][0-9a-fA-F]{1,16}")
_EXPONENT = re.compile(r"^\s*[0-9]*\.?([0-9]*)[eE]([+-]?[0-9]{1,3})\s*$")

Faults = dict[int, str]
"""Why a row cannot be read, by its position."""


@dataclass
class Reader:
    """Reads the distinct texts of a column once each, however often they stand in the file."""

    read: Callable[[str], str]
    known: dict[str, tuple[str | None, str]] = field(default_factory=dict)

    def column(self, texts: pa.Array, faults: Faults) -> pa.Array:
        """The column read, null where a text cannot be; the reasons are added to `faults`."""
        encoded = texts.fill_null("").dictionary_encode()
        read = [self._one(text) for text in encoded.dictionary.to_pylist()]
        values, reasons = [value for value, _ in read], [reason for _, reason in read]
        bad = np.flatnonzero(np.array([value is None for value in values], np.bool_))
        if bad.size:
            index = encoded.indices.to_numpy(zero_copy_only=False)
            for row in np.flatnonzero(np.isin(index, bad)):
                faults.setdefault(int(row), reasons[index[row]])
        return pa.array(values, pa.string()).take(encoded.indices)

    def _one(self, text: str) -> tuple[str | None, str]:
        if text not in self.known:
            try:
                self.known[text] = (self.read(text), "")
            except ValueError as error:
                self.known[text] = (None, str(error))
        return self.known[text]


def amounts(texts: pa.Array, decimals: list[int] | int, faults: Faults) -> NDArray[np.uint64]:
    """Amounts as limbs, shape (n, 4). `decimals` shift whole units to base units, for all or row by row."""
    texts = texts.fill_null("")
    limbs = np.zeros((len(texts), 4), np.uint64)
    slow = np.arange(len(texts))
    if decimals == 0:
        plain = pc.match_substring_regex(texts, "^[0-9]{1,19}$")
        numbers = pc.if_else(plain, texts, "0").cast(pa.uint64())
        limbs[:, 0] = numbers.to_numpy(zero_copy_only=False)
        slow = np.flatnonzero(~plain.to_numpy(zero_copy_only=False))
    for row, text in zip(slow.tolist(), texts.take(pa.array(slow)).to_pylist(), strict=True):
        try:
            places = decimals if isinstance(decimals, int) else decimals[row]
            limbs[row] = split_limbs(parse_amount(text, places))
        except ValueError as error:
            faults.setdefault(row, str(error) if text else "no amount")
    return limbs


def places(texts: pa.Array) -> tuple[bool, int]:
    """Whether any amount has a point or an exponent, and the most decimal places of one (at most 18)."""
    texts = texts.fill_null("")
    short = texts.filter(pc.match_substring_regex(texts, _EXPONENT.pattern)).unique().to_pylist()
    texts = texts.filter(pc.invert(pc.match_substring_regex(texts, _EXPONENT.pattern)))
    some = texts.filter(pc.match_substring_regex(texts, r"^\s*[0-9]*\.[0-9]"))
    most = (
        pc.max(pc.utf8_length(pc.replace_substring_regex(some, r"^[^.]*\.([0-9]*).*$", r"\1"))).as_py() or 0
    )
    for match in filter(None, map(_EXPONENT.search, short)):
        most = max(most, len(match[1]) - int(match[2]))
    return bool(len(some) or short), min(int(most), 18)


def time_kind(texts: pa.Array) -> TimeKind:
    """What the times of a file look like, from its first rows."""
    some = [text.strip() for text in texts.drop_null().to_pylist()[:1000] if text.strip()]
    numbers = [text for text in some if _NUMBER.fullmatch(text)]
    if len(numbers) * 2 < len(some):
        return "iso"
    largest = max((abs(int(text.split(".")[0])) for text in numbers), default=0)
    if largest >= 10**11:
        return "milliseconds"
    return "seconds" if largest >= 10**8 else "step"


CLOCKS: dict[TimeKind, Clock] = {
    "step": Clock.STEP,
    "seconds": Clock.UTC,
    "milliseconds": Clock.UTC,
    "iso": Clock.UTC,
    "block": Clock.BLOCK,
}


def times(texts: pa.Array, kind: TimeKind, faults: Faults) -> NDArray[np.int64]:
    """Times as integers on the clock of `kind`: steps, blocks or UTC seconds."""
    if kind == "iso":
        known: dict[str, int | str] = {}
        return _each(texts, _iso, faults, known)
    scale = 1000 if kind == "milliseconds" else 1
    return np.asarray(integers(texts, faults, "time") // scale)


def integers(texts: pa.Array, faults: Faults, what: str) -> NDArray[np.int64]:
    """Whole numbers in decimal or hexadecimal; a fraction of zeros is let pass."""
    texts = texts.fill_null("")
    plain = pc.match_substring_regex(texts, "^[0-9]{1,18}$")
    result = pc.if_else(plain, texts, "0").cast(pa.int64()).to_numpy(zero_copy_only=False).copy()
    rest = np.flatnonzero(~plain.to_numpy(zero_copy_only=False))
    for row, text in zip(rest.tolist(), texts.take(pa.array(rest)).to_pylist(), strict=True):
        try:
            result[row] = _integer(text)
        except ValueError:
            faults.setdefault(row, f"not a {what}: {text[:40]!r}" if text else f"no {what}")
    return np.asarray(result)


def _integer(text: str) -> int:
    text = text.strip()
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    whole = text.partition(".")[0]
    number = int(whole, 16) if whole[:2] in {"0x", "0X"} else int(whole)
    if abs(number) >= _LIMIT:
        raise ValueError(text)
    return number


def _each(
    texts: pa.Array, read: Callable[[str], int], faults: Faults, known: dict[str, int | str]
) -> NDArray[np.int64]:
    encoded = texts.fill_null("").dictionary_encode()
    for text in encoded.dictionary.to_pylist():
        try:
            known[text] = read(text)
        except (ValueError, OverflowError):
            known[text] = f"not a time: {text[:40]!r}" if text else "no time"
    found = [known[text] for text in encoded.dictionary.to_pylist()]
    index = encoded.indices.to_numpy(zero_copy_only=False)
    for row in np.flatnonzero(np.isin(index, [i for i, one in enumerate(found) if isinstance(one, str)])):
        faults.setdefault(int(row), str(found[index[row]]))
    values = np.array([0 if isinstance(one, str) else one for one in found], np.int64)
    return np.asarray(values[index], np.int64)


def _iso(text: str) -> int:
    text = text.strip().removesuffix(" UTC").replace("/", "-")
    moment = datetime.fromisoformat(text)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def transaction_hash(text: str) -> str:
    """A 32-byte hash as lower-case hexadecimal without prefix. Raises `ValueError`."""
    digits = text.strip().lower().removeprefix("0x")
    if len(digits) != 64 or any(character not in "0123456789abcdef" for character in digits):
        raise ValueError(f"not a transaction hash: {text[:70]!r}")
    return digits
