from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.query.times import Span, spanned, written
from investigator.records import Clock


@given(st.integers(0, 2**36), st.integers(0, 10**6), st.sampled_from(list(Clock)))
def test_what_is_written_is_read_back(after: int, span: int, clock: Clock) -> None:
    text = f"{written(after, clock)}..{written(after + span, clock)}"
    assert spanned(":", text, clock) == Span(after, after + span)


def test_a_span_has_a_beginning_before_its_end() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        spanned(":", "2023..2022", Clock.UTC)
