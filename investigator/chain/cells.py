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

_PLAIN_ISO = "^[12][0-9]{3}-[01][0-9]-[0-3][0-9][ T][0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z?$"
_YEAR_1, _YEAR_10000 = -62_135_596_800, 253_402_300_800
_YES, _NO = {"1", "1.0", "0x1", "true", "yes"}, {"0", "0.0", "0x0", "false", "no"}
_FAILED = ("fail", "error", "revert", "out of gas")
_NIBBLES = np.zeros(256, np.uint8)
_NIBBLES[np.frombuffer(b"0123456789abcdef", np.uint8)] = np.arange(16)
_NIBBLES[np.frombuffer(b"ABCDEF", np.uint8)] = np.arange(10, 16)

KNOWN_LIMIT = 1 << 18
"""Texts that a column's reader remembers, so that a long file with ever new ones does not fill the memory."""

Faults = dict[int, str]
"""Why a row cannot be read, by its position."""


@dataclass
class Reader:
    """Reads the distinct texts of a column seldom more than once, however often they stand in the file."""

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
            if len(self.known) >= KNOWN_LIMIT:
                self.known.clear()
            try:
                self.known[text] = (self.read(text), "")
            except ValueError as error:
                self.known[text] = (None, str(error))
        return self.known[text]


def amounts(texts: pa.Array, decimals: list[int] | int, faults: Faults) -> NDArray[np.uint64]:
    """Amounts as limbs, shape (n, 4). `decimals` shift whole units to base units, for all or row by row."""
    texts = texts.fill_null("")
    limbs = np.zeros((len(texts), 4), np.uint64)
    shifts = np.full(len(texts), decimals) if isinstance(decimals, int) else np.array(decimals, int)
    left = np.ones(len(texts), np.bool_)
    for shift in np.unique(shifts).tolist():
        rows = np.flatnonzero(shifts == shift)
        digits = _digits(texts.take(pa.array(rows)), shift)
        rows = rows[digits.is_valid().to_numpy(zero_copy_only=False)]
        limbs[rows, :2] = _two_limbs(digits.drop_null())
        left[rows] = False
    slow = np.flatnonzero(left)
    for row, text in zip(slow.tolist(), texts.take(pa.array(slow)).to_pylist(), strict=True):
        try:
            limbs[row] = split_limbs(parse_amount(text, int(shifts[row])))
        except ValueError as error:
            faults.setdefault(row, str(error) if text else "no amount")
    return limbs


def _digits(texts: pa.Array, shift: int) -> pa.Array:
    """Plain amounts as at most 38 digits of base units; null where there is more to an amount than that."""
    if shift == 0:
        return pc.if_else(pc.match_substring_regex(texts, "^[0-9]{1,38}$"), texts, None)
    if shift > 30:
        return pa.nulls(len(texts), pa.string())
    pattern = rf"^(?P<whole>[0-9]{{1,{38 - shift}}})(?:\.(?P<rest>[0-9]{{0,{shift}}})0*)?$"
    parts = pc.extract_regex(texts, pattern)
    whole, rest = pc.struct_field(parts, "whole"), pc.struct_field(parts, "rest")
    return pc.binary_join_element_wise(whole, pc.utf8_rpad(rest.fill_null(""), shift, "0"), "")


def _two_limbs(digits: pa.Array) -> NDArray[np.uint64]:
    """Numbers of at most 38 digits as their two lower limbs: high * 10^19 + low, in halves of 32 bits."""
    if len(digits) == 0 or pc.max(pc.binary_length(digits)).as_py() <= 19:
        low = digits.cast(pa.uint64()).to_numpy(zero_copy_only=False)
        return np.stack((low, np.zeros_like(low)), axis=1)
    padded = pc.utf8_lpad(digits, 38, "0")
    high, low = (
        pc.utf8_slice_codeunits(padded, start, start + 19).cast(pa.uint64()).to_numpy(zero_copy_only=False)
        for start in (0, 19)
    )
    mask, half = np.uint64(2**32 - 1), np.uint64(32)
    base = np.uint64(10**19)
    h1, h0, b1, b0 = high >> half, high & mask, base >> half, base & mask
    middle = h1 * b0 + (h0 * b0 >> half)
    carry = h0 * b1 + (middle & mask)
    upper = h1 * b1 + (middle >> half) + (carry >> half)
    product = high * base
    lower = product + low
    return np.stack((lower, upper + (lower < product)), axis=1)


def places(texts: pa.Array) -> tuple[bool, int]:
    """Whether any amount has a fraction, and the most decimal places of one (at most 18).

    A fraction of one zero is none: programs write whole numbers so that they hold as floats, as they
    write 1e+18 for a wei amount.
    """
    texts = texts.fill_null("")
    scientific = pc.match_substring_regex(texts, _EXPONENT.pattern)
    most = 0
    for match in filter(None, map(_EXPONENT.search, texts.filter(scientific).unique().to_pylist())):
        most = max(most, len(match[1].rstrip("0")) - int(match[2]))
    plain = texts.filter(pc.invert(scientific))
    some = plain.filter(pc.match_substring_regex(plain, r"^\s*[0-9]*\.(?:[1-9]|[0-9]{2})"))
    if len(some):
        lengths = pc.utf8_length(pc.replace_substring_regex(some, r"^[^.]*\.([0-9]*).*$", r"\1"))
        most = max(most, pc.max(lengths).as_py())
    return most > 0, min(most, 18)


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
        plain = _plain_iso(texts)
        return _each(texts, _iso, faults, {}) if plain is None else plain
    found = integers(texts, faults, "time")
    if kind in {"step", "block"}:
        return found
    found //= 1000 if kind == "milliseconds" else 1
    for row in np.flatnonzero((found < _YEAR_1) | (found >= _YEAR_10000)).tolist():
        faults.setdefault(row, f"not a time: {texts[row].as_py()[:40]!r}")
        found[row] = 0
    return found


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


def _plain_iso(texts: pa.Array) -> NDArray[np.int64] | None:
    """UTC seconds, if all texts are whole seconds written in one plain way."""
    if texts.null_count or not pc.all(pc.match_substring_regex(texts, _PLAIN_ISO)).as_py():
        return None
    try:
        seconds = texts.cast(pa.timestamp("s")).cast(pa.int64())
    except pa.ArrowInvalid:
        return None
    return np.asarray(seconds.to_numpy(zero_copy_only=False))


def _iso(text: str) -> int:
    text = text.strip().removesuffix(" UTC").replace("/", "-")
    moment = datetime.fromisoformat(text)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def succeeded(texts: pa.Array, *, tells_errors: bool) -> NDArray[np.bool_]:
    """Whether each transaction succeeded: only a word that says it failed is taken for that.

    `tells_errors` turns the meaning of yes and no around, for a column such as isError.
    """
    failed = _YES if tells_errors else _NO
    encoded = texts.fill_null("").dictionary_encode()
    words = [text.strip().lower() for text in encoded.dictionary.to_pylist()]
    good = np.array([word not in failed and not word.startswith(_FAILED) for word in words], np.bool_)
    return np.asarray(good[encoded.indices.to_numpy(zero_copy_only=False)])


def hashes(texts: pa.Array, faults: Faults) -> pa.Array:
    """Transaction hashes as bytes, null where there is none."""
    texts = texts.fill_null("")
    plain = pc.match_substring_regex(texts, "^0x[0-9a-fA-F]{64}$")
    raw = _unhex(texts.filter(plain))
    if len(raw) == len(texts):
        return raw
    found: list[bytes | None] = []
    fast = iter(raw.to_pylist())
    for row, (text, simple) in enumerate(zip(texts.to_pylist(), plain.to_pylist(), strict=True)):
        try:
            found.append(next(fast) if simple else bytes.fromhex(transaction_hash(text)))
        except ValueError as error:
            faults.setdefault(row, str(error))
            found.append(None)
    return pa.array(found, pa.binary())


def _unhex(texts: pa.Array) -> pa.Array:
    """Texts of 0x and 64 digits as 32 bytes each."""
    if len(texts) == 0:
        return pa.array([], pa.binary())
    _, offsets, characters = texts.buffers()
    first = int(np.frombuffer(offsets, np.int32)[texts.offset])
    digits = np.frombuffer(characters, np.uint8, 66 * len(texts), first)
    nibbles = _NIBBLES[digits.reshape(-1, 66)[:, 2:]]
    packed = np.ascontiguousarray(nibbles[:, 0::2] << 4 | nibbles[:, 1::2])
    fixed = pa.FixedSizeBinaryArray.from_buffers(pa.binary(32), len(texts), [None, pa.py_buffer(packed)])
    return fixed.cast(pa.binary())


def transaction_hash(text: str) -> str:
    """A 32-byte hash as lower-case hexadecimal without prefix. Raises `ValueError`."""
    digits = text.strip().lower().removeprefix("0x")
    if len(digits) != 64 or any(character not in "0123456789abcdef" for character in digits):
        raise ValueError(f"not a transaction hash: {text[:70]!r}")
    return digits
