from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from investigator.query.pieces import pieces, quoted, split


def test_pieces_and_their_places() -> None:
    found = pieces('  -asset=ETH "a b" | note:"x y" open"q')
    assert [(one.start, one.end, one.name, one.sign, one.value) for one in found] == [
        (2, 12, "asset", ":", "ETH"),
        (13, 18, "", "", '"a b"'),
        (19, 20, "", "", ""),
        (21, 31, "note", ":", '"x y"'),
        (32, 38, "", "", 'open"q'),
    ]
    assert (found[0].negated, found[2].bar, found[4].open_quote) == (True, True, 36)


@given(st.text(min_size=1, max_size=30))
def test_a_quoted_value_is_read_back(value: str) -> None:
    (piece,) = pieces(f"note:{quoted(value)}")
    assert split(piece.value, ",|") == [value]
