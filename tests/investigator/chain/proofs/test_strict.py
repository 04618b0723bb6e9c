"""RLP has one encoding for each value; any other is refused."""

from __future__ import annotations

from typing import Any

import pytest
import rlp
from hypothesis import given
from hypothesis import strategies as st

from investigator.chain.proofs.fields import ProofError
from investigator.chain.proofs.strict import decode, decode_list, number, plain

ITEMS = st.recursive(st.binary(max_size=70), lambda inner: st.lists(inner, max_size=6), max_leaves=12)


def _depth(item: Any) -> int:
    return 1 + max((_depth(one) for one in item), default=0) if isinstance(item, list) else 0


@given(ITEMS)
def test_what_was_written_is_read(item: Any) -> None:
    if _depth(item) <= 8:
        assert decode(bytes(rlp.encode(item))) == item


@given(st.binary(max_size=80))
def test_whatever_is_read_is_written_the_same(data: bytes) -> None:
    try:
        item = decode(data)
    except ProofError:
        return
    assert bytes(rlp.encode(item)) == data


@pytest.mark.parametrize(
    "data",
    [
        "",
        "8100",  # a single byte with a length
        "817f",
        "b801ff",  # a long length for a short text
        "b90001ff",  # a length with a leading zero
        "8080",  # two items
        "82ff",  # cut off
        "b9ff",  # its length is cut off
        "bfffffffffffffffff",  # a length that is not there
        "c1",
        "c281",  # an item that reaches out of its list
        "c28200",
        "f80180",
        "c9" * 9 + "c0",  # nested too deeply
    ],
)
def test_other_encodings_are_refused(data: str) -> None:
    with pytest.raises(ProofError):
        decode(bytes.fromhex(data))


def test_nesting_is_bounded() -> None:
    item: Any = []
    for _ in range(8):
        item = [item]
    with pytest.raises(ProofError, match="nested too deeply"):
        decode(bytes(rlp.encode(item)))
    assert decode(bytes(rlp.encode(item[0]))) == item[0]


def test_numbers_have_no_leading_zeros() -> None:
    assert number(b"") == 0
    assert number(b"\x01\x00") == 256
    for wrong in (b"\x00", b"\x00\x01", b"\x01" * 33):
        with pytest.raises(ProofError, match="number"):
            number(wrong)


def test_lists_and_texts_are_told_apart() -> None:
    with pytest.raises(ProofError, match="a text where a list"):
        decode_list(b"\x80")
    with pytest.raises(ProofError, match="a list where a text"):
        plain([])
