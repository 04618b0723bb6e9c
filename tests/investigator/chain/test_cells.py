"""Cells of text: read exactly or refused with a reason, and never a crash."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.chain import cells
from investigator.money import from_limbs, parse_amount

hostile = st.text(alphabet="0123456789.-+eExX_ abٱ٣:/TZ", max_size=12) | st.text(max_size=8)


def texts(*some: str | None) -> pa.Array:
    return pa.array(some, pa.string())


def test_a_reader_reads_each_distinct_text_once() -> None:
    read: list[str] = []

    def shout(text: str) -> str:
        read.append(text)
        if text == "bad":
            raise ValueError("it is bad")
        return text.upper()

    reader, faults = cells.Reader(shout), {2: "known already"}
    column = reader.column(texts("a", "bad", "bad", None, "a"), faults)
    assert column.to_pylist() == ["A", None, None, "", "A"]
    assert faults == {1: "it is bad", 2: "known already"}
    assert reader.column(texts("a"), {}).to_pylist() == ["A"]
    assert read == ["a", "bad", ""]


def test_a_reader_reads_nothing_from_no_rows() -> None:
    assert cells.Reader(str.upper).column(texts(), {}).to_pylist() == []


@given(st.lists(hostile | st.integers(0, 2**257).map(str), max_size=6), st.sampled_from([0, 2, 18]))
def test_amounts_are_those_of_the_slow_reader(some: list[str], decimals: int) -> None:
    faults: cells.Faults = {}
    found = from_limbs(cells.amounts(texts(*some), decimals, faults))
    assert [faults.get(row, found[row]) for row in range(len(some))] == [slowly(t, decimals) for t in some]


@given(st.lists(st.integers(0, 10**40), max_size=6), st.integers(0, 40), st.integers(0, 20))
def test_fast_amounts_of_any_length_are_exact(some: list[int], shift: int, places: int) -> None:
    scale = 10**places
    written = [f"{n // scale}.{n % scale:0{places}d}" if places else str(n) for n in some]
    faults: cells.Faults = {}
    found = from_limbs(cells.amounts(texts(*written), shift, faults))
    assert [faults.get(row, found[row]) for row in range(len(some))] == [slowly(t, shift) for t in written]


def slowly(text: str, decimals: int) -> int | str:
    try:
        return parse_amount(text, decimals)
    except ValueError as error:
        return str(error) if text else "no amount"


def test_decimals_of_each_row() -> None:
    faults: cells.Faults = {}
    limbs = cells.amounts(texts("1.5", "1.5", "7", None), [1, 0, 3, 0], faults)
    assert from_limbs(limbs) == [15, 0, 7000, 0]
    assert faults == {1: "more than 0 decimal places: '1.5'", 3: "no amount"}


@pytest.mark.parametrize(
    "some, expected",
    [
        (["1", "250"], (False, 0)),
        (["1", " 2.50", "3.125"], (True, 3)),
        (["6e-05"], (True, 5)),
        (["1.25E-3", "1e3"], (True, 5)),
        (["1.25e+2", "1e+18", "2.5e+17", "0.0", "5.0"], (False, 0)),
        (["1.0", "2.5"], (True, 1)),
        (["100.00"], (True, 2)),
        (["0." + "1" * 30], (True, 18)),
        (["x.y", None], (False, 0)),
        ([], (False, 0)),
    ],
)
def test_places(some: list[str | None], expected: tuple[bool, int]) -> None:
    assert cells.places(texts(*some)) == expected


@given(
    st.lists(st.decimals(0, 10**6, allow_nan=False, places=9).map(lambda d: str(d.normalize())), min_size=1)
)
def test_the_places_found_are_enough_to_read_every_amount(some: list[str]) -> None:
    faults: cells.Faults = {}
    cells.amounts(texts(*some), cells.places(texts(*some))[1], faults)
    assert faults == {}


@pytest.mark.parametrize(
    "some, kind",
    [
        (["1", "2", "744"], "step"),
        (["1700000000", ""], "seconds"),
        (["1700000000000"], "milliseconds"),
        (["2022/09/01 00:20", "2022-09-01"], "iso"),
        (["1700000000", "soon"], "seconds"),
        (["--5", "-5", "3"], "step"),
        (["9" * 5000], "iso"),
        ([None], "step"),
    ],
)
def test_the_kind_of_time(some: list[str | None], kind: str) -> None:
    assert cells.time_kind(texts(*some)) == kind


@pytest.mark.parametrize(
    "kind, text, expected",
    [
        ("step", "7", 7),
        ("seconds", "1700000000", 1_700_000_000),
        ("seconds", " 1700000000.0", 1_700_000_000),
        ("seconds", "0x6553f100", 1_700_000_000),
        ("seconds", "-5", -5),
        ("milliseconds", "1700000000999", 1_700_000_000),
        ("iso", "2023-11-14T22:13:20Z", 1_700_000_000),
        ("iso", "2023-11-15 00:13:20+02:00", 1_700_000_000),
        ("iso", "2023/11/14 22:13:20 UTC", 1_700_000_000),
        ("iso", "2023-11-14", 1_699_920_000),
    ],
)
def test_times(kind: str, text: str, expected: int) -> None:
    faults: cells.Faults = {}
    assert cells.times(texts(text), kind, faults).tolist() == [expected]  # type: ignore[arg-type]
    assert faults == {}


@given(st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1)))
def test_any_iso_time_is_the_second_it_names(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert cells.times(texts(moment.isoformat()), "iso", {}).tolist() == [
        int(moment.replace(tzinfo=UTC).timestamp())
    ]


@pytest.mark.parametrize("kind", ["step", "seconds", "milliseconds", "iso", "block"])
@given(some=st.lists(hostile, max_size=5))
def test_no_text_breaks_the_reader_of_times(kind: str, some: list[str]) -> None:
    cells.time_kind(texts(*some))
    faults: cells.Faults = {}
    found = cells.times(texts(*some), kind, faults)  # type: ignore[arg-type]
    assert found.dtype == np.int64
    assert all(faults[row] == (f"not a time: {some[row]!r}" if some[row] else "no time") for row in faults)


@pytest.mark.parametrize(
    "text", ["", "1.5", "1_000", "٣", "five", "0x", str(2**62), "1" * 41, "1e3", "0x_f", "0x" + "f" * 17]
)
def test_what_is_no_whole_number(text: str) -> None:
    faults: cells.Faults = {}
    assert cells.integers(texts("3", text), faults, "block number").tolist() == [3, 0]
    assert list(faults) == [1]
    assert "block number" in faults[1]


@pytest.mark.parametrize(
    "kind, text",
    [
        ("seconds", "1700000000000"),
        ("seconds", "-63000000000"),
        ("milliseconds", "1700000000000000"),
        ("milliseconds", "253402300800000"),
    ],
)
def test_a_time_that_no_calendar_has_is_no_time(kind: str, text: str) -> None:
    faults: cells.Faults = {}
    assert cells.times(texts("3000", text), kind, faults).tolist()[1] == 0  # type: ignore[arg-type]
    assert faults == {1: f"not a time: {text!r}"}
    assert cells.times(texts(text), "step", {}).tolist() == [int(text)]


@pytest.mark.parametrize(
    "text", ["2023-02-30 00:00:00", "2023-13-01T00:00:00Z", "2023-11-14 24:30:00", "2023-11-14 22:13:60"]
)
def test_a_date_that_there_is_not(text: str) -> None:
    faults: cells.Faults = {}
    found = cells.times(texts("2023-11-14 22:13:20", text), "iso", faults)
    assert found.tolist() == [1_700_000_000, 0]
    assert faults == {1: f"not a time: {text!r}"}


@pytest.mark.parametrize(
    "some, tells_errors, expected",
    [
        (["1", "0x1", "true", "Success", "", None, "pending"], False, [True] * 7),
        (["0", "0x0", "FALSE", "failed", "Error(0)", " reverted "], False, [False] * 6),
        (["0", "false", "", "1", "TRUE"], True, [True, True, True, False, False]),
        ([], False, []),
    ],
)
def test_success(some: list[str | None], tells_errors: bool, expected: list[bool]) -> None:
    assert cells.succeeded(texts(*some), tells_errors=tells_errors).tolist() == expected


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=4), st.sampled_from(["0x", "", "0X", " 0x"]))
def test_hashes_are_read_whatever_their_case(some: list[bytes], prefix: str) -> None:
    written = [raw.hex() if i % 2 else raw.hex().upper() for i, raw in enumerate(some)]
    faults: cells.Faults = {}
    column = texts("skipped", "0x" + "AB" * 32, *("0x" + text for text in written)).slice(1)
    assert cells.hashes(column, faults).to_pylist() == [b"\xab" * 32, *some]
    mixed = texts(*(prefix + text for text in written), "0x12", None, "0x" + "0a" * 32)
    assert cells.hashes(mixed, faults).to_pylist() == [*some, None, None, b"\n" * 32]
    assert list(faults) == [len(some), len(some) + 1]


def test_a_transaction_hash() -> None:
    assert cells.transaction_hash(" 0x" + "AB" * 32) == "ab" * 32
    for text in ("", "0x12", "g" * 64, "0x0x" + "a" * 62, "٣" * 64):
        with pytest.raises(ValueError, match="not a transaction hash"):
            cells.transaction_hash(text)
