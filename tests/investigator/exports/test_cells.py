from __future__ import annotations

import pytest

from investigator.exports.cells import inert, plain


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", " =cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert inert(text).startswith("'") or not inert(text).lstrip().startswith(("=", "+", "-", "@"))


def test_what_is_hidden_is_shown_and_the_rest_stays() -> None:
    assert plain("a\tb\n\u202ec\x7f") == "a␉b␊‹U+202E›c␡"
    assert inert("0.5 ETH") == "0.5 ETH"
    assert plain("abcdef", 4) == "abc…"
