"""Refusals as the explorers themselves word them."""

from __future__ import annotations

import pytest

from investigator.chain.explorer import wording
from investigator.chain.rpc.wording import Kind


@pytest.mark.parametrize(
    "text, kind",
    [
        ("Max rate limit reached", Kind.RATE),
        ("Max calls per sec rate limit reached (5/sec)", Kind.RATE),
        ("Max rate limit reached, please use API Key for higher rate limit", Kind.RATE),
        ("Max daily rate limit reached. 110000 (100%) of 100000 day/limit", Kind.SHUT),
        ("Invalid API Key", Kind.SHUT),
        ("Missing/Invalid API Key", Kind.SHUT),
        ("Free API access is not supported for this chain. Please upgrade your api plan", Kind.SHUT),
        ("Missing or unsupported chainid parameter (required for v2 api)", Kind.SHUT),
        (
            "Result window is too large, PageNo x Offset size must be less than or equal to 10000",
            Kind.LARGE,
        ),
        ("Query Timeout occured. Please select a smaller result dataset", Kind.SLOW),
        ("Unexpected error, timeout or server too busy. Please try again later", Kind.SLOW),
        ("Error! Missing Or invalid Action name", Kind.UNSUPPORTED),
        ("Unknown action", Kind.UNSUPPORTED),
        ("Unknown module", Kind.UNSUPPORTED),
        ("Error! Invalid address format", Kind.OTHER),
    ],
)
def test_what_a_refusal_means(text: str, kind: Kind) -> None:
    assert wording.meaning(text) is kind
    assert not wording.says_nothing_there(text)


@pytest.mark.parametrize(
    "text",
    [
        "No transactions found",
        "No internal transactions found",
        "No token transfers found",
        "No records found",
        "No data found",
    ],
)
def test_words_for_nothing(text: str) -> None:
    assert wording.says_nothing_there(text)


def test_numbers_in_refusals() -> None:
    assert wording.per_second("Max calls per sec rate limit reached (3/sec)") == 3
    assert wording.per_second("only 5 calls per second") == 5
    assert wording.per_second("Max rate limit reached") is None
    assert wording.at_most("PageNo x Offset size must be less than or equal to 1000") == 1000
    assert wording.at_most("too large") is None


def test_rows_that_are_still_to_come() -> None:
    assert wording.says_unfinished(
        "Some internal transactions within this block range have not yet been processed"
    )
    assert not wording.says_unfinished("OK")
