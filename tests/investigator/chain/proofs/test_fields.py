"""Fields are read strictly: what is no number or no bytes is said by name."""

from __future__ import annotations

import pytest

from investigator.chain.proofs.fields import (
    ProofError,
    blob,
    blobs,
    bytes_of,
    minimal,
    number,
    records,
    text,
)


@pytest.mark.parametrize(
    "told, value", [("0x0", 0), ("0x00", 0), ("0xfF", 255), ("0X10", 16), ("0x" + "f" * 64, 2**256 - 1)]
)
def test_numbers_of_nodes_may_have_leading_zeros_and_capitals(told: str, value: int) -> None:
    assert number({"gas": told}, "gas") == value


@pytest.mark.parametrize(
    "told", [None, 5, True, "", "0x", "5", "0x1_0", "0x 1", "-0x1", "0x" + "1" * 65, "0x1\n", []]
)
def test_what_is_no_number_is_named(told: object) -> None:
    with pytest.raises(ProofError, match=r"The field gas is .*; it must be a number"):
        number({"gas": told}, "gas")


@pytest.mark.parametrize("told", [None, "0x1", "0x11 ", "0x 11", "1111", "0xgg", 7, "0x111111", "0x1 1 "])
def test_what_are_not_these_bytes_is_named(told: object) -> None:
    with pytest.raises(ProofError, match=r"The field data is .*; it must be 2 bytes in hexadecimal"):
        blob({"data": told}, "data", 2)


def test_bytes_and_numbers_go_both_ways() -> None:
    assert bytes_of(text(b"\x00\xff")) == b"\x00\xff" == blob({"data": "0x00FF"}, "data")
    assert (minimal(0), minimal(255), minimal(256)) == (b"", b"\xff", b"\x01\x00")


def test_lists_are_of_what_they_should_be() -> None:
    assert records({}, "logs") == records({"logs": None}, "logs") == []
    assert blobs({"topics": ["0x11"]}, "topics", 1) == [b"\x11"]
    for told in ("x", ["x"], {}):
        with pytest.raises(ProofError, match="list of objects"):
            records({"logs": told}, "logs")
    for wrong in (None, ["0x1"], [["0x11"]]):
        with pytest.raises(ProofError, match="topics"):
            blobs({"topics": wrong}, "topics", 1)
